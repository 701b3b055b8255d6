import uPlot, { type Axis, type Options, type Series } from "uplot";
import { plotIn, type PlotProps } from "../../parts/plot";

/** A chart on the page, drawn once more, so many times as large; `null` where there is none in the element. */
export async function sharp(element: HTMLElement, times: number): Promise<HTMLCanvasElement | null> {
    const props = plotIn(element);
    if (props === undefined) return null;
    const size = { width: Math.round(element.clientWidth * times), height: Math.round(props.height * times) };
    const plot = new uPlot({ ...enlarged(props.options, times), ...size }, props.data, document.createElement("div"));
    // uPlot draws as soon as what was going on is done.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const canvas = copy(plot.ctx.canvas);
    plot.destroy();
    return canvas;
}

function copy(drawn: HTMLCanvasElement): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: drawn.width, height: drawn.height });
    canvas.getContext("2d")?.drawImage(drawn, 0, 0);
    return canvas;
}

function enlarged(options: PlotProps["options"], times: number): Omit<Options, "width" | "height"> {
    return {
        ...options,
        ...(options.padding && { padding: options.padding.map((side) => (typeof side === "number" ? side * times : side)) as NonNullable<Options["padding"]> }),
        ...(options.axes && { axes: options.axes.map((axis) => enlargedAxis(axis, times)) }),
        series: options.series.map((series) => enlargedSeries(series, times)),
    };
}

function enlargedAxis(axis: Axis, times: number): Axis {
    const larger = (key: "size" | "gap" | "space") => (typeof axis[key] === "number" ? { [key]: axis[key] * times } : {});
    const font = typeof axis.font === "string" ? { font: axis.font.replace(/(\d+)px/, (_, size: string) => `${Number(size) * times}px`) } : {};
    return { ...axis, ...larger("size"), ...larger("gap"), ...larger("space"), ...font };
}

function enlargedSeries(series: Series, times: number): Series {
    return {
        ...series,
        ...(series.width !== undefined && { width: series.width * times }),
        ...(series.dash && { dash: series.dash.map((part) => part * times) }),
    };
}
