/** Moves sorted places apart so that no two are nearer than a step, all between two edges; nothing where they do not fit. */
export function spread(places: readonly number[], step: number, top: number, bottom: number): readonly number[] | null {
    if ((places.length - 1) * step > bottom - top) return null;
    const down: number[] = [];
    for (const place of places) down.push(Math.max(place, top, (down.at(-1) ?? -Infinity) + step));
    const up: number[] = [];
    for (const place of down.reverse()) up.push(Math.min(place, bottom, (up.at(-1) ?? Infinity) - step));
    return up.reverse();
}
