import { signal } from "@preact/signals";
import { EngineGone, engine } from "../engine/client";
import { gone } from "./asking";
import { begin, type Setup } from "./setup";

/** Something that the reader should know, above everything else, until it is dismissed. */
export interface Notice {
    readonly words: string;
    /** What the engine says, several lines. */
    readonly refusal: string | null;
}

export const notice = signal<Notice | null>(null);

/** What the engine has against a setting, `null` where it may be shown, and nothing in words where nobody answers. */
async function refusal({ toml, changes, seed, rival }: Setup): Promise<string | null> {
    const settings = (these: Setup["changes"]) => (seed === null ? { toml, changes: these } : { toml, changes: these, seed });
    const signal = new AbortController().signal;
    try {
        await engine.scenario(settings(changes), signal);
        if (rival !== null) await engine.scenario(settings(rival), signal);
        return null;
    } catch (error) {
        gone.value = error instanceof EngineGone;
        return error instanceof Error ? error.message : String(error);
    }
}

/** Shows a setting if the engine takes it; else what is on the screen stays, and a notice says why. */
export async function openIfValid(wanted: Setup, wordsIfNot: string): Promise<boolean> {
    const against = await refusal(wanted);
    if (against === null) begin(wanted);
    notice.value = against === null || gone.peek() ? null : { words: wordsIfNot, refusal: against };
    return against === null;
}
