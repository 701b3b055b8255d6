import type { WorldAnswer } from "../../engine/types";

/** Two members that have a tie, and the numbers of the tie there and back; −1 where there is none. */
export interface Pair {
    readonly a: number;
    readonly b: number;
    readonly there: number;
    readonly back: number;
}

/** Trust and image of every tie, read out of a world. Values are NaN where one of the two is not in the alliance. */
export interface Relations {
    readonly pairs: readonly Pair[];
    /** The number of the pair of two members, either way round. */
    pairOf(a: number, b: number): number | undefined;
    /** The tie from one member to another. */
    tieOf(from: number, to: number): number | undefined;
    trust(tie: number, month: number): number;
    image(tie: number, month: number): number;
    /** The mean of both directions. */
    mutual(pair: number, month: number): number;
    /** The month from which on the values of a month are kept, and the one kept before; the same where there is none. */
    kept(month: number): { readonly now: number; readonly before: number };
}

const ABSENT = -32768;

export function relationsOf(world: WorldAnswer): Relations {
    const { from, to, months } = world.ties;
    const trust = decoded(world.ties.trust);
    const image = decoded(world.ties.image);
    const places = placesOf(months, world.months);
    const numbers = new Map(from.map((start, tie) => [start * world.members.length + (to[tie] ?? 0), tie]));
    const tieOf = (start: number, end: number) => numbers.get(start * world.members.length + end);
    const pairs = pairsOf(world, tieOf);
    const byMembers = new Map(pairs.map(({ a, b }, pair) => [a * world.members.length + b, pair]));
    const read = (values: Float32Array, tie: number, month: number) =>
        tie < 0 ? Number.NaN : (values[(places[month] ?? 0) * from.length + tie] ?? Number.NaN);
    const mutual = pairs.map(({ there, back }) => (month: number) => meanOf(read(trust, there, month), read(trust, back, month)));
    return {
        pairs,
        pairOf: (a, b) => byMembers.get(Math.min(a, b) * world.members.length + Math.max(a, b)),
        tieOf,
        trust: (tie, month) => read(trust, tie, month),
        image: (tie, month) => read(image, tie, month),
        mutual: (pair, month) => mutual[pair]?.(month) ?? Number.NaN,
        kept: (month) => {
            const place = places[month] ?? 0;
            return { now: months[place] ?? month, before: months[Math.max(place - 1, 0)] ?? month };
        },
    };
}

function meanOf(there: number, back: number): number {
    if (Number.isNaN(there)) return back;
    return Number.isNaN(back) ? there : (there + back) / 2;
}

function pairsOf(world: WorldAnswer, tieOf: (from: number, to: number) => number | undefined): Pair[] {
    const pairs: Pair[] = [];
    world.ties.from.forEach((from, tie) => {
        const to = world.ties.to[tie] ?? 0;
        const back = tieOf(to, from);
        if (from < to) pairs.push({ a: from, b: to, there: tie, back: back ?? -1 });
        else if (back === undefined) pairs.push({ a: to, b: from, there: -1, back: tie });
    });
    return pairs;
}

/** For every month the place of the last one that is kept by then. */
function placesOf(kept: readonly number[], months: number): Int32Array {
    const places = new Int32Array(months + 1);
    let place = 0;
    for (let month = 0; month <= months; month += 1) {
        while (place + 1 < kept.length && (kept[place + 1] ?? Infinity) <= month) place += 1;
        places[month] = place;
    }
    return places;
}

function decoded(base64: string): Float32Array {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    return Float32Array.from({ length: bytes.length / 2 }, (_, place) => {
        const value = view.getInt16(place * 2, true);
        return value === ABSENT ? Number.NaN : value / 10_000;
    });
}
