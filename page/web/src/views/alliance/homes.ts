import { fading, type Ground, type Moment, stepsBack } from "./moment";
import { FONT } from "./names";
import { between, COLOUR, moved, type Part, Pool, Shape } from "./shapes";

const WALLS = "M-12,-1L0,-12L12,-1V12H-12Z";
const BUBBLE = "M-7,-7H7A3,3 0 0 1 10,-4V3A3,3 0 0 1 7,6H0L-6,11V6H-7A3,3 0 0 1 -10,3V-4A3,3 0 0 1 -7,-7Z";

/** What is in it: a call, or nothing that was said. */
const CALLED = "M0,-4V0.6M0,3.4V3.5";
const CROSSED = "M-3,-3.4L3,2.6M3,-3.4L-3,2.6";

interface Home {
    readonly all: Shape;
    readonly line: Shape;
    readonly ring: Shape;
    readonly fill: Shape;
    readonly hatch: Shape | null;
    readonly walls: Shape;
    readonly name: Shape;
}

/**
 * Homes with what is thought in them: they fill with hostility, and a ring round them grows. Both go by the square root, so
 * that one sees it begin.
 */
export function homesLayer(ground: Ground, lines: Shape, parent: Shape): (moment: Moment) => void {
    const homes = ground.scene.turns.map((turn, member) => (Number.isNaN(turn) ? null : makeHome(ground, lines, parent, member)));
    const warnings = new Pool(() => makeBubble(parent));
    return (moment) => {
        homes.forEach((home, member) => home !== null && paintHome(ground, home, member, moment));
        warnings.begin();
        paintWarnings(ground, warnings, moment);
        warnings.end();
    };
}

function makeHome({ plan, homes, scene, id, you }: Ground, lines: Shape, parent: Shape, member: number): Home {
    const { x, y } = homes[member] ?? { x: 0, y: 0 };
    const line = new Shape("line", lines, { x1: x, y1: y, stroke: COLOUR.line, "stroke-width": plan.names === null ? 0.7 : 1.5, "data-mark": `line:${member}` });
    const all = new Shape("g", parent, { "data-mark": `house:${member}` });
    const house = new Shape("g", all, { transform: moved(x, y, plan.scale) });
    const ring = new Shape("circle", house, { fill: "none", stroke: COLOUR.distrust });
    new Shape("path", house, { d: WALLS, fill: COLOUR.white });
    const fill = new Shape("path", house, { fill: COLOUR.distrust, "fill-opacity": 0.55 });
    const hatch = plan.names === null ? null : new Shape("path", house, { fill: `url(#${id}-hatch)` });
    const walls = new Shape("path", house, { d: WALLS, fill: "none", stroke: COLOUR.quiet, "stroke-width": 1.6, "stroke-linejoin": "round" });
    const halo = { "paint-order": "stroke", stroke: COLOUR.white, "stroke-width": 3, "stroke-linejoin": "round" };
    const name = new Shape("g", all, { "font-family": FONT, "font-size": plan.fontSize, "text-anchor": "middle", ...(member === you ? { fill: COLOUR.you, "font-weight": 700 } : { fill: COLOUR.ink }) });
    for (const { words, x: left, y: base } of plan.names?.[member]?.lines ?? []) new Shape("text", name, { x: left, y: base, ...halo }).say(words);
    if (plan.names === null) all.put({ "data-name": scene.world.members[member] ?? "" });
    return { all, line, ring, fill, hatch, walls, name };
}

function paintHome({ scene }: Ground, home: Home, member: number, moment: Moment): void {
    const history = scene.world.by_member[member]?.hostility;
    const hostility = between(history?.[moment.month - 1] ?? Number.NaN, history?.[moment.next - 1] ?? Number.NaN, moment.share);
    const known = Number.isNaN(hostility) ? 0 : hostility;
    const there = moment.there[member] ?? 0;
    const delegate = moment.delegates[member] ?? { x: 0, y: 0 };
    const seen = Math.sqrt(known);
    home.all.put({ opacity: (stepsBack(moment, member) ? 0.4 : 1) * (0.45 + 0.55 * there) });
    home.line.put({ x2: delegate.x, y2: delegate.y, "stroke-opacity": there * (stepsBack(moment, member) ? 0.3 : 1) });
    home.ring.put({ r: 16.5 + 7 * seen, "stroke-width": 0.5 + 4.5 * seen, "stroke-opacity": known < 0.01 ? 0 : 0.3 + 0.6 * seen });
    const d = filled(seen);
    home.fill.put({ d });
    home.hatch?.put({ d });
    home.walls.put({ "stroke-dasharray": there < 1 ? "3 3" : "none", stroke: there < 1 ? COLOUR.neutral : COLOUR.quiet });
}

/** The lower part of a house, up to a level. */
function filled(level: number): string {
    if (level < 0.005) return "";
    const top = 12 - 24 * Math.min(level, 1);
    if (top >= -1) return `M-12,12V${top.toFixed(1)}H12V12Z`;
    const half = ((top + 12) * 12) / 11;
    return `M-12,12V-1L${(-half).toFixed(1)},${top.toFixed(1)}H${half.toFixed(1)}L12,-1V12Z`;
}

interface Bubble extends Part {
    readonly shell: Shape;
    readonly sign: Shape;
}

function makeBubble(parent: Shape): Bubble {
    const all = new Shape("g", parent);
    const shell = new Shape("path", all, { d: BUBBLE, fill: COLOUR.white, stroke: COLOUR.ink, "stroke-width": 1.3 });
    const sign = new Shape("path", all, { fill: "none", stroke: COLOUR.ink, "stroke-width": 2.2, "stroke-linecap": "round" });
    return { all, shell, sign };
}

/** A bubble with an exclamation mark where somebody warned; dashed and empty-mouthed where nobody dared. */
function paintWarnings({ scene, homes, plan }: Ground, pool: Pool<Bubble>, moment: Moment): void {
    for (const [place, event] of scene.news(moment.month).entries()) {
        const spoken = event.kind === "warning_spoken";
        const member = scene.world.members.indexOf(event.member);
        const home = homes[member];
        if ((!spoken && event.kind !== "warning_swallowed") || home === undefined) continue;
        const bubble = pool.next();
        bubble.shell.put({ "stroke-dasharray": spoken ? "none" : "2.5 2" });
        bubble.sign.put({ d: spoken ? CALLED : CROSSED });
        bubble.all.put({
            transform: moved(home.x + 18 * plan.scale, home.y - 13 * plan.scale, plan.scale * 0.9),
            opacity: (plan.names === null ? 1 : 0.35 + 0.65 * fading(moment)) * (stepsBack(moment, member) ? 0.2 : 1),
            "data-mark": `event:${moment.month}:${place}`,
        });
    }
}
