import { forceCollide, forceLink, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import type { Relations } from "./relations";

interface Dancer extends SimulationNodeDatum {
    readonly member: number;
    readonly seat: { readonly x: number; readonly y: number };
    x: number;
    y: number;
}

interface Bond {
    readonly source: Dancer;
    readonly target: Dancer;
    readonly trust: number;
}

/** How far from the middle a delegate sits, and how far it may go; the homes are at 1. */
const SEAT = 0.52;
const REACH = 0.62;
/** How near two friends are drawn; nearer, a table of friends would be a heap. */
const CLOSE = 0.34;
/** Ties that may be looked at in all, so that a large alliance is laid out in a moment. */
const EFFORT = 4_000_000;

/**
 * Where every delegate is in every month, within a circle of radius 1: two numbers a member, month by month from month 1.
 * From its seat it is drawn towards those it trusts and away from the others, month by month from where it was.
 */
export function dance(turns: readonly number[], months: number, present: (member: number, month: number) => boolean, relations: Relations): Float32Array {
    const places = new Float32Array(months * turns.length * 2);
    const dancers = turns.flatMap((turn, member) => (Number.isNaN(turn) ? [] : [dancerAt(turn, member)]));
    const byMember = new Map(dancers.map((dancer) => [dancer.member, dancer]));
    const ticks = Math.max(1, Math.min(12, Math.floor(EFFORT / (months * Math.max(relations.pairs.length, 1)))));
    const room = Math.min(0.17, 1.6 / Math.max(dancers.length, 1));
    for (let month = 1; month <= months; month += 1) {
        const there = dancers.filter(({ member }) => present(member, month));
        danceOn(there, bondsOf(relations, month, byMember), room, month === 1 ? 60 : ticks);
        for (const { member, x, y } of dancers) places.set([x, y], ((month - 1) * turns.length + member) * 2);
    }
    return places;
}

function dancerAt(turn: number, member: number): Dancer {
    const seat = { x: SEAT * Math.sin(turn * 2 * Math.PI), y: -SEAT * Math.cos(turn * 2 * Math.PI) };
    return { member, seat, ...seat };
}

function bondsOf(relations: Relations, month: number, byMember: ReadonlyMap<number, Dancer>): Bond[] {
    return relations.pairs.flatMap(({ a, b }, pair) => {
        const trust = relations.mutual(pair, month);
        const [source, target] = [byMember.get(a), byMember.get(b)];
        return Number.isNaN(trust) || source === undefined || target === undefined ? [] : [{ source, target, trust }];
    });
}

/** How strongly a seat holds its delegate; more where there are many, or all would end in one heap. */
const HOLD = { few: 0.35, many: 0.9 };

function danceOn(there: Dancer[], bonds: Bond[], room: number, ticks: number): void {
    const hold = there.length > 24 ? HOLD.many : HOLD.few;
    const simulation = forceSimulation(there)
        .force("seat x", forceX<Dancer>(({ seat }) => seat.x).strength(hold))
        .force("seat y", forceY<Dancer>(({ seat }) => seat.y).strength(hold))
        .force("room", forceCollide<Dancer>(room / 2).iterations(2))
        .force(
            "trust",
            forceLink<Dancer, Bond>(bonds)
                .distance(({ trust }) => Math.max(CLOSE, 0.6 - 0.8 * trust))
                .strength(({ trust }) => (3 * Math.abs(trust)) / Math.max(there.length, 1)),
        )
        .alpha(0.5)
        .alphaDecay(0)
        .velocityDecay(0.5)
        .stop();
    simulation.tick(ticks);
    for (const dancer of there) {
        const far = Math.hypot(dancer.x, dancer.y);
        if (far > REACH) Object.assign(dancer, { x: (dancer.x * REACH) / far, y: (dancer.y * REACH) / far });
        Object.assign(dancer, { vx: 0, vy: 0 });
    }
}
