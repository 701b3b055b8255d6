import { computed, signal } from "@preact/signals";
import type { Change, Value } from "../engine/types";
import { change, rivalScenario, scenario, setup, withChange } from "./setup";

/** One of the two settings of *side by side*: A is on the screen, B beside it. */
export type Side = "a" | "b";

const wanted = signal<Side>("a");

/** Which setting the sliders change. */
export const edited = computed<Side>(() => ((setup.value?.rival ?? null) === null ? "a" : wanted.value));

/** What differs from the file in the setting that is edited. */
export const editedChanges = computed<readonly Change[]>(() => changesOf(edited.value));

/** What the engine says of the setting that is edited. */
export const editedScenario = computed(() => (edited.value === "b" ? rivalScenario.value : scenario.value));

/** Chooses which setting the sliders change. */
export function editSide(side: Side): void {
    wanted.value = side;
}

/** What differs from the file in one of the two settings. */
export function changesOf(side: Side): readonly Change[] {
    return (side === "b" ? setup.value?.rival : setup.value?.changes) ?? [];
}

/** Replaces all that differs from the file in the setting that is edited. */
export function edit(changes: readonly Change[]): void {
    change(edited.peek() === "b" ? { rival: changes } : { changes });
}

/** Sets a key in the setting that is edited; `null` gives back what the file has. */
export function set(key: string, value: Value | null): void {
    edit(withChange(editedChanges.peek(), key, value));
}
