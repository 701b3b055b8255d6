import { computed } from "@preact/signals";
import { explained, outdated } from "./understanding";

/** A month that the explanation of the world on the screen found to be decisive. */
export interface DecisiveMonth {
    /** Months lived. */
    readonly months: number;
    /** Whether it was too late from then on, or safe. */
    readonly kind: "too_late" | "safe";
}

/** Since when the fate of the world on the screen was settled; `null` where that is not known, or where it never was. */
export const settled = computed<DecisiveMonth | null>(() => {
    const answer = outdated.value ? null : (explained.value?.answer ?? null);
    if (answer === null) return null;
    if (answer.no_return !== null) return { months: answer.no_return, kind: "too_late" };
    return answer.safety === null ? null : { months: answer.safety, kind: "safe" };
});

/** Months lived when it was too late, where the explanation of the world on the screen says so. */
export const noReturn = computed(() => (settled.value?.kind === "too_late" ? settled.value.months : null));
