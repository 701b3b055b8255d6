import { computed, effect, signal } from "@preact/signals";
import { staged } from "./staged";

/** Months a second that one can choose from. */
export const SPEEDS: readonly number[] = [1, 2, 4, 8, 16];

/** Where the run stands, in months lived: 1 after the first. Between two whole months something is on its way. */
export const position = signal(1);
export const playing = signal(false);
export const speed = signal(4);

/** Whether playing stops at what matters. */
export const stopping = signal(false);

/** Events at which one may want to stop and talk. */
const MATTERS: ReadonlySet<string> = new Set(["split", "reunited", "exit", "arrival", "shock"]);

/** The first month behind one and not behind another in which something that matters happens in one of the worlds. */
function stopBetween(from: number, to: number): number | null {
    const months = staged.peek().flatMap(({ events }) => events.filter(({ kind, month }) => MATTERS.has(kind) && month > Math.floor(from) && month <= to).map(({ month }) => month));
    return months.length === 0 ? null : Math.min(...months);
}

/** The last month that there is to see, in any of the worlds. */
export const lastMonth = computed(() => Math.max(1, ...staged.value.map(({ months }) => months)));

/** The month that all views show. */
export const month = computed(() => Math.floor(position.value));

/** Whether the reader has asked for less movement: nothing is then shown between two months. */
export const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Goes to a month, as near as there is one. */
export function goTo(wanted: number): void {
    position.value = Math.min(Math.max(wanted, 1), lastMonth.value);
}

/** Plays on, or again from the beginning where the run is over. */
export function play(): void {
    if (position.value >= lastMonth.value) position.value = 1;
    playing.value = true;
}

export function pause(): void {
    playing.value = false;
    position.value = Math.floor(position.value);
}

/** Pauses and goes so many months further, or back. */
export function step(months: number): void {
    pause();
    goTo(month.value + months);
}

effect(() => {
    if (!playing.value) return undefined;
    let before: number | null = null;
    let frame = requestAnimationFrame(function next(now) {
        const passed = before === null ? 0 : Math.min(now - before, 250) / 1000;
        before = now;
        const to = position.value + passed * speed.value;
        const stop = stopping.value ? stopBetween(position.value, to) : null;
        goTo(stop ?? to);
        if (stop !== null || position.value >= lastMonth.value) pause();
        else frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
});

effect(() => {
    if (position.peek() > lastMonth.value) goTo(lastMonth.value);
});
