import type { Signal } from "@preact/signals";
import { still } from "./player";

/** Lets a moment run on to a month, so many months a second; gives what stops it. At once for those who want nothing to move. */
export function runTo(position: Signal<number>, to: number, pace: number, arrived: () => void): () => void {
    if (still.matches || position.peek() >= to) {
        position.value = to;
        arrived();
        return () => undefined;
    }
    let before: number | null = null;
    let frame = requestAnimationFrame(function next(now) {
        const passed = before === null ? 0 : Math.min(now - before, 250) / 1000;
        before = now;
        position.value = Math.min(position.peek() + passed * pace, to);
        if (position.peek() < to) frame = requestAnimationFrame(next);
        else arrived();
    });
    return () => cancelAnimationFrame(frame);
}
