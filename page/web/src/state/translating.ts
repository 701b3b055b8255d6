import { effect } from "@preact/signals";
import type { Change, Opened, Value } from "../engine/types";
import { language } from "./language";
import { offer, setup } from "./setup";

/** Words by the words that they stand for. */
type Words = ReadonlyMap<string, string>;

let spoken = language.peek();

/** When another language is spoken, the scenario on the screen is, too. */
effect(() => {
    const [former, now] = [spoken, language.value];
    spoken = now;
    const shown = setup.peek();
    if (former === now || shown === null) return;
    const scenario = offer.peek()?.scenarios.find((one) => tomlIn(one, former) === shown.toml);
    if (scenario === undefined) return;
    const words = between(scenario, former, now);
    const others = (changes: readonly Change[]) => changes.map((change) => reworded(change, words));
    setup.value = { ...shown, toml: tomlIn(scenario, now), changes: others(shown.changes), rival: shown.rival === null ? null : others(shown.rival) };
});

/** Changes that name things as the scenario's own file does, as the page's language has them. */
export function inWordsOf(name: string, changes: readonly Change[]): readonly Change[] {
    const names = offer.value?.scenarios.find((scenario) => scenario.name === name)?.translated[language.value]?.names;
    return names === undefined ? changes : changes.map((change) => reworded(change, new Map(Object.entries(names))));
}

function tomlIn(scenario: Opened, code: string): string {
    return scenario.translated[code]?.toml ?? scenario.toml;
}

/** From the words of one language to those of another, by way of the file's own. */
function between({ translated }: Opened, from: string, to: string): Words {
    const own = new Map(Object.entries(translated[from]?.names ?? {}).map(([name, word]) => [word, name]));
    const words = new Map(Object.entries(translated[to]?.names ?? {}));
    const names = [...own.values(), ...words.keys()];
    const wordOf = new Map([...own].map(([word, name]) => [name, word]));
    return new Map(names.map((name) => [wordOf.get(name) ?? name, words.get(name) ?? name]));
}

function reworded([key, value]: Change, words: Words): Change {
    // Behind the name of a list comes that of one of its items.
    const parts = key.split(".").map((part, place) => (place === 1 ? (words.get(part) ?? part) : part));
    return [parts.join("."), rewordedValue(value, words)];
}

function rewordedValue(value: Value, words: Words): Value {
    if (typeof value === "string") return words.get(value) ?? value;
    if (Array.isArray(value)) return value.map((item) => rewordedValue(item, words));
    if (typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewordedValue(inner, words)]));
}
