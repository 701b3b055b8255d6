import type { Bounded } from "../../engine/types";
import { pinned } from "../../state/baseline";
import { text } from "../../state/language";

/** What the setting on the screen is held against. */
export function baselineName(): string {
    return text(pinned.value === null ? "outcomes_view.file" : "outcomes_view.pinned");
}

/** A share as whole per cent; a share that is neither none nor all never reads as if it were. */
export function percent(share: number): string {
    const whole = Math.round(share * 100);
    if (whole === 0 && share > 0) return "<1%";
    if (whole === 100 && share < 1) return ">99%";
    return `${whole}%`;
}

/** An interval in words. */
export function range({ low, high }: { readonly low: number; readonly high: number }): string {
    return text("outcomes_view.range", { low: Math.round(low * 100), high: Math.round(high * 100) });
}

/** An estimate with its interval in words. */
export function withRange(estimate: Bounded): string {
    return `${percent(estimate.value)}, ${range(estimate)}`;
}
