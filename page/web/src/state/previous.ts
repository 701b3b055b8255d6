import { effect, signal } from "@preact/signals";
import type { EnsembleAnswer } from "../engine/types";
import { ensemble, ensembleQuestion } from "./setup";

/** The worlds that were on the screen before the change that is going on, or the last one. */
export const previous = signal<EnsembleAnswer | null>(null);

/** Milliseconds between two keystrokes that still belong to one change. */
const ONE_CHANGE = 1000;

let press = 0;
let held = false;
let last = { press: -1, at: -Infinity, toml: "" };

/** Whether the reader is still at the change that was begun: the same press of the pointer, or keys shortly after. */
function goesOn(now: number): boolean {
    return last.press === press && (held || now - last.at < ONE_CHANGE);
}

addEventListener("pointerdown", () => {
    press += 1;
    held = true;
}, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (held = false), true);

effect(() => {
    const question = ensembleQuestion.value;
    const now = performance.now();
    if (question === null) return;
    const isOpened = question.toml !== last.toml;
    if (isOpened) previous.value = null;
    else if (!goesOn(now)) previous.value = ensemble.peek().answer;
    last = { press, at: isOpened ? -Infinity : now, toml: question.toml };
});
