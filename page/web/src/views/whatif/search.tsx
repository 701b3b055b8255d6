import { signal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { ScenarioKey } from "../../engine/types";
import { editedScenario } from "../../state/editing";
import { hasText, language, text } from "../../state/language";
import { NumberField, Reset } from "./row";
import { nameOf, present, said, setKey } from "./values";

const SHOWN = 12;
const sought = signal("");

/** Every other key that holds a number or a switch. */
export function AnyKey() {
    const id = useId();
    const found = find(sought.value);
    const place = useRef<HTMLDivElement>(null);
    const isFound = found.length > 0;
    useEffect(() => {
        if (isFound && place.current?.contains(document.activeElement) === true) place.current.scrollIntoView({ block: "start" });
    }, [isFound]);
    return (
        <div class="any-key" ref={place}>
            <label for={id}>
                <h2>{text("whatif.any_key")}</h2>
            </label>
            <input id={id} type="search" value={sought.value} placeholder={text("whatif.any_key_example")} onInput={(event) => (sought.value = event.currentTarget.value)} />
            {sought.value.trim() !== "" && <p class="quiet" role="status">{text("whatif.found", { count: found.length, shown: Math.min(found.length, SHOWN) })}</p>}
            {found.slice(0, SHOWN).map((key) => (
                <KeyRow key={key.key} of={key} />
            ))}
        </div>
    );
}

function find(words: string): readonly ScenarioKey[] {
    const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== "");
    if (wanted.length === 0) return [];
    const says = (key: ScenarioKey) => `${key.key} ${nameOf(key.key)} ${meaningOf(key)}`.toLowerCase();
    return (editedScenario.value.answer?.keys ?? []).filter((key) => wanted.every((word) => says(key).includes(word)));
}

function KeyRow({ of: key }: { readonly of: ScenarioKey }) {
    const value = present(key);
    return (
        <div class={`turn${value === key.written ? "" : " changed"}`}>
            <code>{key.key}</code>
            <Reset scenarioKey={key} name={key.key} />
            {typeof value === "boolean" ? (
                <input type="checkbox" role="switch" aria-label={key.key} checked={value} onChange={(event) => setKey(key, event.currentTarget.checked)} />
            ) : (
                <NumberField scenarioKey={key} name={key.key} />
            )}
            <p class="quiet">
                {meaningOf(key)} <span class="span-of">{bounds(key)}</span>
            </p>
        </div>
    );
}

/** What a key means, as far as the page's language has words for it: the engine's are English. */
function meaningOf({ key, meaning }: ScenarioKey): string {
    const place = `parameters.${key}.says`;
    if (hasText(place)) return text(place);
    return language.value === "en" ? meaning : "";
}

/** A bound that stands for none. */
const ENDLESS = 1e9;

function bounds(key: ScenarioKey): string {
    const low = key.low === null || key.low <= -ENDLESS ? null : said(key.low);
    const high = key.high === null || key.high >= ENDLESS ? null : said(key.high);
    if (low !== null && high !== null) return text("whatif.span", { low, high });
    if (low !== null) return text("whatif.from", { low });
    return high === null ? "" : text("whatif.to", { high });
}
