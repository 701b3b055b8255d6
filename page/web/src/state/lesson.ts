import { signal } from "@preact/signals";

/** Where somebody is in which lesson. */
export interface LessonPlace {
    /** The lesson's key. */
    readonly lesson: string;
    /** The step, from 0. */
    readonly step: number;
    /** What was predicted, by the number of the step. */
    readonly predictions: { readonly [step: number]: string | number };
}

/** The lesson that is open; `null` where none is. */
export const lesson = signal<LessonPlace | null>(null);

/** Lessons that were read to their end since the page was opened. */
export const finished = signal<readonly string[]>([]);
