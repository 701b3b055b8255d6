/** A place in the diagram. */
export interface Point {
    readonly x: number;
    readonly y: number;
}

/** The room that a quantity takes up. */
export interface Room {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
}

/** How an arrow is drawn. */
export interface Bow {
    readonly shaft: readonly Point[];
    /** The three corners of its head. */
    readonly head: readonly Point[];
    /** Where its sign stands: on the shaft, nearer the head than the middle, where scissors may lie. */
    readonly sign: Point;
    readonly middle: Point;
}

const STEPS = 80;
/** Where on its shaft the sign of an arrow stands, from 0 at its end to 1 at its head. */
const SIGN = 0.74;

/** An arrow of this width between two rooms, bent to the right of its way by a share of its length. */
export function bow(from: Room, to: Room, bend: number, width: number): Bow {
    const [start, end] = [centre(from), centre(to)];
    const [across, down] = [end.x - start.x, end.y - start.y];
    const control = { x: (start.x + end.x) / 2 - 2 * bend * down, y: (start.y + end.y) / 2 + 2 * bend * across };
    const curve = Array.from({ length: STEPS + 1 }, (_, step) => on(start, control, end, step / STEPS));
    const left = curve.findIndex((point) => !holds(from, point));
    const arrived = curve.findIndex((point, place) => place > left && holds(to, point));
    const open = curve.slice(Math.max(left, 0), arrived < 0 ? undefined : arrived);
    const tip = open.at(-1) ?? end;
    const shaft = open.filter((point) => distance(point, tip) > headLength(width));
    const neck = shaft.at(-1) ?? start;
    const middle = open[Math.floor(open.length / 2)] ?? start;
    const sign = shaft[Math.floor(shaft.length * SIGN)] ?? middle;
    return { shaft, head: head(neck, tip, width), middle, sign };
}

/** Points as SVG writes them. */
export function written(points: readonly Point[]): string {
    return points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
}

function on(start: Point, control: Point, end: Point, share: number): Point {
    const rest = 1 - share;
    const mix = (a: number, b: number, c: number) => rest * rest * a + 2 * rest * share * b + share * share * c;
    return { x: mix(start.x, control.x, end.x), y: mix(start.y, control.y, end.y) };
}

function head(neck: Point, tip: Point, width: number): readonly Point[] {
    const length = Math.max(distance(neck, tip), 1e-9);
    const half = (width / 2 + 3) / length;
    const [across, down] = [tip.x - neck.x, tip.y - neck.y];
    return [tip, { x: neck.x - down * half, y: neck.y + across * half }, { x: neck.x + down * half, y: neck.y - across * half }];
}

function headLength(width: number): number {
    return 6 + width * 0.7;
}

function centre({ left, right, top, bottom }: Room): Point {
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function holds({ left, right, top, bottom }: Room, { x, y }: Point): boolean {
    return x >= left && x <= right && y >= top && y <= bottom;
}

function distance(a: Point, b: Point): number {
    return Math.hypot(a.x - b.x, a.y - b.y);
}
