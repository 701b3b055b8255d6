import { curveCatmullRomClosed, line } from "d3-shape";
import { fading, type Ground, type Moment } from "./moment";
import type { Point } from "./ring";
import type { Scene } from "./scene";
import { between, COLOUR, Pool, Shape, star } from "./shapes";

/** How far the table reaches, the ring of homes being 1, and how far its parts move off when camps form, and when it breaks. */
const RIM = 0.68;
const GAP = { camps: 0.035, broken: 0.11 };
/** Corners of a table, all the way round. */
const CORNERS = 96;

/** A part of the table: from one turn to another, clockwise. */
interface Part {
    readonly from: number;
    readonly to: number;
}

const WHOLE: readonly Part[] = [{ from: 0, to: 1 }];

/** The table: warm where trust is, in parts where there are camps, shaken by shocks; the last month lets one see how it ends. */
export function tableLayer(ground: Ground, parent: Shape): (moment: Moment) => void {
    const { scene, plan } = ground;
    const rays = new Shape("path", parent, { d: raysOf(ground), fill: COLOUR.glow, class: "table-rays", opacity: 0 });
    const parts = new Pool(() => {
        const all = new Shape("g", parent, { class: "table-part" });
        const outline = { stroke: COLOUR.rim, "stroke-width": 1.5, "stroke-linejoin": "round" };
        return { all, ground: new Shape("path", all, { fill: COLOUR.table, ...outline }), warmth: new Shape("path", all, { fill: COLOUR.glow }) };
    });
    const shaken = new Shape("path", parent, { fill: "none", stroke: COLOUR.shock, "stroke-width": 2.5, d: wave(ground, 0.71) });
    const waves = new Shape("path", parent, { fill: "none", stroke: COLOUR.ink, "stroke-width": 1, d: wave(ground, 0.732) });
    const pieces = monthlyParts(scene);
    return (moment) => {
        const isLast = moment.month === scene.world.months && moment.share === 0;
        const { outcome } = scene.world;
        parent.put({ "data-ending": isLast ? outcome : "" });
        rays.put({ opacity: isLast && (outcome === "thriving" || outcome === "completed") ? 1 : 0 });
        const [now, then] = [pieces(moment.month), pieces(moment.next)];
        const open = between(Number(now.length > 1), Number(then.length > 1), moment.share);
        const gap = isLast && BREAKS.has(outcome) ? GAP.broken : GAP.camps * open;
        const warmth = warmthOf(scene, moment);
        parts.begin();
        for (const part of now.length > 1 ? now : open > 0 ? then : gap > 0 ? thirds : WHOLE) {
            const drawn = parts.next();
            const d = outlineOf(ground, part);
            drawn.all.shift(offset(plan.ring, part, gap));
            drawn.ground.put({ d });
            drawn.warmth.put({ d, "fill-opacity": warmth });
        }
        parts.end();
        const place = scene.news(moment.month).findIndex(({ kind }) => kind === "shock");
        for (const shape of [shaken, waves]) {
            shape.show(place >= 0);
            shape.put({ opacity: fading(moment), "data-mark": `event:${moment.month}:${place}` });
        }
    };
}

/** Endings in which the table comes apart. */
const BREAKS = new Set(["fragmented", "collapsed"]);
const thirds: readonly Part[] = [0, 1, 2].map((third) => ({ from: third / 3 + 0.05, to: (third + 1) / 3 + 0.05 }));

/** How warm the table is, 0…1: the mean trust, from a little above nought on. */
function warmthOf({ world }: Scene, { month, next, share }: Moment): number {
    const trust = world.timeline["trust"] ?? [];
    return Math.min(1, Math.max(0, between(trust[month - 1] ?? 0, trust[next - 1] ?? 0, share) * 1.5));
}

/** The parts of a month, which are the same again for the same camps. */
function monthlyParts(scene: Scene): (month: number) => readonly Part[] {
    const known = new Map<number, readonly Part[]>();
    return (month) => {
        const parts = known.get(month) ?? partsOf(scene, month);
        known.set(month, parts);
        return parts;
    };
}

/** Neighbours of one camp share a part; the whole table where there are no camps. */
function partsOf(scene: Scene, month: number): readonly Part[] {
    const camps = scene.camps(month);
    const campOf = new Map(camps.flatMap((members, camp) => members.map((member) => [member, camp] as const)));
    const seated = [...campOf.keys()].sort((one, other) => (scene.turns[one] ?? 0) - (scene.turns[other] ?? 0));
    const cracks = seated.flatMap((member, place) => {
        const next = seated[(place + 1) % seated.length] ?? member;
        if (campOf.get(member) === campOf.get(next)) return [];
        const [here, there] = [scene.turns[member] ?? 0, scene.turns[next] ?? 0];
        return [(here + (there > here ? there : there + 1)) / 2];
    });
    if (cracks.length < 2) return WHOLE;
    return cracks.map((from, place) => ({ from, to: place + 1 < cracks.length ? (cracks[place + 1] ?? 1) : (cracks[0] ?? 0) + 1 }));
}

function outlineOf({ plan }: Ground, { from, to }: Part): string {
    const corners = Math.max(3, Math.round(CORNERS * (to - from)));
    const rim = Array.from({ length: corners + 1 }, (_, corner) => at(plan.ring, from + ((to - from) * corner) / corners, RIM));
    const points = to - from >= 1 ? rim : [plan.ring.centre, ...rim];
    return `M${points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`;
}

function at(ring: Ground["plan"]["ring"], turn: number, far: number): Point {
    return ring.within(far * Math.sin(turn * 2 * Math.PI), -far * Math.cos(turn * 2 * Math.PI));
}

/** How far a part of the table moves off from its middle, in pixels. */
function offset(ring: Ground["plan"]["ring"], { from, to }: Part, gap: number): Point {
    if (to - from >= 1) return { x: 0, y: 0 };
    const { x, y } = at(ring, (from + to) / 2, gap);
    return { x: x - ring.centre.x, y: y - ring.centre.y };
}

function wave({ plan }: Ground, far: number): string {
    const points = Array.from({ length: CORNERS }, (_, place): [number, number] => {
        const { x, y } = at(plan.ring, place / CORNERS, far + (place % 2 === 0 ? 0.014 : -0.014));
        return [x, y];
    });
    return line().curve(curveCatmullRomClosed)(points) ?? "";
}

/** Light round the table of those who thrive. */
function raysOf({ plan }: Ground): string {
    const { centre } = plan.ring;
    const [right, foot] = [at(plan.ring, 0.25, 0.95), at(plan.ring, 0.5, 0.95)];
    const [wide, high] = [right.x - centre.x, foot.y - centre.y];
    return star(24, 1, 0.78).replace(/(-?[\d.]+),(-?[\d.]+)/g, (_, x: string, y: string) => `${(centre.x + Number(x) * wide).toFixed(1)},${(centre.y + Number(y) * high).toFixed(1)}`);
}
