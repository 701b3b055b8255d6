import { useState } from "preact/hooks";
import type { LoopArrow, LoopsAnswer, LoopStrengths } from "../../engine/types";
import { inOwnWords } from "../../parts/refusal";
import { text } from "../../state/language";
import { month } from "../../state/player";
import { loops } from "../../state/understanding";
import { built, BuildUp, part } from "./building";
import "./circle.css";
import { done } from "./cuts";
import { Diagram } from "./diagram";
import { Gain, GainChart, turning } from "./gain";
import { LoopList } from "./loop_list";
import { OwnCircle } from "./own";
import { listed, quantity } from "./words";

/** The causal-loop diagram of the world on the screen, in the month under the scrubber. */
export function Circle() {
    const { answer, waiting, error } = loops.value;
    return (
        <div class="circle-view" aria-busy={waiting} data-waiting={waiting}>
            <p class="quiet">{text("circle.intro")}</p>
            <p class="open-is-not-good">{text("circle.open_is_not_good")}</p>
            {error !== null && <pre class="refusal">{inOwnWords(error)}</pre>}
            {answer === null ? waiting && <p role="status">{text("circle.measuring")}</p> : <Measured answer={answer} waiting={waiting} />}
        </div>
    );
}

function Measured({ answer, waiting }: { readonly answer: LoopsAnswer; readonly waiting: boolean }) {
    const [arrow, lookAtArrow] = useState<LoopArrow | null>(null);
    const [loop, lookAtLoop] = useState<LoopStrengths | null>(null);
    const place = Math.min(month.value, answer.whole.length) - 1;
    const lit = loop !== null ? [loop.name] : (arrow?.loops ?? []);
    return (
        <>
            <BuildUp />
            <Gain whole={answer.whole} place={place} />
            <p class="unseen" role="status">{told()}</p>
            {done.value !== null && <p class="what-was-cut" aria-hidden="true">{told()}</p>}
            <div class={`circle-columns ${(answer.whole[place] ?? 0) > 1 ? turning(place) : ""}`}>
                <div class={`circle-picture ${waiting ? "former" : ""}`}>
                    {part.value === "own" ? <OwnCircle answer={built(answer)} /> : <Diagram answer={built(answer)} place={place} lit={lit} onLook={lookAtArrow} />}
                    <p class="over-arrow">{arrow === null ? text("circle.look") : overArrow(arrow)}</p>
                    <Legend />
                    <h3>{text("circle.gain_title")}</h3>
                    <GainChart whole={answer.whole} />
                </div>
                <LoopList loops={answer.loops} place={place} lit={loop === null ? (arrow?.loops ?? []) : []} onLook={lookAtLoop} />
            </div>
        </>
    );
}

function overArrow(arrow: LoopArrow): string {
    const gaps = { from: quantity(arrow.from), to: quantity(arrow.to), loops: listed(arrow.loops) };
    return text(arrow.sign > 0 ? "circle.arrow_same" : "circle.arrow_opposite", gaps);
}

/** What the last press did. */
function told(): string {
    if (done.value === null) return "";
    const { cut, mended, keyless } = done.value;
    const parts = [
        cut.length > 0 ? text("circle.was_cut", { loops: listed(cut) }) : "",
        mended.length > 0 ? text("circle.was_mended", { loops: listed(mended) }) : "",
        keyless.length > 0 ? text("circle.has_no_key", { loops: listed(keyless) }) : "",
    ];
    return parts.filter((part) => part !== "").join(" ");
}

function Legend() {
    return (
        <ul class="circle-legend">
            {["reinforcing", "balancing", "idle", "cut"].map((kind) => (
                <li key={kind}>
                    <svg viewBox="0 0 34 10" class={`sample ${kind}`} aria-hidden="true">
                        <line x1="1" y1="5" x2="33" y2="5" />
                    </svg>
                    {text(`circle.legend.${kind}`)}
                </li>
            ))}
            <li>{text("circle.legend.signs")}</li>
        </ul>
    );
}
