import { effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { EngineGone, EngineRefusal } from "../engine/client";

/** What has come of a question. An older answer stays on the screen until the next one is there. */
export interface Asked<Answer> {
    readonly answer: Answer | null;
    /** Whether a newer answer is on its way. */
    readonly waiting: boolean;
    /** What the engine has against the question. */
    readonly error: string | null;
}

/** Whether the engine has stopped answering. */
export const gone = signal(false);

/**
 * Asks whenever the question changes, and gives up the question before. `null` asks nothing and forgets the answer.
 */
export function asking<Question, Answer>(
    question: ReadonlySignal<Question | null>,
    ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
): ReadonlySignal<Asked<Answer>> {
    const asked: Signal<Asked<Answer>> = signal({ answer: null, waiting: false, error: null });
    effect(() => {
        const now = question.value;
        if (now === null) {
            asked.value = { answer: null, waiting: false, error: null };
            return undefined;
        }
        const giveUp = new AbortController();
        asked.value = { ...asked.peek(), waiting: true };
        void settle(asked, ask(now, giveUp.signal), giveUp.signal);
        return () => giveUp.abort();
    });
    return asked;
}

async function settle<Answer>(asked: Signal<Asked<Answer>>, coming: Promise<Answer>, signal: AbortSignal): Promise<void> {
    try {
        const answer = await coming;
        if (!signal.aborted) asked.value = { answer, waiting: false, error: null };
        gone.value = false;
    } catch (error) {
        if (signal.aborted) return;
        gone.value = error instanceof EngineGone;
        const message = error instanceof EngineRefusal ? error.message : null;
        asked.value = { ...asked.peek(), waiting: false, error: message };
    }
}
