import type uPlot from "uplot";
import type { Line } from "./chart";
import { hidden, onPaper } from "./hidden";
import { lookOf } from "./looks";
import { spread } from "./spread";

/** The least width of a chart that has room for names, in pixels of CSS. */
const WIDE = 320;
/** The size of names on the screen and on paper, in pixels of CSS. */
const [LETTERS, LETTERS_ON_PAPER] = [13, 10];
/** As many lines have their names behind them even in the lowest chart. */
export const MOST_NAMED = 11;
/** Between a line's end and its name. */
const GAP = 10;

interface End {
    readonly name: string;
    readonly colour: string;
    /** Where the line ends, in pixels of the canvas. */
    readonly x: number;
    readonly y: number;
}

/** How much of a chart's width the names behind its lines take. */
export function roomForNames(width: number): number {
    return width < WIDE ? 12 : Math.min(210, Math.round(width * 0.44));
}

/** Writes the name of every line that is shown at its end; nothing where there is no room for all. */
export function labelEnds(plot: uPlot, lines: readonly Line[]): void {
    if (plot.width < WIDE) return;
    const { ctx, bbox } = plot;
    const scale = devicePixelRatio;
    const letters = onPaper.value ? LETTERS_ON_PAPER : LETTERS;
    const ends = endsOf(plot, lines).sort((one, other) => one.y - other.y);
    const rows = spread(ends.map(({ y }) => y), (letters + 1) * scale, bbox.top, bbox.top + bbox.height);
    if (rows === null) return;
    const left = bbox.left + bbox.width + GAP * scale;
    const room = (roomForNames(plot.width) - GAP - 2) * scale;
    ctx.save();
    ctx.font = `${letters * scale}px system-ui, sans-serif`;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.lineWidth = scale;
    ends.forEach(({ name, colour, x, y }, place) => {
        const row = rows[place] ?? y;
        ctx.strokeStyle = `${colour}99`;
        ctx.fillStyle = colour;
        ctx.beginPath();
        ctx.moveTo(x, y);
        ctx.lineTo(Math.max(x, bbox.left + bbox.width), y);
        ctx.lineTo(left - 2 * scale, row);
        ctx.stroke();
        ctx.fillText(cut(ctx, name, room), left, row);
    });
    ctx.restore();
}

function endsOf(plot: uPlot, lines: readonly Line[]): End[] {
    const [first, last] = plot.series[0]?.idxs ?? [0, 0];
    return lines.flatMap(({ name, centre }, place) => {
        if (hidden.value.has(place)) return [];
        let at = last;
        while (at > first && (centre[at] ?? null) === null) at -= 1;
        const value = centre[at] ?? null;
        if (value === null) return [];
        return [{ name, colour: lookOf(place).colour, x: plot.valToPos(plot.data[0][at] ?? 0, "x", true), y: plot.valToPos(value, "y", true) }];
    });
}

/** A name, cut where it is longer than there is room. */
function cut(ctx: CanvasRenderingContext2D, name: string, room: number): string {
    if (ctx.measureText(name).width <= room) return name;
    let length = name.length - 1;
    while (length > 1 && ctx.measureText(`${name.slice(0, length)}…`).width > room) length -= 1;
    return `${name.slice(0, length).trimEnd()}…`;
}
