import { signal } from "@preact/signals";

/** Where somebody is in which lesson. */
export interface LessonPlace {
    /** The lesson's key. */
    readonly lesson: string;
    /** The step, from 0. */
    readonly step: number;
    /** What was predicted, step by step; `null` where nothing has been yet. */
    readonly predictions: readonly (string | number | null)[];
}

/** The lesson that is open; `null` where none is. */
export const lesson = signal<LessonPlace | null>(null);

/** Lessons that were read to their end since the page was opened. */
export const finished = signal<readonly string[]>([]);
