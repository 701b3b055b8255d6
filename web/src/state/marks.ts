import { computed } from "@preact/signals";
import { explained, outdated } from "./understanding";

const current = computed(() => (outdated.value ? null : (explained.value?.answer ?? null)));

/** Months lived when it was too late, where the explanation of the world on the screen says so. */
export const noReturn = computed<number | null>(() => current.value?.no_return ?? null);

/** Months lived when it was safe, where the explanation of the world on the screen says so. */
export const safeFrom = computed<number | null>(() => current.value?.safety ?? null);
