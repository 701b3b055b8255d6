import { ringOf, type Point, type Ring } from "./ring";

export const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** A name beside its home, line by line; each line's middle is at `x`, its baseline at `y`. */
export interface Name {
    readonly lines: readonly { readonly words: string; readonly x: number; readonly y: number }[];
}

/** Where the homes stand, and how their names fit. */
export interface Plan {
    readonly ring: Ring;
    /** How large the marks are, 1 being their full size. */
    readonly scale: number;
    readonly fontSize: number;
    /** For every member; `null` where names show on hover and focus only. */
    readonly names: readonly Name[] | null;
}

interface Box {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
}

/** A home with its ring of hostility and its bubble, at full size: half its width and height. */
const HOME = { x: 27, y: 24 };
/** More members than this show no names. */
const NAMED = 24;
/** Narrow rooms are better for names of several short lines. */
const NARROW = 420;

/** How far the ring of homes goes into the corners; twice as far where room is short. */
const CORNERS = 2.7;

interface Attempt {
    readonly fontSize: number;
    /** How wide a line may be. */
    readonly wrap: number;
    readonly shrink: number;
    readonly corners: number;
}

function tries(width: number, letters: number): readonly Attempt[] {
    const wraps = (width < NARROW ? [64, 78, 92, 108] : [92, 108, 78, 64, 130]).map((wrap) => (wrap * letters) / LETTERS);
    const sizes = width < NARROW ? [letters] : [letters * 1.25, letters * 1.1, letters];
    return [
        ...sizes.flatMap((fontSize) => wraps.map((wrap) => ({ fontSize, wrap, shrink: 1, corners: CORNERS }))),
        ...[0.85, 0.7, 0.55].flatMap((shrink) => wraps.map((wrap) => ({ fontSize: letters, wrap, shrink, corners: 2 * CORNERS }))),
    ];
}

/** The least size of letters at a desk, in pixels. */
export const LETTERS = 13;

/** The largest names that neither meet one another nor the edge; none where they would be smaller than `letters`. */
export function planOf(names: readonly string[], turns: readonly number[], width: number, height: number, letters = LETTERS): Plan {
    const seated = turns.filter((turn) => !Number.isNaN(turn)).length;
    const scale = seated > NAMED ? 0.36 : Math.min(seated > 12 ? 0.8 : seated > 8 ? 1.05 : 1.25, Math.max(0.75, Math.min(width / 480, height / 320)));
    if (seated <= NAMED) {
        for (const attempt of tries(width, letters)) {
            const plan = tryNames(names, turns, width, height, scale * attempt.shrink, attempt);
            if (plan !== null) return plan;
        }
    }
    const margin = { side: HOME.x * scale + 4, end: HOME.y * scale + 4 };
    return { ring: ringOf(width, height, margin, { wide: 1, high: 1, corners: CORNERS }), scale, fontSize: letters, names: null };
}

function tryNames(
    names: readonly string[],
    turns: readonly number[],
    width: number,
    height: number,
    scale: number,
    { fontSize, wrap, corners }: Attempt,
): Plan | null {
    const there = names.filter((_, member) => !Number.isNaN(turns[member] ?? Number.NaN));
    const wrapped = names.map((name) => wrapName(name, wrap, fontSize));
    const widths = wrapped.map((lines) => Math.max(...lines.map((line) => widthOf(line, fontSize))));
    const shown = wrapped.filter((_, member) => !Number.isNaN(turns[member] ?? Number.NaN));
    const widest = Math.max(2 * HOME.x * scale, ...there.map((name) => widths[names.indexOf(name)] ?? 0));
    const tallest = Math.max(...shown.map((lines) => lines.length)) * fontSize * 1.15;
    const margins = { side: widest / 2 + 3, end: HOME.y * scale + tallest + 4 };
    const ring = ringOf(width, height, margins, { wide: widest + 4, high: 2 * HOME.y * scale + tallest + 4, corners });
    const placed = wrapped.map((lines, member) => beside(lines, ring.at(turns[member] ?? 0), ring.centre, scale, fontSize));
    const boxes = wrapped.flatMap((lines, member) => {
        const turn = turns[member] ?? Number.NaN;
        return Number.isNaN(turn) ? [] : [{ home: boxAround(ring.at(turn), scale), name: boxOf(placed[member], widths[member] ?? 0, lines.length, fontSize) }];
    });
    return apart(boxes, width, height) ? { ring, scale, fontSize, names: placed } : null;
}

/** Above a home in the upper part of the ring, below it in the lower. */
function beside(lines: readonly string[], home: Point, centre: Point, scale: number, fontSize: number): Name {
    const step = fontSize * 1.15;
    const above = home.y < centre.y - 1;
    const first = above ? home.y - HOME.y * scale - (lines.length - 1) * step - 1 : home.y + HOME.y * scale + fontSize * 0.85;
    return { lines: lines.map((words, line) => ({ words, x: home.x, y: first + line * step })) };
}

function boxOf(name: Name | undefined, width: number, lines: number, fontSize: number): Box {
    const { x, y } = name?.lines[0] ?? { x: 0, y: 0 };
    return { left: x - width / 2 - 2, right: x + width / 2 + 2, top: y - fontSize * 0.85, bottom: y + (lines - 1) * fontSize * 1.15 + fontSize * 0.25 };
}

function boxAround({ x, y }: Point, scale: number): Box {
    return { left: x - HOME.x * scale, right: x + HOME.x * scale, top: y - HOME.y * scale + 2, bottom: y + HOME.y * scale - 2 };
}

function apart(boxes: readonly { readonly home: Box; readonly name: Box }[], width: number, height: number): boolean {
    const inside = ({ left, right, top, bottom }: Box) => left >= 0 && right <= width && top >= 0 && bottom <= height;
    const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return boxes.every(
        (one, place) =>
            inside(one.name) &&
            boxes.slice(place + 1).every((other) => ![other.home, other.name].some((box) => meet(one.home, box) || meet(one.name, box))),
    );
}

function wrapName(name: string, wrap: number, fontSize: number): string[] {
    const lines: string[] = [];
    for (const word of name.split(" ")) {
        const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
        if (lines.length > 0 && widthOf(longer, fontSize) <= wrap) lines[lines.length - 1] = longer;
        else lines.push(word);
    }
    return lines;
}

let ruler: CanvasRenderingContext2D | null = null;

function widthOf(words: string, fontSize: number): number {
    ruler ??= document.createElement("canvas").getContext("2d");
    if (ruler === null) return words.length * fontSize * 0.6;
    ruler.font = `${fontSize}px ${FONT}`;
    return ruler.measureText(words).width;
}
