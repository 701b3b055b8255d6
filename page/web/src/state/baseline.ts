import { computed, signal } from "@preact/signals";
import { engine } from "../engine/client";
import type { Change, EnsembleAnswer, EnsembleQuestion } from "../engine/types";
import { asking } from "./asking";
import { ensembleQuestion, setup } from "./setup";

/** A setting that everything is held against until it is let go. */
interface Pinned {
    readonly toml: string;
    readonly changes: readonly Change[];
}

const kept = signal<Pinned | null>(null);

/** The setting that is pinned, of the scenario on the screen; otherwise all is held against the file. */
export const pinned = computed<readonly Change[] | null>(() => (kept.value !== null && kept.value.toml === setup.value?.toml ? kept.value.changes : null));

/** Holds everything against the setting that is on the screen now; or against the file again. */
export function pin(wanted: boolean): void {
    const now = setup.peek();
    kept.value = wanted && now !== null ? { toml: now.toml, changes: now.changes } : null;
}

let last: EnsembleQuestion | null = null;

/** Nothing, where the baseline itself is on the screen. */
const question = computed<EnsembleQuestion | null>(() => {
    const shown = ensembleQuestion.value;
    if (shown === null) return null;
    const next = { ...shown, changes: pinned.value ?? [] };
    if (JSON.stringify(next) === JSON.stringify(shown)) return null;
    if (JSON.stringify(next) !== JSON.stringify(last)) last = next;
    return last;
});

const asked = asking(question, engine.ensemble);

/** The worlds of the file, or of the setting that is pinned, under the luck that is on the screen. */
export const baseline = computed<EnsembleAnswer | null>(() => (asked.value.question === question.value ? asked.value.answer : null));

/** Whether they are still on their way. */
export const isBaselineAway = computed(() => asked.value.waiting);
