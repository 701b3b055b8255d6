import { useMemo } from "preact/hooks";
import uPlot, { type AlignedData, type Options, type Series } from "uplot";
import type { EnsembleAnswer } from "../../engine/types";
import { Plot } from "../../parts/plot";
import { language, text } from "../../state/language";
import { ensemble } from "../../state/setup";
import { ensembleDrawn } from "../../state/timing";
import { followMonth } from "./month";
import { percent } from "./words";

interface SurvivalCurveProps {
    readonly now: EnsembleAnswer;
    readonly before: EnsembleAnswer | null;
    readonly rival: EnsembleAnswer | null;
}

/** The share of the worlds that are still there, month by month. */
export function SurvivalCurve({ now, before, rival }: SurvivalCurveProps) {
    const data = useMemo(() => aligned(now, before, rival), [now, before, rival]);
    const options = useMemo(() => drawing(), [language.value]);
    const gaps = { start: percent(1), end: percent(now.survived.value), months: now.survival.month.at(-1) ?? 0 };
    return <Plot options={options} data={data} height={rival === null ? 104 : 92} label={text("outcomes_view.curve", gaps)} onMade={followMonth} />;
}

const steps = uPlot.paths.stepped?.({ align: 1 });

function line(colour: string, width: number, dash?: number[]): Series {
    return { stroke: colour, width, points: { show: false }, ...(steps && { paths: steps }), ...(dash && { dash }) };
}

function drawing(): Omit<Options, "width" | "height"> {
    const edge = line("transparent", 0);
    const axis = { stroke: "#57606a", font: "13px system-ui, sans-serif", grid: { stroke: "#e7ebef", width: 1 }, ticks: { show: false } };
    return {
        legend: { show: false },
        cursor: { show: false },
        padding: [6, 13, 0, 0],
        scales: { x: { time: false }, y: { range: [0, 1] } },
        series: [{}, edge, edge, line("#8c959f", 1.5, [5, 4]), line("#b34c00", 2, [9, 3]), line("#0062a3", 2)],
        bands: [{ series: [2, 1], fill: "rgba(0, 114, 178, 0.16)" }],
        axes: [
            { ...axis, size: 20, gap: 2, values: (_, ticks) => ticks.map((tick) => String(tick)) },
            { ...axis, size: 42, gap: 2, splits: () => [0, 0.5, 1], values: (_, ticks) => ticks.map((tick) => `${tick * 100}%`) },
        ],
        hooks: { draw: [told] },
    };
}

function told(): void {
    const { question } = ensemble.peek();
    if (question !== null) ensembleDrawn(question);
}

/** Months as columns: both edges of the band, what it is held against, the rival, and the present one on top. */
function aligned(now: EnsembleAnswer, before: EnsembleAnswer | null, rival: EnsembleAnswer | null): AlignedData {
    const longest = Math.max(...[now, before, rival].map((one) => one?.survival.month.at(-1) ?? 0));
    const months = Array.from({ length: longest + 1 }, (_, at) => at);
    const column = (values: readonly number[] | undefined) => months.map((at) => values?.[at] ?? null);
    const { low, high, survival } = now.survival;
    return [months, column(low), column(high), column(before?.survival.survival), column(rival?.survival.survival), column(survival)];
}
