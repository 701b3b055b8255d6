import { signal } from "@preact/signals";

/** Places of the arms that are hidden in all charts. */
export const hidden = signal<ReadonlySet<number>>(new Set());

/** Whether bands are drawn around the lines. */
export const banded = signal(false);

/** Whether the appendix goes onto paper: how trust was lost, one world in every arm, the scenario and how it was made. */
export const appended = signal(false);

/** Whether the page is on its way to paper. */
export const onPaper = signal(false);

/** Hides an arm, or shows it again. */
export function toggle(place: number): void {
    const next = new Set(hidden.value);
    if (!next.delete(place)) next.add(place);
    hidden.value = next;
}

/** Shows this arm alone; all of them where it is alone already. */
export function showOnly(place: number, all: number): void {
    const others = Array.from({ length: all }, (_, other) => other).filter((other) => other !== place);
    const isAlone = others.every((other) => hidden.value.has(other)) && !hidden.value.has(place);
    hidden.value = new Set(isAlone ? [] : others);
}
