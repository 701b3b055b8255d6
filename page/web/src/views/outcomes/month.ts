import { effect } from "@preact/signals";
import type uPlot from "uplot";
import type { EnsembleAnswer } from "../../engine/types";
import { hush, tellAt } from "../../parts/hover";
import { text } from "../../state/language";
import { goTo, month, pause } from "../../state/player";
import { baseline } from "../../state/baseline";
import { ensemble, rivalEnsemble } from "../../state/setup";
import { baselineName, percent, range } from "./words";

/** Draws a line at the month that all views show, lets the pointer go to another, and says what stands there. */
export function followMonth(plot: uPlot): () => void {
    const mark = document.createElement("div");
    mark.className = "month-line";
    plot.over.append(mark);
    const place = (): void => {
        mark.style.transform = `translateX(${plot.valToPos(month.peek(), "x")}px)`;
    };
    (plot.hooks.draw ??= []).push(place);
    const stop = effect(() => {
        void month.value;
        place();
    });
    const off = new AbortController();
    answerPointer(plot, off.signal);
    return () => {
        stop();
        off.abort();
        hush();
    };
}

function answerPointer({ over, posToVal }: uPlot, signal: AbortSignal): void {
    const monthAt = (event: PointerEvent) => Math.max(0, Math.round(posToVal(event.clientX - over.getBoundingClientRect().left, "x")));
    const go = (event: PointerEvent): void => {
        pause();
        goTo(monthAt(event));
    };
    over.addEventListener("pointerdown", (event) => {
        over.setPointerCapture(event.pointerId);
        go(event);
    }, { signal });
    over.addEventListener("pointermove", (event) => {
        if (event.buttons === 1) go(event);
        tellAt(told(monthAt(event)), event.clientX, event.clientY);
    }, { signal });
    over.addEventListener("pointerleave", hush, { signal });
}

/** How many worlds are still there in a month, under every setting that is drawn. */
function told(at: number): string {
    const [now, rival, before] = [ensemble.peek().answer, rivalEnsemble.peek().answer, baseline.peek()];
    const name = rival === null ? text("outcomes_view.now") : "A";
    const lines = [line(name, now, at), line("B", rival, at), line(baselineName(), before, at)];
    return [text("outcomes_view.still_there", { month: at }), ...lines.filter((words) => words !== "")].join("\n");
}

function line(name: string, answer: EnsembleAnswer | null, at: number): string {
    const share = answer?.survival.survival[at];
    if (answer === null || share === undefined) return "";
    return `${name}: ${percent(share)} (${range({ low: answer.survival.low[at] ?? share, high: answer.survival.high[at] ?? share })})`;
}
