import { computed, signal } from "@preact/signals";
import type { Change, LoopArrow, LoopsAnswer, LoopStrengths, Value } from "../../engine/types";
import { change, setup, withChange } from "../../state/setup";

/** What a key was changed to before a cut changed it; `null` where it was as the file has it. */
const before = new Map<string, Value | null>();

/** What a press did: the names of the loops. */
interface Done {
    readonly cut: readonly string[];
    readonly mended: readonly string[];
    readonly keyless: readonly string[];
    /** The changes that it left on the screen. */
    readonly changes: readonly Change[];
}

const last = signal<Done | null>(null);

/** What the last press did, as long as nothing else has changed since. */
export const done = computed(() => (last.value !== null && last.value.changes === setup.value?.changes ? last.value : null));

/** Whether the changes on the screen cut this loop. */
export function isCut({ cut }: LoopStrengths): boolean {
    const changes = setup.value?.changes ?? [];
    return cut.length > 0 && cut.every(([key, value]) => same(changed(changes, key), value));
}

/** The loops that run over an arrow. */
export function over(arrow: LoopArrow, { loops }: LoopsAnswer): readonly LoopStrengths[] {
    return loops.filter((loop) => arrow.loops.includes(loop.name));
}

/** Whether every loop over an arrow is cut. */
export function isArrowCut(arrow: LoopArrow, answer: LoopsAnswer): boolean {
    const loops = over(arrow, answer);
    return loops.length > 0 && loops.every(isCut);
}

/** Whether a cut is made at this arrow: at those of a loop's arrows over which the fewest loops run. */
export function isCutHere(arrow: LoopArrow, answer: LoopsAnswer): boolean {
    return isArrowCut(arrow, answer) || over(arrow, answer).some((loop) => isCut(loop) && arrow.loops.length === narrowest(loop, answer));
}

function narrowest({ name }: LoopStrengths, { arrows }: LoopsAnswer): number {
    return Math.min(...arrows.filter(({ loops }) => loops.includes(name)).map(({ loops }) => loops.length));
}

/** Cuts those of the loops that a key cuts; where they are cut already, mends them. */
export function toggle(loops: readonly LoopStrengths[]): void {
    const able = loops.filter((loop) => loop.cut.length > 0);
    const open = able.filter((loop) => !isCut(loop));
    const keyless = loops.filter((loop) => loop.cut.length === 0).map(named);
    if (open.length > 0) {
        open.forEach(cutLoop);
        tell({ cut: open.map(named), mended: [], keyless });
    } else {
        able.forEach(mendLoop);
        tell({ cut: [], mended: able.map(named), keyless });
    }
}

/** What differs from the file once a loop is cut. */
export function afterCut(changes: readonly Change[], { cut }: LoopStrengths): readonly Change[] {
    return cut.reduce<readonly Change[]>((made, [key, value]) => withChange(made, key, value), changes);
}

function tell(what: Omit<Done, "changes">): void {
    last.value = { ...what, changes: setup.value?.changes ?? [] };
}

function cutLoop(loop: LoopStrengths): void {
    const changes = setup.value?.changes ?? [];
    for (const [key, value] of loop.cut) {
        const was = changed(changes, key);
        if (!same(was, value)) before.set(key, was ?? null);
    }
    change({ changes: afterCut(changes, loop) });
}

function mendLoop(loop: LoopStrengths): void {
    for (const [key, value] of loop.cut) {
        const changes = setup.value?.changes ?? [];
        if (!same(changed(changes, key), value)) continue;
        change({ changes: withChange(changes, key, before.get(key) ?? null) });
        before.delete(key);
    }
}

function changed(changes: readonly Change[], key: string): Value | undefined {
    return changes.find(([known]) => known === key)?.[1];
}

function same(one: Value | undefined, other: Value): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}

function named(loop: LoopStrengths): string {
    return loop.name;
}
