import { setup, start } from "../../state/setup";
import { sharp } from "./sharp";

/** Hands a file to the reader. */
export function save(name: string, content: Blob): void {
    const address = URL.createObjectURL(content);
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** How the names of files begin: with that of the scenario. */
export function stem(): string {
    const known = start.peek()?.scenarios.find(({ toml }) => toml === setup.peek()?.toml);
    return known?.name ?? "alliance";
}

/** A picture in dots, from one in shapes, as a file. */
export async function asPng(svg: string, scale = 2): Promise<Blob> {
    return dots((await drawn(svg, scale)).canvas);
}

/** The dots themselves. */
export async function inDots(svg: string, scale: number): Promise<ImageData> {
    const { canvas, pen } = await drawn(svg, scale);
    return pen.getImageData(0, 0, canvas.width, canvas.height);
}

async function drawn(svg: string, scale: number): Promise<{ readonly canvas: HTMLCanvasElement; readonly pen: CanvasRenderingContext2D }> {
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await picture.decode();
    const [canvas, pen] = sheet(Math.round(picture.naturalWidth * scale), Math.round(picture.naturalHeight * scale));
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return { canvas, pen };
}

/** The least dots that a pixel of the page becomes in a picture. */
const SHARPNESS = 2;

/** The charts within a part of the page, one below the other, each under what it shows. */
export async function chartsAsPng(part: string): Promise<Blob | null> {
    const times = Math.max(1, SHARPNESS / devicePixelRatio);
    const plots = [...document.querySelectorAll<HTMLElement>(`${part} .plot`)];
    const charts = await Promise.all(plots.map(async (plot) => ({ title: titleOf(plot), canvas: await sharp(plot, times) })));
    const there = charts.flatMap(({ title, canvas }) => (canvas === null ? [] : [{ title, canvas }]));
    return there.length === 0 ? null : dots(stacked(there, times * devicePixelRatio));
}

function stacked(charts: readonly { readonly title: string; readonly canvas: HTMLCanvasElement }[], dot: number): HTMLCanvasElement {
    const head = 24 * dot;
    const width = Math.max(...charts.map(({ canvas }) => canvas.width));
    const [whole, pen] = sheet(width, charts.reduce((sum, { canvas }) => sum + canvas.height + head, 0));
    pen.fillStyle = "#1b1f24";
    pen.font = `${13 * dot}px system-ui, sans-serif`;
    let top = 0;
    for (const { canvas, title } of charts) {
        pen.fillText(title, 6 * dot, top + head * 0.7, width - 12 * dot);
        pen.drawImage(canvas, 0, top + head);
        top += head + canvas.height;
    }
    return whole;
}

/** What a chart shows: its label without what can be done with it. */
function titleOf(plot: HTMLElement): string {
    return (plot.getAttribute("aria-label") ?? "").split(";")[0] ?? "";
}

function sheet(width: number, height: number): readonly [HTMLCanvasElement, CanvasRenderingContext2D] {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("this browser cannot draw");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, height);
    return [canvas, pen];
}

async function dots(canvas: HTMLCanvasElement): Promise<Blob> {
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (made === null) throw new Error("this browser cannot make pictures of this size");
    return made;
}
