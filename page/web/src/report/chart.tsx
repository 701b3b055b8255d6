import { effect } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import uPlot, { type AlignedData, type Options, type Series } from "uplot";
import { hush, tellAt, tellBeside } from "../parts/hover";
import { Plot } from "../parts/plot";
import { text } from "../state/language";
import { labelEnds, roomForNames } from "./ends";
import { banded, hidden } from "./hidden";
import { bandOf, lookOf } from "./looks";

/** One arm in a chart. */
export interface Line {
    readonly name: string;
    readonly centre: readonly (number | null)[];
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
}

interface ArmsChartProps {
    readonly title: string;
    readonly label: string;
    readonly months: readonly number[];
    readonly lines: readonly Line[];
    readonly range: readonly [number, number];
    /** A value as it is told. */
    readonly write: (value: number) => string;
    /** A value as it stands on the axis, where one is so far from the next. */
    readonly tick: (value: number, step: number) => string;
    /** Whether a value holds until the next month. */
    readonly stepped?: boolean;
    readonly height: number;
}

/** Charts that are drawn now, for those who print them. */
export const drawn = new Set<uPlot>();

/** All arms over the months, named at their ends, with bands where they are wanted: values on hover and by the arrow keys, drag to zoom. */
export function ArmsChart(props: ArmsChartProps) {
    const { title, label, months, lines, height } = props;
    const [plot, setPlot] = useState<uPlot | null>(null);
    const [said, setSaid] = useState("");
    const isBanded = banded.value;
    const options = useMemo(() => optionsOf(props), [months, lines, isBanded]);
    const data = useMemo(() => dataOf(props), [months, lines]);
    useEffect(() => (plot === null ? undefined : keep(plot)), [plot]);
    useEffect(() => (plot === null ? undefined : hideArms(plot, lines.length)), [plot, lines]);
    useEffect(() => (plot === null ? undefined : answerPointer(plot, props)), [plot, lines]);
    const onKeyDown = (event: KeyboardEvent) => {
        if (plot !== null) setSaid((last) => onKey(event, plot, props) ?? last);
    };
    return (
        <figure class="arms-chart">
            <figcaption>{title}</figcaption>
            <div class="arms-chart-keys" role="group" tabIndex={0} aria-label={`${title}. ${text("report.chart_keys")}`} onKeyDown={onKeyDown} onBlur={hush}>
                <Plot options={options} data={data} height={height} label={label} onMade={setPlot} />
            </div>
            <p class="unseen" aria-live="polite">
                {said}
            </p>
        </figure>
    );
}

function dataOf({ months, lines }: ArmsChartProps): AlignedData {
    const columns = lines.flatMap(({ low, high, centre }) => [[...high], [...low], [...centre]]);
    return [[...months], ...columns];
}

const AXIS = { stroke: "#57606a", font: "13px system-ui, sans-serif", grid: { stroke: "#e6eaee", width: 1 }, ticks: { show: false } };

function optionsOf({ lines, months, range, tick, stepped = false }: ArmsChartProps): Omit<Options, "width" | "height"> {
    const steps = uPlot.paths.stepped?.({ align: 1 });
    const paths: Partial<Series> = stepped && steps !== undefined ? { paths: steps } : {};
    const edge: Series = { stroke: "transparent", width: 0, points: { show: false }, ...paths };
    const [first, last] = [months[0] ?? 0, months[months.length - 1] ?? 1];
    return {
        legend: { show: false },
        cursor: { drag: { x: true, y: false }, points: { size: 7 }, sync: { key: "months" } },
        padding: [8, ({ width }) => roomForNames(width), 0, 0],
        hooks: { draw: [(plot) => labelEnds(plot, lines)] },
        scales: { x: { time: false, range: (_, low, high) => (low < high ? [low, high] : [first, last]) }, y: { range: [range[0], range[1]] } },
        axes: [
            { ...AXIS, size: 26, gap: 4, space: 50, incrs: [1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200] },
            { ...AXIS, size: 46, gap: 4, space: 26, values: (_, splits, __, ___, step) => splits.map((value) => tick(value, step)) },
        ],
        series: [
            {},
            ...lines.flatMap(({ name }, place): Series[] => {
                const { colour, dash } = lookOf(place);
                return [{ ...edge }, { ...edge }, { label: name, stroke: colour, width: 2, dash: [...dash], points: { show: false }, ...paths }];
            }),
        ],
        bands: lines.map((_, place) => ({ series: [3 * place + 1, 3 * place + 2], fill: () => (banded.value ? bandOf(place, lines.length - hidden.value.size) : "transparent") })),
    };
}

