import type { LoopStrengths } from "../../engine/types";
import { decimals } from "../../parts/spoken";
import { text } from "../../state/language";
import { verdict } from "../../state/verdict";
import { isCut, toggle } from "./cuts";
import { times } from "./gain";
import { present, promised } from "./promises";
import { loopName, route } from "./words";

/** A loop that is weaker than this is not worth a line of its own. */
const WEAK = 0.005;

interface LoopListProps {
    readonly loops: readonly LoopStrengths[];
    readonly place: number;
    readonly lit: readonly string[];
    readonly onLook: (loop: LoopStrengths | null) => void;
}

/** All loops, the strongest of the month first; those that hardly work out of the way. */
export function LoopList({ loops, place, lit, onLook }: LoopListProps) {
    const size = (loop: LoopStrengths) => Math.abs(loop.strength[place] ?? 0);
    const ordered = [...loops].sort((one, other) => size(other) - size(one));
    const most = Math.max(...loops.map(size), 0.001);
    const idle = ordered.filter((loop) => size(loop) < WEAK && !isCut(loop));
    const row = (loop: LoopStrengths) => <LoopRow key={loop.name} {...{ loop, place, most, onLook }} isLit={lit.includes(loop.name)} />;
    return (
        <section class="loop-list">
            <h3>{text("circle.list")}</h3>
            <p class="quiet">{text("circle.list_note")}</p>
            <ul>{ordered.filter((loop) => !idle.includes(loop)).map(row)}</ul>
            {idle.length > 0 && (
                <details>
                    <summary>{text("circle.idle_loops", { count: idle.length })}</summary>
                    <ul>{idle.map(row)}</ul>
                </details>
            )}
        </section>
    );
}

interface LoopRowProps {
    readonly loop: LoopStrengths;
    readonly place: number;
    readonly most: number;
    readonly isLit: boolean;
    readonly onLook: (loop: LoopStrengths | null) => void;
}

function LoopRow({ loop, place, most, isLit, onLook }: LoopRowProps) {
    const cut = isCut(loop);
    const able = loop.cut.length > 0;
    return (
        <li
            class={`${isLit ? "lit" : ""} ${cut ? "is-cut" : ""}`}
            {...(able ? {} : { tabIndex: 0 })}
            onMouseEnter={() => onLook(loop)}
            onMouseLeave={() => onLook(null)}
            onFocusIn={() => onLook(loop)}
            onFocusOut={() => onLook(null)}
        >
            <span class={`kind ${loop.kind}`} title={text(`circle.${loop.kind}_meaning`)}>
                <span aria-hidden="true">{text(`circle.${loop.kind}_letter`)}</span>
                <span class="unseen">{text(`circle.${loop.kind}`)}</span>
            </span>
            <span class="loop-words">
                <strong>{loopName(loop.name)}</strong> <span class="quiet">{route(loop)}</span>
                {able && !cut && <Promised loop={loop} place={place} />}
                {!able && <span class="keyless">{text("circle.keyless")}</span>}
            </span>
            <Strength strength={loop.strength[place] ?? 0} most={most} />
            {able && (
                <button type="button" aria-pressed={cut} aria-label={text(cut ? "circle.mend_loop" : "circle.cut_loop", { loop: loopName(loop.name) })} onClick={() => toggle([loop])}>
                    {text(cut ? "circle.mend" : "circle.cut")}
                </button>
            )}
        </li>
    );
}

/** What comes of the cut: to the circle in this world and month, and to all worlds. */
function Promised({ loop, place }: { readonly loop: LoopStrengths; readonly place: number }) {
    const gain = loop.after[place];
    const [now, then] = [present.value, promised(loop)];
    const kind = now === null || then === undefined ? null : verdict(then, now);
    return (
        <span class="promised">
            <span>{gain === undefined ? text("circle.after.gone") : text(gain > 1 ? "circle.after.closed" : "circle.after.open", { gain: times(gain) })}</span>
            {now !== null && then !== undefined && (
                <span class={`verdict-${kind}`}>
                    {text("circle.after.worlds", { thriving: then.thriving, there: then.there, thriving_now: now.thriving, there_now: now.there, runs: now.runs })} <strong>{text(`verdicts.${kind}`)}</strong>
                </span>
            )}
        </span>
    );
}

function Strength({ strength, most }: { readonly strength: number; readonly most: number }) {
    return (
        <span class="strength">
            <span class="figure">{decimals(strength, 2)}</span>
            <svg class={strength >= 0 ? "bar reinforcing" : "bar balancing"} viewBox="0 0 60 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(60 * Math.abs(strength)) / most} height="8" />
            </svg>
        </span>
    );
}
