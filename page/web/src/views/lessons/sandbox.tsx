import type { Change } from "../../engine/types";
import { text } from "../../state/language";
import { ensemble, open, RUNS, setup, start } from "../../state/setup";
import { tab } from "../../state/tab";
import { measured } from "./facts";

interface Dare {
    readonly key: string;
    readonly scenario: string;
    /** Worlds that are to thrive: to last on paper wins nothing. */
    readonly target: number;
    /** How many things may be done. */
    readonly changes: number;
}

const DARES: readonly Dare[] = [
    { key: "one_change", scenario: "vicious-circle", target: 150, changes: 1 },
    { key: "two_changes", scenario: "whistle-blower", target: 190, changes: 2 },
    { key: "dream", scenario: "dream-and-deed", target: 180, changes: 2 },
];

/** What people in an alliance could do themselves: they can call in help and run it otherwise, but nobody can abolish talk. */
function canBeDone([key]: Change): boolean {
    return key === "stewards" || key === "events" || key.startsWith("dials.");
}

/** How many things a change does: whoever plans talks and an agreement does two. */
function things([, value]: Change): number {
    if (!Array.isArray(value)) return 1;
    const kinds = value.map((entry) => (typeof entry === "object" && !Array.isArray(entry) ? (entry["kind"] ?? entry["role"] ?? "") : ""));
    return new Set(kinds).size;
}

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
    const all: readonly Change[] = setup.value?.changes ?? [];
    const count = measured(answer, "thriving");
    const changes = all.reduce((sum, change) => sum + things(change), 0);
    const place = !all.every(canBeDone) ? "beyond" : changes > dare.changes ? "too_many" : count >= dare.target ? "done" : "not_yet";
    return (
        <p class={`standing ${place}`} role="status" aria-busy={waiting}>
            {text(`lessons.sandbox.${place}`, { count, there: measured(answer, "survived"), runs: RUNS, changes, allowed: dare.changes })}
        </p>
    );
}
