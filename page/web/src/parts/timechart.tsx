import { effect, type ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import uPlot, { type AlignedData, type Options } from "uplot";
import { language } from "../state/language";
import { hush, tellAt } from "./hover";
import { Plot } from "./plot";
import "./timechart.css";

export interface Curve {
    readonly label: string;
    /** One value a month from month 1. */
    readonly values: readonly (number | null)[];
    readonly colour: string;
    readonly dash?: readonly number[];
    readonly width?: number;
}

/** Something that happened in a month, drawn at the foot of a chart. */
export interface Mark {
    readonly month: number;
    readonly kind: "incident" | "exit" | "shock" | "arrival";
}

export interface TimeChartProps {
    readonly curves: readonly Curve[];
    /** Drawn faintly behind the curves. */
    readonly band?: { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[]; readonly colour: string } | undefined;
    /** Least and largest value shown. */
    readonly range: readonly [number, number];
    readonly months: number;
    readonly height: number;
    readonly label: string;
    readonly position: ReadonlySignal<number>;
    /** A month was clicked or dragged to. */
    readonly onMonth: (month: number) => void;
    readonly marks?: readonly Mark[];
    /** A month after which nothing helps any more. */
    readonly noReturn?: number | null;
    /** What to say of a month under the pointer. */
    readonly tell?: (month: number) => string;
}

const NO_MARKS: readonly Mark[] = [];
const GREY = "#57606a";

/** Curves over the months of a run; the moment is a line, and a click or a drag goes to another. */
export function TimeChart(props: TimeChartProps) {
    const { curves, band, range, months, height, label, position, onMonth, tell, marks = NO_MARKS, noReturn = null } = props;
    const [plot, setPlot] = useState<uPlot | null>(null);
    const key = JSON.stringify([curves.map(({ values: _, ...look }) => look), band?.colour, range, months, language.value]);
    const options = useMemo(() => optionsOf(props, marks, noReturn), [key, marks, noReturn]);
    const data = useMemo(() => dataOf(months, curves, band), [key, curves, band]);
    useEffect(() => (plot === null ? undefined : followMoment(plot, position)), [plot, position]);
    useEffect(() => (plot === null ? undefined : answerPointer(plot, months, onMonth, tell)), [plot, months, onMonth, tell]);
    return <Plot options={options} data={data} height={height} label={label} onMade={setPlot} />;
}

function dataOf(months: number, curves: readonly Curve[], band: TimeChartProps["band"]): AlignedData {
    const cut = (values: readonly (number | null)[]) => Array.from({ length: months }, (_, place) => values[place] ?? null);
    const edges = band === undefined ? [] : [cut(band.high), cut(band.low)];
    return [Array.from({ length: months }, (_, place) => place + 1), ...edges, ...curves.map(({ values }) => cut(values))];
}

function optionsOf({ curves, band, range, months }: TimeChartProps, marks: readonly Mark[], noReturn: number | null): Omit<Options, "width" | "height"> {
    const edge = { stroke: "transparent", points: { show: false } };
    const axis = { stroke: GREY, font: "13px system-ui, sans-serif", grid: { stroke: "#e6eaee", width: 1 }, ticks: { show: false } };
    return {
        legend: { show: false },
        cursor: { show: false },
        padding: [7, 13, 0, 0],
        scales: { x: { time: false, range: [1, Math.max(months, 2)] }, y: { range: [range[0], range[1]] } },
        axes: [
            { ...axis, size: 18, gap: 2, space: 40, incrs: [1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600] },
            { ...axis, size: 34, gap: 3, space: 22, values: (_, ticks) => ticks.map((tick) => tick.toLocaleString(language.peek())) },
        ],
        series: [
            {},
            ...(band === undefined ? [] : [edge, edge]),
            ...curves.map(({ label, colour, dash, width = 2 }) => ({ label, stroke: colour, width, points: { show: months === 1 }, ...(dash === undefined ? {} : { dash: [...dash] }) })),
        ],
        ...(band === undefined ? {} : { bands: [{ series: [1, 2] as [number, number], fill: band.colour }] }),
        hooks: { draw: [(plot) => drawMarks(plot, marks, noReturn)] },
    };
}

/** Incidents are strokes, exits point down, arrivals up, shocks are diamonds; all at the foot. */
function drawMarks(plot: uPlot, marks: readonly Mark[], noReturn: number | null): void {
    const { ctx, bbox } = plot;
    const dot = devicePixelRatio;
    const foot = bbox.top + bbox.height;
    ctx.save();
    for (const { month, kind } of marks) {
        const x = plot.valToPos(month, "x", true);
        ctx.fillStyle = kind === "shock" ? "#e69f00" : kind === "incident" ? "#d55e00" : kind === "exit" ? "#1b1f24" : "#00785a";
        ctx.beginPath();
        for (const [dx, dy] of SHAPES[kind]) ctx.lineTo(x + dx * dot, foot + dy * dot);
        ctx.fill();
    }
    if (noReturn !== null) {
        const x = plot.valToPos(noReturn, "x", true);
        ctx.strokeStyle = "#96457a";
        ctx.lineWidth = 2 * dot;
        ctx.setLineDash([2 * dot, 3 * dot]);
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, foot);
        ctx.stroke();
    }
    ctx.restore();
}

const SHAPES: { readonly [kind in Mark["kind"]]: readonly (readonly [number, number])[] } = {
    incident: [[-0.8, 0], [-0.8, -6], [0.8, -6], [0.8, 0]],
    exit: [[-5, -9], [5, -9], [0, 0]],
    arrival: [[-5, 0], [5, 0], [0, -9]],
    shock: [[0, -10], [4, -5], [0, 0], [-4, -5]],
};

/** A line at the moment, moved without drawing the chart again. */
function followMoment(plot: uPlot, position: ReadonlySignal<number>): () => void {
    const line = document.createElement("div");
    line.className = "moment-line";
    plot.over.append(line);
    const last = () => plot.scales["x"]?.max ?? 1;
    const place = () => {
        line.style.transform = `translateX(${plot.valToPos(Math.min(position.peek(), last()), "x").toFixed(1)}px)`;
    };
    const stop = effect(() => {
        position.value;
        place();
    });
    const watcher = new ResizeObserver(place);
    watcher.observe(plot.over);
    return () => {
        stop();
        watcher.disconnect();
        line.remove();
    };
}

function answerPointer(plot: uPlot, months: number, onMonth: (month: number) => void, tell: ((month: number) => string) | undefined): () => void {
    const off = new AbortController();
    const monthAt = (event: PointerEvent) => {
        const value = plot.posToVal(event.clientX - plot.over.getBoundingClientRect().left, "x");
        return Math.min(Math.max(Math.round(value), 1), months);
    };
    const listen = (kind: "pointerdown" | "pointermove" | "pointerleave", told: (event: PointerEvent) => void) =>
        plot.over.addEventListener(kind, told, { signal: off.signal });
    listen("pointerdown", (event) => {
        plot.over.setPointerCapture(event.pointerId);
        onMonth(monthAt(event));
    });
    listen("pointermove", (event) => {
        if (event.buttons === 1) onMonth(monthAt(event));
        if (tell !== undefined) tellAt(tell(monthAt(event)), event.clientX, event.clientY);
    });
    listen("pointerleave", hush);
    return () => off.abort();
}
