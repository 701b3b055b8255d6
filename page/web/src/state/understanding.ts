import { computed, signal } from "@preact/signals";
import { EngineGone, EngineRefusal, engine } from "../engine/client";
import type { ExplanationAnswer, ExplanationQuestion } from "../engine/types";
import { asking, gone } from "./asking";
import { worldSettings } from "./setup";
import { tab } from "./tab";

/** The loops of the world on the screen; asked for only while somebody looks at them. */
export const loops = asking(computed(() => (tab.value === "circle" ? worldSettings.value : null)), engine.loops);

/** How many futures one can choose to judge every cause by. */
export const FUTURES: readonly number[] = [20, 40, 100, 200];

export const futures = signal(40);
export const goal = signal<ExplanationQuestion["goal"]>("survival");

/** An explanation that was asked for, and what has come of it. */
export interface Explained {
    readonly question: ExplanationQuestion;
    readonly answer: ExplanationAnswer | null;
    /** How much is done, 0…1. */
    readonly done: number;
    readonly error: string | null;
}

/** The latest explanation, whole or on its way. */
export const explained = signal<Explained | null>(null);

/** Whether one is on its way. */
export const explaining = computed(() => explained.value !== null && explained.value.answer === null && explained.value.error === null);

/** Whether the explanation is of another world than the one on the screen. */
export const outdated = computed(() => explained.value !== null && !isOf(explained.value.question));

let giveUp = new AbortController();

/** Asks what the world on the screen hung on. */
export async function explain(): Promise<void> {
    const settings = worldSettings.peek();
    if (settings === null) return;
    giveUp.abort();
    giveUp = new AbortController();
    const { signal: given } = giveUp;
    const question = { ...settings, goal: goal.peek(), futures: futures.peek() };
    const tell = (part: Partial<Explained>) => {
        const before = explained.peek();
        if (!given.aborted && before !== null) explained.value = { ...before, ...part };
    };
    explained.value = { question, answer: null, done: 0, error: null };
    try {
        tell({ answer: await engine.explanation(question, given, (done) => tell({ done })), done: 1 });
    } catch (error) {
        if (given.aborted) return;
        gone.value = error instanceof EngineGone;
        tell({ error: error instanceof EngineRefusal ? error.message : "" });
    }
}

/** Gives up the explanation that is on its way. */
export function cancelExplanation(): void {
    giveUp.abort();
    explained.value = null;
}

function isOf({ toml, changes, seed, replication }: ExplanationQuestion): boolean {
    const now = worldSettings.value;
    const [asked, shown] = [[toml, changes, seed, replication], [now?.toml, now?.changes, now?.seed, now?.replication]];
    return JSON.stringify(asked) === JSON.stringify(shown);
}
