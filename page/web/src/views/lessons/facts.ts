import type { EnsembleAnswer, Reasons, WorldAnswer } from "../../engine/types";
import { CHANNELS, saidOf, shareOf, type Channel } from "../../parts/reasons";
import { against } from "../../state/verdict";
import type { Facts, Measure } from "./kinds";

/** What an ensemble comes to in a measure: worlds for fates, the mean of the last month for the others. */
export function measured(ensemble: EnsembleAnswer | undefined, measure: Measure): number {
    if (ensemble === undefined) return 0;
    if (measure === "survived") return Math.round(ensemble.survived.value * ensemble.runs);
    if (measure === "trust" || measure === "value") return ensemble.timeline[measure].mean.findLast((mean) => mean !== null) ?? 0;
    const share = ensemble.outcomes.find((known) => known.outcome === measure)?.share ?? 0;
    return Math.round(share * ensemble.runs);
}

/** By what trust is lost in a world, as a share of all that is lost. */
export function losses(world: WorldAnswer): { readonly [channel in Channel]: number } {
    const reasons = reasonsOf(world);
    return Object.fromEntries(CHANNELS.map((channel) => [channel, shareOf(reasons, channel)])) as { [channel in Channel]: number };
}

/** What its members would put down to the cultures, of what they have seen. */
export function blamed(world: WorldAnswer): number {
    return saidOf(reasonsOf(world));
}

function reasonsOf({ timeline }: WorldAnswer): Reasons {
    const sum = (measure: string) => (timeline[measure] ?? []).reduce((sum, lost) => sum + lost, 0);
    return {
        home: sum("lost_home"),
        gossip: sum("lost_gossip"),
        disappointment: sum("lost_disappointment"),
        blamed_on_culture: sum("blamed_on_culture"),
        // Clashes are told together here, whatever they were about.
        incidents_means: sum("lost_incidents"),
        incidents_norms: 0,
        incidents_identity: 0,
        incidents_power: 0,
    };
}

/** By what most was lost. */
export function costliest({ world }: Facts): Channel {
    const lost = world === null ? null : losses(world);
    return lost === null ? "home" : [...CHANNELS].reduce((most, channel) => (lost[channel] > lost[most] ? channel : most));
}

/** What one of the settings comes to. */
export function of(facts: Facts, arm: string, measure: Measure): number {
    return measured(facts.ensembles[arm], measure);
}

/** The setting that comes to most. */
export function most(facts: Facts, arms: readonly string[], measure: Measure): string {
    return arms.reduce((best, arm) => (of(facts, arm, measure) > of(facts, best, measure) ? arm : best));
}

/** How many worlds one setting brings there, held against another. */
export function compared(facts: Facts, arm: string, other: string, measure: "survived" | "thriving"): "more" | "fewer" | "same" {
    return against(of(facts, arm, measure), of(facts, other, measure), facts.ensembles[arm]?.runs ?? 1);
}
