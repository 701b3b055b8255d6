import type { Reasons } from "../engine/types";

/** By what trust is lost, from what nobody sees to what everybody sees. */
export const CHANNELS = ["home", "gossip", "disappointment", "blamed_on_culture", "incidents"] as const;
export type Channel = (typeof CHANNELS)[number];

/** What conflicts are about. */
export const CAUSES = ["means", "norms", "identity", "power"] as const;

/** What was lost by a channel. */
export function lostBy(reasons: Reasons, channel: Channel): number {
    return channel === "incidents" ? CAUSES.reduce((sum, cause) => sum + reasons[`incidents_${cause}`], 0) : reasons[channel];
}

/** What was lost in all. */
export function lostInAll(reasons: Reasons): number {
    return CHANNELS.reduce((sum, channel) => sum + lostBy(reasons, channel), 0);
}

/**
 * What members would put down to the cultures, of the trust lost at the table, in disappointments and clashes, 0…1: what talk at home and
 * behind backs has cost they do not see.
 */
export function saidOf(reasons: Reasons): number {
    const seen = lostInAll(reasons) - reasons.home - reasons.gossip;
    return seen > 0 ? reasons.blamed_on_culture / seen : 0;
}

/** What a channel took of all that was lost, 0…1. */
export function shareOf(reasons: Reasons, channel: Channel): number {
    const all = lostInAll(reasons);
    return all > 0 ? lostBy(reasons, channel) / all : 0;
}
