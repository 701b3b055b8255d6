import { type Ground, type Moment, stepsBack } from "./moment";
import { between, COLOUR, Pool, Shape } from "./shapes";

/** Lines between delegates: colour and dashes say which way trust goes, width how far. */
export function tiesLayer({ scene }: Ground, parent: Shape): { paint(moment: Moment): void; near(x: number, y: number): number | null } {
    const group = new Shape("g", parent, { "stroke-linecap": "round" });
    const pool = new Pool(() => new Shape("line", group, { "pointer-events": "none" }));
    let drawn: { pair: number; from: { x: number; y: number }; to: { x: number; y: number } }[] = [];
    return {
        paint(moment) {
            drawn = [];
            pool.begin();
            for (const pair of scene.strongest(moment.month)) {
                const { a, b } = scene.relations.pairs[pair] ?? { a: 0, b: 0 };
                const trust = between(scene.relations.mutual(pair, moment.month), scene.relations.mutual(pair, moment.next), moment.share);
                const there = Math.min(moment.there[a] ?? 0, moment.there[b] ?? 0);
                const [from, to] = [moment.delegates[a], moment.delegates[b]];
                if (Number.isNaN(trust) || there === 0 || from === undefined || to === undefined) continue;
                pool.next().put({ x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...lookOf(trust, there, stepsBack(moment, a, b), scene.turns.length > 24) });
                drawn.push({ pair, from, to });
            }
            pool.end();
        },
        near(x, y) {
            const far = drawn.map(({ pair, from, to }) => ({ pair, distance: distanceTo(x, y, from, to) }));
            const nearest = far.reduce((best, one) => (one.distance < best.distance ? one : best), { pair: -1, distance: 7 });
            return nearest.pair < 0 ? null : nearest.pair;
        },
    };
}

function lookOf(trust: number, there: number, back: boolean, many: boolean) {
    const strength = Math.min(Math.abs(trust), 1);
    return {
        stroke: strength < 0.03 ? COLOUR.neutral : trust > 0 ? COLOUR.trust : COLOUR.distrust,
        "stroke-width": many ? 0.4 + 1.6 * strength : 0.8 + 6 * strength,
        "stroke-opacity": there * (back ? 0.06 : 0.25 + 0.65 * strength),
        "stroke-dasharray": trust < -0.03 ? (many ? "3 3" : "7 6") : "none",
    };
}

function distanceTo(x: number, y: number, from: { x: number; y: number }, to: { x: number; y: number }): number {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const share = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / Math.max(dx * dx + dy * dy, 1e-9)));
    return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}
