import type { Outcome } from "../engine/types";

const LASTING: readonly Outcome[] = ["completed", "thriving", "hollow", "drifted"];

/** Whether an outcome is one of those that are reached at the horizon, or by a mission accomplished. */
export function isLasting(outcome: Outcome): boolean {
    return LASTING.includes(outcome);
}
