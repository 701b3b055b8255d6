import type { EnsembleAnswer, Outcome } from "../../engine/types";
import { standing, type Standing } from "../../state/verdict";
import { lasts } from "../takeaway/tables";

/** What became of one world under both settings. */
export interface Pair {
    readonly replication: number;
    readonly a: Outcome;
    readonly b: Outcome;
    readonly months_a: number;
    readonly months_b: number;
}

/** How the same worlds went under two settings. */
export interface Pairs {
    readonly runs: number;
    /** How many thrive, and how many are still there, under each. */
    readonly a: Standing;
    readonly b: Standing;
    /** Lasted under both, under A alone, under B alone, under neither. */
    readonly both: number;
    readonly only_a: number;
    readonly only_b: number;
    readonly neither: number;
    /** Worlds that ended otherwise, or earlier or later. */
    readonly differ: readonly Pair[];
    readonly outcomes: readonly OutcomePair[];
}

/** In how many worlds an outcome came about under A, under B, and under both. */
export interface OutcomePair {
    readonly outcome: Outcome;
    readonly a: number;
    readonly b: number;
    readonly both: number;
}

/** Sets the worlds of two ensembles beside one another, replication by replication. */
export function pairs(a: EnsembleAnswer, b: EnsembleAnswer): Pairs {
    const worlds = Array.from({ length: Math.min(a.runs, b.runs) }, (_, replication) => replication);
    const [lastsA, lastsB] = [(world: number) => lasts(a, a.fates[world] ?? -1), (world: number) => lasts(b, b.fates[world] ?? -1)];
    const count = (is: (world: number) => boolean) => worlds.filter(is).length;
    return {
        runs: worlds.length,
        a: standing(a),
        b: standing(b),
        both: count((world) => lastsA(world) && lastsB(world)),
        only_a: count((world) => lastsA(world) && !lastsB(world)),
        only_b: count((world) => !lastsA(world) && lastsB(world)),
        neither: count((world) => !lastsA(world) && !lastsB(world)),
        differ: worlds.map((world) => pair(a, b, world)).filter(({ a, b, months_a, months_b }) => a !== b || months_a !== months_b),
        outcomes: a.outcomes.map(({ outcome }) => ({
            outcome,
            a: count((world) => ending(a, world) === outcome),
            b: count((world) => ending(b, world) === outcome),
            both: count((world) => ending(a, world) === outcome && ending(b, world) === outcome),
        })),
    };
}

function pair(a: EnsembleAnswer, b: EnsembleAnswer, replication: number): Pair {
    const [months_a, months_b] = [a.months[replication] ?? 0, b.months[replication] ?? 0];
    return { replication, a: ending(a, replication), b: ending(b, replication), months_a, months_b };
}

function ending(answer: EnsembleAnswer, world: number): Outcome {
    return answer.outcomes[answer.fates[world] ?? 0]?.outcome ?? "collapsed";
}
