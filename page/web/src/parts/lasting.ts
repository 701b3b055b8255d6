import type { Outcome } from "../engine/types";

const LASTING: readonly Outcome[] = ["thriving", "hollow", "drifted"];

/** Whether an outcome is one of those that are reached at the horizon. */
export function isLasting(outcome: Outcome): boolean {
    return LASTING.includes(outcome);
}