function keep(plot: uPlot): () => void {
    drawn.add(plot);
    return () => drawn.delete(plot);
}

function hideArms(plot: uPlot, arms: number): () => void {
    return effect(() => {
        const gone = hidden.value;
        plot.batch(() => {
            for (let arm = 0; arm < arms; arm += 1) {
                for (const part of [1, 2, 3]) plot.setSeries(3 * arm + part, { show: !gone.has(arm) }, false);
            }
        });
    });
}

function answerPointer(plot: uPlot, props: ArmsChartProps): () => void {
    const off = new AbortController();
    plot.over.addEventListener(
        "pointermove",
        (event) => {
            const place = plot.posToIdx(event.clientX - plot.over.getBoundingClientRect().left);
            tellAt(valuesAt(place, props), event.clientX, event.clientY);
        },
        { signal: off.signal },
    );
    plot.over.addEventListener("pointerleave", hush, { signal: off.signal });
    return () => off.abort();
}

/** Every arm that is shown in one month, line by line. */
function valuesAt(place: number, { title, months, lines, write }: ArmsChartProps): string {
    const told = lines.flatMap(({ name, centre, low, high }, arm) => {
        if (hidden.value.has(arm)) return [];
        const [value, from, to] = [centre[place] ?? null, low[place] ?? null, high[place] ?? null];
        if (value === null || from === null || to === null) return [text("report.none_alive", { name })];
        return [text("report.value", { name, value: write(value), low: write(from), high: write(to) })];
    });
    return [text("report.in_month", { title, month: months[place] ?? 0 }), ...told].join("\n");
}

/** Left and right go from month to month, plus and minus zoom, Escape shows all. Gives what to say. */
function onKey(event: KeyboardEvent, plot: uPlot, props: ArmsChartProps): string | null {
    const last = props.months.length - 1;
    const at = plot.cursor.idx ?? null;
    const places: { readonly [key: string]: number } = { ArrowRight: (at ?? -1) + 1, ArrowLeft: (at ?? last + 1) - 1, Home: 0, End: last };
    const to = places[event.key];
    if (to !== undefined) {
        event.preventDefault();
        event.stopPropagation();
        return goTo(plot, Math.min(Math.max(to, 0), last), props);
    }
    if (event.key === "+" || event.key === "=" || event.key === "-") {
        event.preventDefault();
        zoom(plot, event.key === "-" ? 2 : 0.5, props.months[at ?? 0] ?? 0, props.months);
    }
    if (event.key === "Escape") showAll(plot);
    return null;
}

function goTo(plot: uPlot, place: number, props: ArmsChartProps): string {
    plot.setCursor({ left: plot.valToPos(props.months[place] ?? 0, "x"), top: 0 });
    const words = valuesAt(place, props);
    tellBeside(words, plot.root);
    return words;
}

function zoom(plot: uPlot, factor: number, about: number, months: readonly number[]): void {
    const [first, last] = [months[0] ?? 0, months[months.length - 1] ?? 1];
    const { min, max } = plot.scales["x"] ?? {};
    const span = ((max ?? last) - (min ?? first)) * factor;
    if (span < 2) return;
    const low = Math.max(first, Math.min(about - span / 2, last - span));
    plot.setScale("x", { min: low, max: Math.min(last, low + span) });
}

/** Shows all months again. */
export function showAll(plot: uPlot): void {
    const months = plot.data[0];
    plot.setScale("x", { min: months[0] ?? 0, max: months[months.length - 1] ?? 1 });
}

