import { computed, signal } from "@preact/signals";
import { engine } from "../engine/client";
import type { ExplanationAnswer, ExplanationQuestion } from "../engine/types";
import { asking } from "./asking";
import { LongQuestion } from "./long";
import { worldSettings } from "./setup";
import { tab } from "./tab";

/** The loops of the world on the screen; asked for only while somebody looks at them. */
export const loops = asking(computed(() => (tab.value === "circle" ? worldSettings.value : null)), engine.loops);

/** How many futures one can choose to judge every cause by. */
export const FUTURES: readonly number[] = [20, 40, 100, 200];

export const futures = signal(40);
export const goal = signal<ExplanationQuestion["goal"]>("survival");

/** What the world on the screen hung on. */
export const explanation = new LongQuestion<ExplanationQuestion, ExplanationAnswer>(engine.explanation);

/** Whether the explanation is of another world than the one on the screen. */
export const outdated = computed(() => explanation.latest.value !== null && !isOf(explanation.latest.value.question));

/** Asks what the world on the screen hung on. */
export async function explain(): Promise<void> {
    const settings = worldSettings.peek();
    if (settings !== null) await explanation.ask({ ...settings, goal: goal.peek(), futures: futures.peek() });
}

function isOf({ toml, changes, seed, replication }: ExplanationQuestion): boolean {
    const now = worldSettings.value;
    const [asked, shown] = [[toml, changes, seed, replication], [now?.toml, now?.changes, now?.seed, now?.replication]];
    return JSON.stringify(asked) === JSON.stringify(shown);
}
