import { computed, effect, signal } from "@preact/signals";
import { engine } from "../../engine/client";
import type { Change, EnsembleQuestion, LoopStrengths } from "../../engine/types";
import { ensemble, ensembleQuestion } from "../../state/setup";
import { standing, type Standing } from "../../state/verdict";
import { loops } from "../../state/understanding";
import { afterCut, isCut } from "./cuts";

/** What becomes of the worlds on the screen once a loop is cut. */
interface Promises {
    /** What was on the screen. */
    readonly question: EnsembleQuestion;
    /** By the names of loops. */
    readonly worlds: ReadonlyMap<string, Standing>;
}

const found = signal<Promises | null>(null);
let giveUp = new AbortController();

/** What the worlds on the screen come to; `null` until they are there. */
export const present = computed<Standing | null>(() => {
    const { answer, waiting } = ensemble.value;
    return answer === null || waiting ? null : standing(answer);
});

/** What they come to once a loop is cut; `undefined` until that is known. */
export function promised({ name }: LoopStrengths): Standing | undefined {
    return found.value !== null && found.value.question === ensembleQuestion.value ? found.value.worlds.get(name) : undefined;
}

effect(() => {
    const [asked, { answer, waiting }] = [ensembleQuestion.value, loops.value];
    giveUp.abort();
    if (asked === null || answer === null || waiting) return;
    giveUp = new AbortController();
    const open = answer.loops.filter((loop) => loop.cut.length > 0 && !isCut(loop));
    void ask(asked, open, giveUp.signal);
});

/** Lives the worlds anew under each cut: with the very changes that its button makes. */
async function ask(question: EnsembleQuestion, open: readonly LoopStrengths[], signal: AbortSignal): Promise<void> {
    const worlds = new Map<string, Standing>();
    const known = new Map<string, Standing>();
    try {
        for (const loop of open) {
            const changes: readonly Change[] = afterCut(question.changes ?? [], loop);
            const key = JSON.stringify(changes);
            const come = known.get(key) ?? standing(await engine.ensemble({ ...question, changes }, signal));
            known.set(key, come);
            worlds.set(loop.name, come);
            if (!signal.aborted) found.value = { question, worlds: new Map(worlds) };
        }
    } catch {
        // Whoever asks for something else has given this up; what is not answered is not promised.
    }
}
