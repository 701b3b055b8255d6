import { effect, useSignal, type ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** The whole month of a moment, at most the last of a world; what uses it is drawn anew once a month, not at every frame. */
export function useMonth(position: ReadonlySignal<number>, last: number): number {
    const month = useSignal(Math.min(Math.floor(position.peek()), last));
    useEffect(
        () =>
            effect(() => {
                month.value = Math.min(Math.floor(position.value), last);
            }),
        [position, last],
    );
    return Math.min(month.value, last);
}
