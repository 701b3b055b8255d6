import type { ArmVerdict, ReportData } from "./data";

/** The share that thrives, or has done what it was there for. */
export function thrivingShare(arm: ArmVerdict): number {
    const good = arm.outcomes.filter(({ outcome }) => outcome === "thriving" || outcome === "completed");
    return good.reduce((sum, { share }) => sum + share, 0);
}

/**
 * Something of every arm, in the order in which arms are shown: as written first, then the arm with which most thrive, and of equals the
 * one with which most are still there. Where keys vary the order stays that of their values.
 */
export function byEffect<T extends { readonly arm: string }>(some: readonly T[], { verdict }: ReportData): readonly T[] {
    const arms = verdict?.arms ?? [];
    if (arms.some(({ settings }) => settings.length > 0)) return some;
    const ranked = [...arms.slice(0, 1), ...arms.slice(1).sort((one, other) => thrivingShare(other) - thrivingShare(one) || other.survived.share - one.survived.share)];
    const rank = new Map(ranked.map(({ arm }, place) => [arm, place]));
    return [...some].sort((one, other) => (rank.get(one.arm) ?? arms.length) - (rank.get(other.arm) ?? arms.length));
}
