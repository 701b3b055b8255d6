import { type Ground, type Moment, stepsBack } from "./moment";
import type { Point } from "./ring";
import { between, COLOUR, Shape } from "./shapes";

/** A tie as it is drawn. */
interface Drawn {
    readonly pair: number;
    readonly trust: number;
    readonly from: Point;
    readonly to: Point;
    /** How much it is there, 0…1. */
    readonly there: number;
    readonly back: boolean;
}

export interface TiesLayer {
    paint(moment: Moment): void;
    /** The pair whose tie runs near a place of the picture. */
    near(x: number, y: number): number | null;
}

/** More members than this, and ties of like strength are drawn as one path, which is ten times as fast. */
const SINGLE = 24;
/** How near the pointer has to be, in pixels. */
const NEAR = 7;

/** Lines between delegates: colour and dashes say which way trust goes, width how far. */
export function tiesLayer({ scene }: Ground, parent: Shape): TiesLayer {
    const group = new Shape("g", parent, { fill: "none", "stroke-linecap": "round", "pointer-events": "none" });
    const paths = new Map<string, Shape>();
    let drawn: readonly Drawn[] = [];
    return {
        paint(moment) {
            drawn = scene.strongest(moment.month).flatMap((pair) => drawnAt(scene, pair, moment));
            const members = scene.turns.length;
            const lines = new Map<string, { tie: Drawn; d: string }>();
            for (const tie of drawn) {
                const key = members > SINGLE ? bundleOf(tie) : String(tie.pair);
                const d = `M${tie.from.x.toFixed(1)},${tie.from.y.toFixed(1)}L${tie.to.x.toFixed(1)},${tie.to.y.toFixed(1)}`;
                const line = lines.get(key);
                if (line === undefined) lines.set(key, { tie, d });
                else line.d += d;
            }
            for (const [key, path] of paths) path.show(lines.has(key));
            for (const [key, { tie, d }] of lines) {
                const path = paths.get(key) ?? new Shape("path", group);
                paths.set(key, path);
                path.put({ d, display: "inline", ...lookOf(tie, members) });
            }
        },
        near(x, y) {
            const far = drawn.map(({ pair, from, to }) => ({ pair, distance: distanceTo(x, y, from, to) }));
            const nearest = far.reduce((best, one) => (one.distance < best.distance ? one : best), { pair: -1, distance: NEAR });
            return nearest.pair < 0 ? null : nearest.pair;
        },
    };
}

function drawnAt(scene: Ground["scene"], pair: number, moment: Moment): readonly Drawn[] {
    const { a, b } = scene.relations.pairs[pair] ?? { a: 0, b: 0 };
    const trust = between(scene.relations.mutual(pair, moment.month), scene.relations.mutual(pair, moment.next), moment.share);
    const there = Math.min(moment.there[a] ?? 0, moment.there[b] ?? 0);
    const [from, to] = [moment.delegates[a], moment.delegates[b]];
    if (Number.isNaN(trust) || there === 0 || from === undefined || to === undefined) return [];
    return [{ pair, trust, from, to, there, back: stepsBack(moment, a, b) }];
}

function bundleOf({ trust, there, back }: Drawn): string {
    return `${trust < 0} ${Math.round(Math.abs(trust) * 4)} ${back} ${there < 1}`;
}

function lookOf({ trust, there, back }: Drawn, members: number) {
    const many = members > SINGLE;
    const strength = many ? Math.round(Math.abs(trust) * 4) / 4 : Math.min(Math.abs(trust), 1);
    return {
        stroke: Math.abs(trust) < 0.03 ? COLOUR.neutral : trust > 0 ? COLOUR.trust : COLOUR.distrust,
        "stroke-width": many ? 0.4 + 1.6 * strength : 0.7 + 7 * strength * Math.min(1, 7 / members),
        "stroke-opacity": there * (back ? 0.06 : many ? 0.1 + 0.45 * strength : Math.min(0.9, 0.22 + 0.9 * strength)),
        "stroke-dasharray": trust < -0.03 ? (many ? "3 3" : "7 6") : "none",
    };
}

function distanceTo(x: number, y: number, from: Point, to: Point): number {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const share = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / Math.max(dx * dx + dy * dy, 1e-9)));
    return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}
