import { lesson } from "./lesson";
import { screen } from "./screen";
import { setup, start } from "./setup";
import { tab } from "./tab";

/** Where the reader is: going elsewhere is a step that the browser's *back* takes back, and a slider is none. */
export function place(): string {
    const scenario = start.peek()?.scenarios.find(({ toml }) => toml === setup.peek()?.toml)?.name;
    const at = lesson.peek();
    return JSON.stringify([screen.peek(), scenario ?? null, tab.peek(), at?.lesson ?? null, at?.step ?? null]);
}
