import { computed, effect, signal } from "@preact/signals";
import { lastMonth, month } from "./player";
import { scenario, setup, world, worldSettings } from "./setup";

/**
 * The furthest month that has been shown of the world on the screen; without end once its last month has been, or where nobody
 * explores. How it ends is told no sooner.
 */
export const seen = signal(Number.POSITIVE_INFINITY);

/** Months that the run could last: what a scrubber and a chart have room for, so that their length gives nothing away. */
export const horizon = computed(() => Math.max(lastMonth.value, scenario.value.answer?.months ?? 1));

/** Values up to a month; nothing from then on. */
export function until<Value>(values: readonly Value[], last: number): readonly (Value | null)[] {
    return Number.isFinite(last) ? values.map((value, place) => (place < last ? value : null)) : values;
}

/** Another file, luck or world has its own end; what is changed in this one has not. */
const shown = computed(() => JSON.stringify([setup.value?.toml, setup.value?.seed, setup.value?.replication]));

effect(() => {
    void shown.value;
    if (setup.peek() !== null) seen.value = 0;
});

effect(() => {
    const { answer, waiting, question } = world.value;
    if (answer === null || waiting || question !== worldSettings.value) return;
    if (month.value >= answer.months) seen.value = Number.POSITIVE_INFINITY;
    else if (month.value > seen.peek()) seen.value = month.value;
});
