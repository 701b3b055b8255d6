import type { EventRow } from "../../engine/types";
import { fading, type Ground, type Moment, stepsBack } from "./moment";
import type { Point } from "./ring";
import { COLOUR, moved, type Part, Pool, Shape, star } from "./shapes";

const BURST = star(8, 12, 6);

interface Spark extends Part {
    readonly burst: Shape;
    readonly sign: Shape;
}

/** More sparks than these in one month are not drawn. */
const MOST_SPARKS = 30;

/** Sparks on ties where two clash. */
export function clashesLayer(ground: Ground, parent: Shape): (moment: Moment) => void {
    const pool = new Pool(() => makeSpark(parent));
    return (moment) => {
        pool.begin();
        const clashes = [...ground.scene.news(moment.month).entries()].filter(([, { kind }]) => kind === "incident");
        for (const [place, event] of clashes.slice(0, MOST_SPARKS)) paintSpark(ground, pool, moment, event, place);
        pool.end();
    };
}

function makeSpark(parent: Shape): Spark {
    const all = new Shape("g", parent);
    const burst = new Shape("path", all, { d: BURST, stroke: COLOUR.white, "stroke-width": 1.5 });
    const sign = new Shape("path", all, { fill: "none", stroke: COLOUR.white, "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" });
    return { all, burst, sign };
}

function paintSpark({ scene, plan }: Ground, pool: Pool<Spark>, moment: Moment, event: EventRow, place: number): void {
    const [a, b] = [scene.world.members.indexOf(event.member), scene.world.members.indexOf(event.partner)];
    const [from, to] = [moment.delegates[a], moment.delegates[b]];
    if (from === undefined || to === undefined) return;
    const scale = plan.names === null ? 0.45 : plan.scale;
    const spot = freeSpot(from, to, moment.delegates, 24 * scale);
    const { all, burst, sign } = pool.next();
    const mended = (event.size ?? -1) > 0;
    burst.put({ fill: mended ? COLOUR.mended : COLOUR.distrust });
    sign.put({ d: mended ? "M-3,0.5L-0.8,3L3.2,-2.5" : "M0,-4V0.8M0,4V4.1" });
    const size = scale * (1 + 0.35 * Math.sin(Math.min(moment.share * 4, 1) * Math.PI));
    all.put({
        transform: moved(spot.x, spot.y, size),
        opacity: fading(moment) * (stepsBack(moment, a, b) ? 0.15 : 1),
        "data-mark": `event:${moment.month}:${place}`,
    });
}

/** Places along a tie, the middle first. */
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];

/** Where on a tie there is room: as near to its middle as no delegate sits. */
function freeSpot(from: Point, to: Point, delegates: readonly Point[], room: number): Point {
    const spots = ALONG.map((share) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }));
    const free = spots.find((spot) => delegates.every(({ x, y }) => Math.hypot(x - spot.x, y - spot.y) > room));
    return free ?? spots[0] ?? from;
}
