import { signal } from "@preact/signals";

/** Months lived when it was too late, where the explanation of the world on the screen says so. */
export const noReturn = signal<number | null>(null);
