import { useEffect, useRef } from "preact/hooks";
import uPlot, { type AlignedData, type Options } from "uplot";
import "uplot/dist/uPlot.min.css";

/** A chart that follows its numbers and the room it has. */
export interface PlotProps {
    /** What the chart is, without size; another object draws it anew. */
    readonly options: Omit<Options, "width" | "height">;
    readonly data: AlignedData;
    readonly height: number;
    /** What it shows, in a sentence, for those who do not see it. */
    readonly label: string;
    /** Told when the chart has been made, for those who draw on it; what it gives back is called when the chart goes. */
    readonly onMade?: (plot: uPlot) => (() => void) | void;
}

/** What the charts on the page are made of, by the element that they stand in. */
const made = new WeakMap<Element, PlotProps>();

/** What the chart in an element is made of, to draw it once more elsewhere. */
export function plotIn(element: Element): PlotProps | undefined {
    return made.get(element);
}

/** Draws anew what hooks draw, once the chart has been drawn at all. */
export function redraw(plot: uPlot | null): void {
    if (typeof plot?.scales["x"]?.min === "number") plot.redraw(false);
}

/** A chart by uPlot. */
export function Plot(props: PlotProps) {
    const { options, data, height, label, onMade } = props;
    const place = useRef<HTMLDivElement>(null);
    const chart = useRef<uPlot | null>(null);

    useEffect(() => {
        const holder = place.current;
        if (holder === null) return undefined;
        const plot = new uPlot({ ...options, width: Math.max(holder.clientWidth, 1), height }, data, holder);
        chart.current = plot;
        const leave = onMade?.(plot);
        const watcher = new ResizeObserver(() => plot.setSize({ width: Math.max(holder.clientWidth, 1), height }));
        watcher.observe(holder);
        return () => {
            watcher.disconnect();
            leave?.();
            plot.destroy();
            chart.current = null;
        };
    }, [options, height]);

    useEffect(() => chart.current?.setData(data), [data]);
    useEffect(() => {
        if (place.current !== null) made.set(place.current, props);
    });

    return <div class="plot" ref={place} role="img" aria-label={label} />;
}
