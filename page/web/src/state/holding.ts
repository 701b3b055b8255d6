import { computed, signal } from "@preact/signals";
import { engine } from "../engine/client";
import type { RobustnessAnswer, RobustnessQuestion } from "../engine/types";
import { pinned } from "./baseline";
import { editedChanges } from "./editing";
import { LongQuestion } from "./long";
import { setup } from "./setup";

/** How many other models are drawn. */
export const MODELS = 100;

/** How many worlds of each one can choose. */
export const WORLDS: readonly number[] = [20, 50, 100];

export const worlds = signal(50);

/** By what it is judged whether a change helps. */
export const hope = signal<RobustnessQuestion["goal"]>("thriving");

/** Whether what is changed does under other models what it does here. */
export const holding = new LongQuestion<RobustnessQuestion, RobustnessAnswer>(engine.robustness);

/** What would be asked now; `null` where nothing is changed. */
const wouldAsk = computed<RobustnessQuestion | null>(() => {
    const [changes, base] = [editedChanges.value, pinned.value ?? []];
    if (setup.value === null || JSON.stringify(changes) === JSON.stringify(base)) return null;
    const { toml, seed } = setup.value;
    return { toml, changes, base, ...(seed === null ? {} : { seed }), goal: hope.value, models: MODELS, runs: worlds.value };
});

/** Whether anything is changed, so that there is something to ask. */
export const canAsk = computed(() => wouldAsk.value !== null);

/** Whether the answer is of another setting than the one that is edited. */
export const isFormer = computed(() => JSON.stringify(holding.latest.value?.question) !== JSON.stringify(wouldAsk.value));

/** Asks whether it holds. */
export async function askOthers(): Promise<void> {
    const question = wouldAsk.peek();
    if (question !== null) await holding.ask(question);
}
