import { effect, signal } from "@preact/signals";

/** Whether a room full of people looks on: few things, in letters for its last row. */
export const presenting = signal(false);

effect(() => {
    document.documentElement.toggleAttribute("data-presenting", presenting.value);
});
