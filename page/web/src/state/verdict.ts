import type { EnsembleAnswer } from "../engine/types";

/** Counts of worlds that lie no further apart than this share are as good as the same. */
const ALIKE = 0.06;

/** How a setting stands to another under the same luck: judged by how many thrive first, then by how many are still there. */
export type Verdict = "better" | "worse" | "hollow" | "shorter" | "same";

/** What two numbers say of an ensemble, as counts of worlds: those that thrive (or have done their work), and those still there at the end. */
export interface Standing {
    readonly thriving: number;
    readonly there: number;
    readonly runs: number;
}

export function standing({ outcomes, survived, runs }: EnsembleAnswer): Standing {
    const good = outcomes.filter(({ outcome }) => outcome === "thriving" || outcome === "completed");
    return { thriving: Math.round(good.reduce((sum, { share }) => sum + share, 0) * runs), there: Math.round(survived.value * runs), runs };
}

/** More, fewer, or the same where the difference says nothing. */
export function against(count: number, other: number, runs: number): "more" | "fewer" | "same" {
    if (Math.abs(count - other) <= ALIKE * runs) return "same";
    return count > other ? "more" : "fewer";
}

/** What one setting is, held against another. */
export function verdict(now: Standing, other: Standing): Verdict {
    const thriving = against(now.thriving, other.thriving, now.runs);
    const there = against(now.there, other.there, now.runs);
    if (thriving === "more") return "better";
    if (there === "more") return "hollow";
    if (thriving === "fewer") return "worse";
    return there === "fewer" ? "shorter" : "same";
}
