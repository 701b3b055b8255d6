import { computed } from "@preact/signals";
import { explanation, outdated } from "./understanding";

/** Months lived when it was too late, where the explanation of the world on the screen says so. */
export const noReturn = computed<number | null>(() => (outdated.value ? null : (explanation.latest.value?.answer?.no_return ?? null)));
