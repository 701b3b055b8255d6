import { computed, signal } from "@preact/signals";
import { EngineGone, EngineRefusal } from "../engine/client";
import { gone } from "./asking";

/** A question that takes long, and what has come of it. */
export interface LongAsked<Question, Answer> {
    readonly question: Question;
    readonly answer: Answer | null;
    /** How much is done, 0…1. */
    readonly done: number;
    /** What the engine has against it; empty where it only failed. */
    readonly error: string | null;
}

/** Who answers: tells now and then how much is done, 0…1. */
type Answers<Question, Answer> = (question: Question, signal: AbortSignal, tell: (done: number) => void) => Promise<Answer>;

/** A question that is asked at a press, tells how far it has come, and can be given up. */
export class LongQuestion<Question, Answer> {
    /** The latest, answered or on its way. */
    readonly latest = signal<LongAsked<Question, Answer> | null>(null);
    /** Whether it is on its way. */
    readonly isUnderWay = computed(() => this.latest.value !== null && this.latest.value.answer === null && this.latest.value.error === null);
    readonly #answers: Answers<Question, Answer>;
    #giveUp = new AbortController();

    constructor(answers: Answers<Question, Answer>) {
        this.#answers = answers;
    }

    /** Asks; the one before is given up. */
    async ask(question: Question): Promise<void> {
        this.#giveUp.abort();
        this.#giveUp = new AbortController();
        const { signal: given } = this.#giveUp;
        const tell = (part: Partial<LongAsked<Question, Answer>>) => {
            const before = this.latest.peek();
            if (!given.aborted && before !== null) this.latest.value = { ...before, ...part };
        };
        this.latest.value = { question, answer: null, done: 0, error: null };
        try {
            tell({ answer: await this.#answers(question, given, (done) => tell({ done })), done: 1 });
        } catch (error) {
            if (given.aborted) return;
            gone.value = error instanceof EngineGone;
            tell({ error: error instanceof EngineRefusal ? error.message : "" });
        }
    }

    /** Gives up what is on its way. */
    cancel(): void {
        this.#giveUp.abort();
        this.latest.value = null;
    }
}
