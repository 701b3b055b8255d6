import { screen } from "../../state/screen";
import { open, setup, start } from "../../state/setup";
import { tab } from "../../state/tab";

/** What the cover leads to. */
export const DOORS = ["play", "lessons", "laboratory"] as const;
export type Door = (typeof DOORS)[number];

/** The scenario that the program begins with where no file of the reader's own was named. */
export const BEGINS = "vicious-circle";

/** Goes through a door. */
export function enter(door: Door): void {
    if (door === "play") {
        screen.value = "play";
        return;
    }
    if (setup.peek() === null) open(start.peek()?.scenarios[0]?.toml ?? "");
    if (door === "lessons") tab.value = "lessons";
    else if (tab.peek() === "lessons") tab.value = "whatif";
    screen.value = "laboratory";
}
