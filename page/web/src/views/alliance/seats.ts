import type { Relations } from "./relations";

/**
 * An order round the table in which those who trust one another sit together, over all months; the same for the same world.
 *
 * A chain of nearest friends, mended by turning parts of it round as long as that brings friends together (2-opt).
 */
export function seatOrder(seated: readonly number[], relations: Relations, months: number): number[] {
    const fondness = fondnessOf(seated, relations, months);
    const like = (a: number | undefined, b: number | undefined) => fondness.get(key(a ?? 0, b ?? 0)) ?? 0;
    const order = chain(seated, like);
    for (let round = 0; round < 20 && mend(order, like); round += 1);
    return order;
}

type Likes = (a: number | undefined, b: number | undefined) => number;

const key = (a: number, b: number) => Math.min(a, b) * 100_000 + Math.max(a, b);

function fondnessOf(seated: readonly number[], relations: Relations, months: number): Map<number, number> {
    const among = new Set(seated);
    const looks = Array.from({ length: Math.min(months, 12) }, (_, look) => 1 + Math.floor((look * (months - 1)) / 11));
    return new Map(
        relations.pairs.flatMap(({ a, b }, pair) => {
            if (!among.has(a) || !among.has(b)) return [];
            const trusts = looks.map((month) => relations.mutual(pair, month)).filter((trust) => !Number.isNaN(trust));
            return [[key(a, b), trusts.reduce((sum, trust) => sum + trust, 0) / Math.max(trusts.length, 1)] as const];
        }),
    );
}

function chain(seated: readonly number[], like: Likes): number[] {
    const left = [...seated];
    const order = left.splice(0, 1);
    while (left.length > 0) {
        const last = order.at(-1);
        const best = left.reduce((best, member, place) => (like(last, member) > like(last, left[best]) ? place : best), 0);
        order.push(...left.splice(best, 1));
    }
    return order;
}

/** Turns parts of the round where that helps; whether it did. The first seat stays. */
function mend(order: number[], like: Likes): boolean {
    let better = false;
    for (let from = 1; from < order.length - 1; from += 1) {
        for (let to = from + 1; to < order.length; to += 1) {
            const [before, first, last, after] = [order[from - 1], order[from], order[to], order[(to + 1) % order.length]];
            if (like(before, last) + like(first, after) > like(before, first) + like(last, after) + 1e-9) {
                order.splice(from, to - from + 1, ...order.slice(from, to + 1).reverse());
                better = true;
            }
        }
    }
    return better;
}
