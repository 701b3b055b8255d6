import { useEffect, useMemo, useRef } from "preact/hooks";
import type uPlot from "uplot";
import type { AlignedData } from "uplot";
import { Plot, redraw } from "../../parts/plot";
import { decimals } from "../../parts/spoken";
import { language, text } from "../../state/language";
import { month } from "../../state/player";
import { horizon, seen, until } from "../../state/seen";
import { world } from "../../state/setup";

/** Months in which what comes back of a loss is measured. */
const TURN = 6;

/** A gain as it is written: never as 1.00, as on that side or the other the circle is closed or open. */
export function times(gain: number): string {
    return decimals(gain, Math.abs(gain - 1) < 0.005 ? 3 : 2);
}

/** How much of a small loss of trust comes back, in a sentence. */
export function Gain({ whole, place }: { readonly whole: readonly number[]; readonly place: number }) {
    const gain = whole[place] ?? 0;
    const sentence = text(gain > 1 ? "circle.closed" : "circle.open", { month: place + 1, gain: times(gain) });
    return (
        <p class={gain > 1 ? `gain ${turning(place)}` : "gain"}>
            {sentence} {gain > 1 && text(`circle.${turning(place)}`)}
        </p>
    );
}

/** Which way a closed circle turns in a month: with trust falling over the half year from it, or not. */
export function turning(place: number): "vicious" | "virtuous" {
    const trust = world.value.answer?.timeline["trust"] ?? [];
    const [before, after] = [trust[Math.max(place - 1, 0)] ?? 0, trust[Math.min(place + TURN - 1, trust.length - 1)] ?? 0];
    return after < before ? "vicious" : "virtuous";
}

/** The same month by month, as far as the world has been shown. */
export function GainChart({ whole }: { readonly whole: readonly number[] }) {
    const made = useRef<uPlot | null>(null);
    const code = language.value;
    const options = useMemo(() => chart(), [code]);
    const [months, far] = [horizon.value, seen.value];
    const data = useMemo<AlignedData>(() => {
        const places = Array.from({ length: Math.max(months, whole.length) }, (_, place) => place);
        const shown = until(whole, far);
        return [places.map((place) => place + 1), places.map((place) => shown[place] ?? null)];
    }, [whole, months, far]);
    const now = month.value;
    useEffect(() => redraw(made.current), [now]);
    return <Plot options={options} data={data} height={130} label={text("circle.gain_chart")} onMade={(plot) => void (made.current = plot)} />;
}

function chart() {
    return {
        cursor: { show: false },
        legend: { show: false },
        scales: { x: { time: false }, y: { range: (_: uPlot, low: number, high: number): [number, number] => [Math.min(low, 0.5), Math.max(high, 1.25)] } },
        axes: [
            { label: text("circle.months"), labelSize: 18, size: 26, labelFont: "13px system-ui", font: "13px system-ui" },
            { size: 38, font: "13px system-ui", values: (_: uPlot, ticks: number[]) => ticks.map((tick) => decimals(tick, 1)) },
        ],
        series: [{}, { stroke: "#1b1f24", width: 1.5, points: { show: false } }],
        hooks: { drawAxes: [drawRidge], draw: [drawMonth] },
    };
}

/** The ground on which a loss grows, and the line at 1. */
function drawRidge(plot: uPlot): void {
    const { ctx } = plot;
    const { left, top, width } = plot.bbox;
    const one = plot.valToPos(1, "y", true);
    ctx.save();
    ctx.fillStyle = "rgba(213, 94, 0, 0.1)";
    ctx.fillRect(left, top, width, one - top);
    ctx.strokeStyle = "#b34c00";
    ctx.setLineDash([6, 4]);
    ctx.beginPath();
    ctx.moveTo(left, one);
    ctx.lineTo(left + width, one);
    ctx.stroke();
    ctx.restore();
}

function drawMonth(plot: uPlot): void {
    const { ctx } = plot;
    const { top, height } = plot.bbox;
    const x = plot.valToPos(month.peek(), "x", true);
    ctx.save();
    ctx.strokeStyle = "#0062a3";
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    ctx.restore();
}
