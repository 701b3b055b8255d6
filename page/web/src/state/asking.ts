import { effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { EngineGone, EngineRefusal } from "../engine/client";

/** What has come of a question. An older answer stays on the screen until the next one is there. */
export interface Asked<Answer, Question = unknown> {
    readonly answer: Answer | null;
    /** The question that the answer belongs to. */
    readonly question: Question | null;
    /** Whether a newer answer is on its way. */
    readonly waiting: boolean;
    /** What the engine has against the question. */
    readonly error: string | null;
}

/** Whether the engine has stopped answering. */
export const gone = signal(false);

/** Milliseconds without a new question after which one that nobody waits for any more is given up. */
const REST = 600;

/** Asks a question of the engine. */
type Ask<Question, Answer> = (question: Question, signal: AbortSignal) => Promise<Answer>;

/**
 * Asks whenever the question changes. One question is under way at a time, and the newest comes next, so that a slider
 * that is being dragged is followed as fast as the engine answers, and nothing piles up. Once the questions have come to
 * rest, one that is overtaken is given up. `null` asks nothing and forgets the answer.
 */
export function asking<Question, Answer>(
    question: ReadonlySignal<Question | null>,
    ask: Ask<Question, Answer>,
): ReadonlySignal<Asked<Answer, Question>> {
    const asked: Signal<Asked<Answer, Question>> = signal(nothing);
    const line = new Line(asked, ask);
    effect(() => line.put(question.value));
    return asked;
}

const nothing = { answer: null, question: null, waiting: false, error: null };

/** A queue with room for one. */
class Line<Question, Answer> {
    #next: Question | null = null;
    #underWay: AbortController | null = null;
    #rest: ReturnType<typeof setTimeout> | undefined;
    readonly #asked: Signal<Asked<Answer, Question>>;
    readonly #ask: Ask<Question, Answer>;

    constructor(asked: Signal<Asked<Answer, Question>>, ask: Ask<Question, Answer>) {
        this.#asked = asked;
        this.#ask = ask;
    }

    put(question: Question | null): void {
        clearTimeout(this.#rest);
        this.#next = question;
        if (question === null) {
            this.#underWay?.abort();
            this.#asked.value = nothing;
            return;
        }
        this.#asked.value = { ...this.#asked.peek(), waiting: true };
        if (this.#underWay === null) void this.#work();
        else this.#rest = setTimeout(() => this.#underWay?.abort(), REST);
    }

    async #work(): Promise<void> {
        while (this.#next !== null) {
            const question = this.#next;
            this.#next = null;
            const giveUp = new AbortController();
            this.#underWay = giveUp;
            await this.#settle(question, giveUp.signal);
            clearTimeout(this.#rest);
        }
        this.#underWay = null;
    }

    async #settle(question: Question, signal: AbortSignal): Promise<void> {
        try {
            const answer = await this.#ask(question, signal);
            gone.value = false;
            if (!signal.aborted) this.#asked.value = { answer, question, waiting: this.#next !== null, error: null };
        } catch (error) {
            if (signal.aborted || this.#next !== null) return;
            gone.value = error instanceof EngineGone;
            const message = error instanceof EngineRefusal ? error.message : null;
            this.#asked.value = { ...this.#asked.peek(), waiting: false, error: message };
        }
    }
}
