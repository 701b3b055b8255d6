import type { Point } from "./ring";

/** How much room there has to be between them. */
export interface Room {
    /** How far every one of them reaches, in pixels. */
    readonly reach: number;
    /** What stands where it stands, and reaches a little further. */
    readonly standing: readonly Point[];
}

/** Rounds after which those that still meet are left so; few are needed, for dancers are nearly apart already. */
const ROUNDS = 240;
/** Pixels that two who met are pushed further apart than they have to be. */
const SLACK = 0.3;
/** A home reaches so much further than a delegate. */
const HOME = 1.4;

/**
 * The same points, moved as little as it takes for no two to meet. Only those that are all there count: who comes or goes walks
 * between the others.
 */
export function apart(points: readonly Point[], there: readonly number[], { reach, standing }: Room): Point[] {
    const moved = points.map(({ x, y }) => ({ x, y }));
    const present = moved.filter((_, member) => there[member] === 1);
    for (let round = 0; round < ROUNDS; round += 1) {
        let met = false;
        for (const [place, one] of present.entries()) {
            for (let other = place + 1; other < present.length; other += 1) met = push(one, present[other], 2 * reach, 0.5, place) || met;
            for (const home of standing) met = push(one, { ...home }, (1 + HOME) * reach, 1, place) || met;
        }
        if (!met) break;
    }
    return moved;
}

/** Pushes two that are nearer than they may be; the first goes so much of the way, the other the rest. */
function push(one: { x: number; y: number }, other: { x: number; y: number } | undefined, far: number, share: number, place: number): boolean {
    if (other === undefined) return false;
    let [dx, dy] = [other.x - one.x, other.y - one.y];
    let distance = Math.hypot(dx, dy);
    if (distance >= far) return false;
    if (distance < 1e-6) [dx, dy, distance] = [Math.cos(place), Math.sin(place), 1];
    const lacking = (far - distance + SLACK) / distance;
    one.x -= dx * lacking * share;
    one.y -= dy * lacking * share;
    other.x += dx * lacking * (1 - share);
    other.y += dy * lacking * (1 - share);
    return true;
}
