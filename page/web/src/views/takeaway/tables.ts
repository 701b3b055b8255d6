import type { EnsembleAnswer, WorldAnswer } from "../../engine/types";
import { isLasting } from "../../parts/lasting";

/** Measures that count: whole numbers, written without a point, as in the tables of `alliance trace`. */
const COUNTS: readonly string[] = ["members", "blocs"];

/** `timeline.csv` of the world. */
export function timelineTable({ timeline, phase, months }: WorldAnswer): string {
    const measures = Object.entries(timeline);
    const rows = Array.from({ length: months }, (_, at) => [
        String(at + 1),
        ...measures.map(([name, values]) => written(values[at] ?? 0, COUNTS.includes(name))),
        phase[at] ?? "",
    ]);
    return csv([["month", ...measures.map(([name]) => name), "phase"], ...rows]);
}

/** `survival.csv` of the ensemble, without arm and point. */
export function survivalTable(answer: EnsembleAnswer): string {
    const { month, survival, low, high } = answer.survival;
    const rows = month.map((now, at) => {
        const there = answer.months.filter((months) => months >= now).length;
        const leaving = answer.fates.filter((_, run) => answer.months[run] === now);
        const censored = leaving.filter((fate) => lasts(answer, fate)).length;
        const shares = [survival[at], low[at], high[at]].map((share) => written(share ?? 0));
        return [now, there, leaving.length - censored, censored].map(String).concat(shares);
    });
    return csv([["month", "at_risk", "ended", "censored", "survival", "survival_low", "survival_high"], ...rows]);
}

/** A row a world, columns as in `runs.csv`. */
export function runsTable(answer: EnsembleAnswer): string {
    const rows = answer.fates.map((fate, run) => [String(run), answer.outcomes[fate]?.outcome ?? "", String(lasts(answer, fate)), String(answer.months[run])]);
    return csv([["replication", "outcome", "survived", "months"], ...rows]);
}

/** Whether a fate is an end at the horizon. */
export function lasts(answer: EnsembleAnswer, fate: number): boolean {
    const outcome = answer.outcomes[fate]?.outcome;
    return outcome !== undefined && isLasting(outcome);
}

/** A number as the program's tables write it: with a point unless it counts, and with an exponent where it is tiny. */
function written(value: number, counts = false): string {
    if (Number.isInteger(value)) return counts ? String(value) : value.toFixed(1);
    return Math.abs(value) < 1e-5 ? value.toExponential() : String(value);
}

function csv(rows: readonly (readonly string[])[]): string {
    return rows.map((row) => `${row.join(",")}\n`).join("");
}
