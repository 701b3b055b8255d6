import type { Change } from "../../engine/types";
import { text } from "../../state/language";
import { ensemble, open, RUNS, setup, start } from "../../state/setup";
import { tab } from "../../state/tab";
import { measured } from "./facts";

interface Dare {
    readonly key: string;
    readonly scenario: string;
    readonly measure: "survived" | "thriving";
    /** Worlds that are to get there. */
    readonly target: number;
    /** How many keys may be changed. */
    readonly changes: number;
    /** The key that has to stay as it is, where there is one. */
    readonly untouched?: string;
}

const DARES: readonly Dare[] = [
    { key: "one_change", scenario: "vicious-circle", measure: "survived", target: 150, changes: 1 },
    { key: "two_changes", scenario: "whistle-blower", measure: "thriving", target: 170, changes: 2 },
    { key: "dream", scenario: "dream-and-deed", measure: "thriving", target: 180, changes: 2, untouched: "alliance.challenge" },
];

/** Free play, with three dares for those who want one. */
export function Sandbox() {
    return (
        <section class="sandbox">
            <h2>{text("lessons.sandbox.title")}</h2>
            <p>{text("lessons.sandbox.text")}</p>
            <ul class="dares">
                {DARES.map((dare) => (
                    <DareRow key={dare.key} dare={dare} />
                ))}
            </ul>
            <button type="button" onClick={() => (tab.value = "whatif")}>
                {text("lessons.sandbox.free")}
            </button>
        </section>
    );
}

function DareRow({ dare }: { readonly dare: Dare }) {
    const toml = start.value?.scenarios.find(({ name }) => name === dare.scenario)?.toml;
    if (toml === undefined) return null;
    const isOn = setup.value?.toml === toml;
    return (
        <li>
            <p>{text(`lessons.sandbox.${dare.key}`, { target: dare.target, runs: RUNS })}</p>
            {isOn ? <Standing dare={dare} /> : <button type="button" onClick={() => open(toml)}>{text("lessons.sandbox.begin")}</button>}
        </li>
    );
}

/** How far the setting on the screen is. */
function Standing({ dare }: { readonly dare: Dare }) {
    const { answer, waiting } = ensemble.value;
    if (answer === null) return null;
    const changes: readonly Change[] = setup.value?.changes ?? [];
    const count = measured(answer, dare.measure);
    const isFair = changes.length <= dare.changes;
    const isTouched = changes.some(([key]) => key === dare.untouched);
    const place = isTouched ? "touched" : !isFair ? "too_many" : count >= dare.target ? "done" : "not_yet";
    return (
        <p class={`standing ${place}`} role="status" aria-busy={waiting}>
            {text(`lessons.sandbox.${place}`, { count, runs: RUNS, changes: changes.length, allowed: dare.changes })}
        </p>
    );
}
