import { signal } from "@preact/signals";

/** What fills the page: the cover with its three doors, the game, or everything that can be asked (where the lessons are, too). */
export type Screen = "cover" | "play" | "laboratory";

export const screen = signal<Screen>("cover");
