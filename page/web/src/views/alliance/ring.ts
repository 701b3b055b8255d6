/** A place in the picture, in pixels. */
export interface Point {
    readonly x: number;
    readonly y: number;
}

/** The ring of homes, which makes use of the corners of the room it has. */
export interface Ring {
    readonly centre: Point;
    /** A place on the ring; turns are counted from the top, clockwise, 1 all the way round. */
    at(turn: number): Point;
    /** Where a place of the circle of radius 1 comes to lie: its rim is the ring. */
    within(x: number, y: number): Point;
}

/** Room at the four sides that the ring leaves free. */
export interface Margins {
    readonly side: number;
    readonly end: number;
}

const SAMPLES = 720;

/** What stands on a ring, and how the ring runs. */
export interface Standing {
    /** How wide and high it is: even turns leave that much room, as far as there is any. */
    readonly wide: number;
    readonly high: number;
    /** 2 is an ellipse; more goes further into the corners. */
    readonly corners: number;
}

export function ringOf(width: number, height: number, margins: Margins, { wide, high, corners }: Standing): Ring {
    const [rx, ry] = [Math.max(width / 2 - margins.side, 10), Math.max(height / 2 - margins.end, 10)];
    const centre = { x: width / 2, y: height / 2 };
    const rim = Array.from({ length: SAMPLES + 1 }, (_, sample) => onRim((sample / SAMPLES) * 2 * Math.PI, rx, ry, corners));
    const lengths = [0];
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
        const [before, now] = [rim[sample - 1] ?? centre, rim[sample] ?? centre];
        lengths.push((lengths[sample - 1] ?? 0) + Math.hypot((now.x - before.x) / wide, (now.y - before.y) / high));
    }
    const offset = (turn: number) => along(rim, lengths, turn - Math.floor(turn));
    const moved = (point: Point, share: number) => ({ x: centre.x + point.x * share, y: centre.y + point.y * share });
    return {
        centre,
        at: (turn) => moved(offset(turn), 1),
        within: (x, y) => moved(offset(Math.atan2(x, -y) / (2 * Math.PI)), Math.hypot(x, y)),
    };
}

function onRim(angle: number, rx: number, ry: number, corners: number): Point {
    const bent = (value: number) => Math.sign(value) * Math.abs(value) ** (2 / corners);
    return { x: rx * bent(Math.sin(angle)), y: -ry * bent(Math.cos(angle)) };
}

function along(rim: readonly Point[], lengths: readonly number[], turn: number): Point {
    const wanted = turn * (lengths.at(-1) ?? 0);
    let [low, high] = [0, SAMPLES];
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((lengths[middle] ?? 0) <= wanted) low = middle;
        else high = middle;
    }
    const [from, to] = [rim[low] ?? { x: 0, y: 0 }, rim[high] ?? { x: 0, y: 0 }];
    const share = (wanted - (lengths[low] ?? 0)) / Math.max((lengths[high] ?? 0) - (lengths[low] ?? 0), 1e-9);
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
