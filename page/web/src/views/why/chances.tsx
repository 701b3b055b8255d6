import { useEffect, useMemo, useRef } from "preact/hooks";
import type uPlot from "uplot";
import type { AlignedData } from "uplot";
import type { ExplanationAnswer } from "../../engine/types";
import { Plot, redraw } from "../../parts/plot";
import { perCent } from "../../parts/spoken";
import { language, text } from "../../state/language";
import { goTo, month, pause } from "../../state/player";
import { sinceWhen } from "./words";

/** The chance that it would end well, month by month, and where that was settled. */
export function Chances({ answer }: { readonly answer: ExplanationAnswer }) {
    const made = useRef<uPlot | null>(null);
    const code = language.value;
    const settled = answer.met ? answer.safety : answer.no_return;
    const options = useMemo(() => chart(settled, text(answer.met ? "why.mark_safe" : "why.mark_too_late")), [code, answer]);
    const data = useMemo<AlignedData>(() => [answer.chances.map((chance) => chance.months), ...columns(answer)], [answer]);
    const now = month.value;
    useEffect(() => redraw(made.current), [now]);
    return (
        <figure class="chances">
            <figcaption>
                {text(`why.chart_${answer.goal}`)} <span class="quiet">{text("why.chart_band")}</span>
            </figcaption>
            <Plot options={options} data={data} height={190} label={described(answer)} onMade={(plot) => void (made.current = plot)} />
        </figure>
    );
}

function columns({ chances }: ExplanationAnswer): [number[], number[], number[]] {
    return [chances.map((chance) => chance.value), chances.map((chance) => chance.low), chances.map((chance) => chance.high)];
}

function described({ chances, goal, no_return, safety }: ExplanationAnswer): string {
    const [first, last] = [chances[0]?.value ?? 0, chances.at(-1)?.value ?? 0];
    const settled = no_return ?? safety;
    const mark = settled === null ? "" : sinceWhen(no_return === null, settled);
    return `${text(`why.chart_${goal}`)} ${text("why.chart_described", { first: perCent(first), last: perCent(last) })} ${mark}`;
}

function chart(settled: number | null, mark: string) {
    const per = (_: uPlot, ticks: number[]) => ticks.map((tick) => perCent(tick));
    return {
        cursor: { y: false, points: { show: false } },
        legend: { show: false },
        scales: { x: { time: false }, y: { range: [0, 1] as [number, number] } },
        axes: [
            { label: text("why.months_lived"), labelSize: 18, size: 26, labelFont: "13px system-ui", font: "13px system-ui" },
            { size: 54, font: "13px system-ui", values: per },
        ],
        bands: [{ series: [3, 2] as [number, number], fill: "rgba(0, 114, 178, 0.18)" }],
        series: [{}, { stroke: "#0072b2", width: 2, points: { show: false } }, { width: 0, points: { show: false } }, { width: 0, points: { show: false } }],
        hooks: { draw: [(plot: uPlot) => drawMarks(plot, settled, mark)], ready: [goWherePressed] },
    };
}

function goWherePressed(plot: uPlot): void {
    plot.over.addEventListener("click", () => {
        const at = plot.cursor.left ?? -1;
        if (at < 0) return;
        pause();
        goTo(Math.round(plot.posToVal(at, "x")));
    });
}

function drawMarks(plot: uPlot, settled: number | null, mark: string): void {
    upright(plot, month.peek(), "#57606a", []);
    if (settled === null) return;
    const x = upright(plot, settled, "#b34c00", [6, 4]);
    const { ctx, bbox } = plot;
    const isLeft = x < bbox.left + bbox.width / 2;
    ctx.save();
    ctx.fillStyle = "#b34c00";
    ctx.font = `600 ${13 * devicePixelRatio}px system-ui`;
    ctx.textAlign = isLeft ? "left" : "right";
    ctx.fillText(mark, x + (isLeft ? 6 : -6) * devicePixelRatio, bbox.top + 14 * devicePixelRatio);
    ctx.restore();
}

/** An upright line at a month; tells where it stands. */
function upright(plot: uPlot, at: number, colour: string, dash: number[]): number {
    const { ctx, bbox } = plot;
    const x = plot.valToPos(at, "x", true);
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
    return x;
}
