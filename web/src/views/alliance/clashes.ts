import { line, curveCatmullRomClosed } from "d3-shape";
import { fading, type Ground, type Moment, stepsBack } from "./moment";
import { COLOUR, moved, Pool, Shape, star } from "./shapes";

/** The table, and what shakes it. */
export function tableLayer({ scene, plan }: Ground, parent: Shape): (moment: Moment) => void {
    const rim = (far: number, wave: number) =>
        smooth(Array.from({ length: 96 }, (_, place) => {
            const angle = (place / 96) * 2 * Math.PI;
            const radius = far + (place % 2 === 0 ? wave : -wave);
            const { x, y } = plan.ring.within(radius * Math.sin(angle), radius * Math.cos(angle));
            return [x, y] as const;
        }));
    new Shape("path", parent, { d: rim(0.66, 0), fill: COLOUR.table, stroke: COLOUR.rim, "stroke-width": 1.5 });
    const shaken = new Shape("path", parent, { fill: "none", stroke: COLOUR.shock, "stroke-width": 3, d: rim(0.7, 0.025) });
    const waves = new Shape("path", parent, { fill: "none", stroke: COLOUR.ink, "stroke-width": 1, d: rim(0.73, 0.025) });
    return (moment) => {
        const place = scene.news(moment.month).findIndex(({ kind }) => kind === "shock");
        for (const shape of [shaken, waves]) {
            shape.show(place >= 0);
            shape.put({ opacity: fading(moment), "data-mark": `event:${moment.month}:${place}` });
        }
    };
}

const smooth = (points: readonly (readonly [number, number])[]) => line<readonly [number, number]>().curve(curveCatmullRomClosed)(points) ?? "";

const BURST = star(8, 12, 6);

/** Sparks on ties where two clash. */
export function clashesLayer({ scene, plan }: Ground, parent: Shape): (moment: Moment) => void {
    const pool = new Pool(() => {
        const spark = new Shape("g", parent);
        new Shape("path", spark, { d: BURST, stroke: COLOUR.white, "stroke-width": 1.5 });
        new Shape("path", spark, { fill: "none", stroke: COLOUR.white, "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" });
        return spark;
    });
    return (moment) => {
        pool.begin();
        for (const [place, event] of scene.news(moment.month).entries()) {
            if (event.kind !== "incident") continue;
            const [a, b] = [scene.world.members.indexOf(event.member), scene.world.members.indexOf(event.partner)];
            const [from, to] = [moment.delegates[a], moment.delegates[b]];
            if (from === undefined || to === undefined) continue;
            const spark = pool.next();
            const mended = (event.size ?? -1) > 0;
            const [burst, sign] = [...spark.element.children];
            burst?.setAttribute("fill", mended ? COLOUR.mended : COLOUR.distrust);
            sign?.setAttribute("d", mended ? "M-3,0.5L-0.8,3L3.2,-2.5" : "M0,-4V0.8M0,4V4.1");
            const size = (plan.names === null ? 0.6 : plan.scale) * (1 + 0.35 * Math.sin(Math.min(moment.share * 4, 1) * Math.PI));
            spark.put({ transform: moved((from.x + to.x) / 2, (from.y + to.y) / 2, size), opacity: fading(moment) * (stepsBack(moment, a, b) ? 0.15 : 1), "data-mark": `event:${moment.month}:${place}` });
        }
        pool.end();
    };
}
