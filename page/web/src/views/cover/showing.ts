import { computed, effect, signal } from "@preact/signals";
import { engine } from "../../engine/client";
import { asking } from "../../state/asking";
import { still } from "../../state/player";
import { runTo } from "../../state/running";
import { screen } from "../../state/screen";
import { offer } from "../../state/setup";
import { BEGINS } from "./doors";

/** The scenario and the world whose story moves on the cover. */
const SHOWN = { scenario: BEGINS, replication: 33 };

/** Months a second, and how long the last month stays. */
const PACE = 3;
const BEAT = 4000;

/** What moves on the cover; asked for only while it is seen. */
export const shown = asking(
    computed(() => {
        const toml = offer.value?.scenarios.find(({ name }) => name === SHOWN.scenario)?.toml;
        return screen.value === "cover" && toml !== undefined ? { toml, changes: [], replication: SHOWN.replication } : null;
    }),
    engine.world,
);

export const position = signal(1);

/** Plays the story from its beginning, again and again; gives what ends it. Who wants nothing to move sees one moment of it. */
export function keepPlaying(): () => void {
    let stop = () => {};
    const again = () => {
        const months = shown.peek().answer?.months ?? 1;
        position.value = 1;
        const stopRunning = runTo(position, months, PACE, () => {
            const pause = setTimeout(again, BEAT);
            stop = () => clearTimeout(pause);
        });
        if (position.peek() < months) stop = stopRunning;
    };
    const dispose = effect(() => {
        const { answer } = shown.value;
        stop();
        if (answer === null) return;
        if (still.matches) position.value = Math.ceil(answer.months / 2);
        else again();
    });
    return () => {
        dispose();
        stop();
    };
}
