import { effect } from "@preact/signals";
import { ensembleQuestion } from "./setup";

/** When a question was put. */
const asked = new WeakMap<object, number>();

effect(() => {
    const question = ensembleQuestion.value;
    if (question !== null) asked.set(question, performance.mark("ensemble-asked").startTime);
});

/**
 * Notes that the answer to a question is about to be seen: the mark `ensemble-drawn`, and the measure `ensemble` since
 * the change that it answers.
 */
export function ensembleDrawn(question: object): void {
    const start = asked.get(question);
    asked.delete(question);
    if (start === undefined) return;
    requestAnimationFrame(() => {
        const end = performance.mark("ensemble-drawn").startTime;
        performance.measure("ensemble", { start, end });
    });
}
