import type { EnsembleAnswer } from "../../engine/types";
import type { Facts, Measure } from "./kinds";

/** Counts of worlds that lie no further apart than this share are as good as the same. */
const ALIKE = 0.06;

/** What an ensemble comes to in a measure: worlds for fates, the mean of the last month for the others. */
export function measured(ensemble: EnsembleAnswer | undefined, measure: Measure): number {
    if (ensemble === undefined) return 0;
    if (measure === "survived") return Math.round(ensemble.survived.value * ensemble.runs);
    if (measure === "trust" || measure === "value") return ensemble.timeline[measure].mean.findLast((mean) => mean !== null) ?? 0;
    const share = ensemble.outcomes.find((known) => known.outcome === measure)?.share ?? 0;
    return Math.round(share * ensemble.runs);
}

/** What one of the settings comes to. */
export function of(facts: Facts, arm: string, measure: Measure): number {
    return measured(facts.ensembles[arm], measure);
}

/** The setting that comes to most. */
export function most(facts: Facts, arms: readonly string[], measure: Measure): string {
    return arms.reduce((best, arm) => (of(facts, arm, measure) > of(facts, best, measure) ? arm : best));
}

/** How one setting stands to another: `more`, `fewer`, or `same` where the difference says nothing. */
export function against(facts: Facts, arm: string, other: string, measure: "survived" | "thriving"): "more" | "fewer" | "same" {
    const runs = facts.ensembles[arm]?.runs ?? 1;
    const difference = of(facts, arm, measure) - of(facts, other, measure);
    if (Math.abs(difference) <= ALIKE * runs) return "same";
    return difference > 0 ? "more" : "fewer";
}
