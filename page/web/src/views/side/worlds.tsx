import type { Outcome } from "../../engine/types";
import { text } from "../../state/language";
import { change, setup } from "../../state/setup";
import type { Pair, Pairs } from "./counts";

const SHOWN = 20;

/** The first worlds that went another way, to be looked at; those with another ending come first. */
export function DifferingWorlds({ pairs }: { readonly pairs: Pairs }) {
    const ordered = [...pairs.differ.filter(({ a, b }) => a !== b), ...pairs.differ.filter(({ a, b }) => a === b)];
    if (ordered.length === 0) return null;
    return (
        <section>
            <h2>{text("side.look")}</h2>
            <ul class="differing">
                {ordered.slice(0, SHOWN).map((pair) => (
                    <li key={pair.replication}>
                        <World pair={pair} />
                    </li>
                ))}
            </ul>
            {ordered.length > SHOWN && <p class="quiet">{text("side.more", { count: ordered.length - SHOWN })}</p>}
        </section>
    );
}

function World({ pair }: { readonly pair: Pair }) {
    return (
        <button type="button" aria-pressed={setup.value?.replication === pair.replication} onClick={() => change({ replication: pair.replication })}>
            <span>{text("side.world", { replication: pair.replication })}</span>
            <Fate side="A" outcome={pair.a} months={pair.months_a} />
            <Fate side="B" outcome={pair.b} months={pair.months_b} />
        </button>
    );
}

function Fate({ side, outcome, months }: { readonly side: string; readonly outcome: Outcome; readonly months: number }) {
    return (
        <span>
            {side} <span class={`outcome ${outcome}`}>{text(`outcomes.${outcome}`)}</span> {months}
        </span>
    );
}
