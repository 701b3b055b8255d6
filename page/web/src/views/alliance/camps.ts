import { polygonHull } from "d3-polygon";
import { curveCatmullRomClosed, line } from "d3-shape";
import type { Ground, Moment } from "./moment";
import { COLOUR, Pool, Shape } from "./shapes";

const DASHES = ["none", "8 4", "2 4", "10 3 2 3", "5 5"];
/** Corners round every delegate that a hull goes about. */
const CORNERS = 10;

/** Hulls round camps, where there is more than one; their dashes differ as well as their colours. */
export function campsLayer({ scene, plan }: Ground, parent: Shape): (moment: Moment) => void {
    const pool = new Pool(() => ({ all: new Shape("path", parent, { "fill-opacity": 0.22, "stroke-width": 2, "stroke-opacity": 0.9 }) }));
    const draw = line<[number, number]>().curve(curveCatmullRomClosed.alpha(0.5));
    const far = plan.names === null ? 9 : 20 * plan.scale;
    return (moment) => {
        pool.begin();
        for (const [camp, members] of scene.camps(moment.month).entries()) {
            if (members.length < 2) continue;
            const points = members.flatMap((member) => around(moment.delegates[member] ?? { x: 0, y: 0 }, far));
            const colour = COLOUR.camps[camp % COLOUR.camps.length] ?? COLOUR.neutral;
            pool.next().all.put({
                d: draw(polygonHull(points) ?? points) ?? "",
                fill: colour,
                stroke: colour,
                "stroke-dasharray": DASHES[camp % DASHES.length] ?? "none",
                "data-mark": `camp:${moment.month}:${camp}`,
            });
        }
        pool.end();
    };
}

function around({ x, y }: { x: number; y: number }, far: number): [number, number][] {
    return Array.from({ length: CORNERS }, (_, corner) => {
        const angle = (corner / CORNERS) * 2 * Math.PI;
        return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
    });
}
