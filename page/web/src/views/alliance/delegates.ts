import { DOT, type Ground, type Moment, stepsBack } from "./moment";
import { between, COLOUR, moved, Shape } from "./shapes";

interface Delegate {
    readonly all: Shape;
    readonly mouth: Shape | null;
}

/** Delegates at the table, with a face that says how they stand with the others; each is a button that opens the member's story. */
export function delegatesLayer(ground: Ground, parent: Shape): { paint(moment: Moment): void; readonly buttons: readonly (SVGElement | null)[] } {
    const { scene, plan } = ground;
    const delegates = scene.turns.map((turn, member) => (Number.isNaN(turn) ? null : makeDelegate(ground, parent, member)));
    const size = plan.names === null ? DOT : plan.scale;
    return {
        buttons: delegates.map((delegate) => delegate?.all.element ?? null),
        paint(moment) {
            const [now, next] = [scene.moods(moment.month), scene.moods(moment.next)];
            delegates.forEach((delegate, member) => {
                const { x, y } = moment.delegates[member] ?? { x: 0, y: 0 };
                const there = moment.there[member] ?? 0;
                delegate?.all.put({ transform: moved(x, y, size), opacity: there * (stepsBack(moment, member) ? 0.35 : 1) });
                delegate?.mouth?.put({ d: mouthOf(between(now[member] ?? 0, next[member] ?? 0, moment.share)) });
            });
        },
    };
}

function makeDelegate({ plan, you }: Ground, parent: Shape, member: number): Delegate {
    const all = new Shape("g", parent, { "data-mark": `member:${member}`, class: "delegate", role: "button", tabindex: -1, cursor: "pointer" });
    new Shape("circle", all, { r: 17, fill: "none", stroke: COLOUR.shock, "stroke-width": 3, class: "focus-ring", opacity: 0 });
    if (member === you) new Shape("circle", all, { r: 15, fill: "none", stroke: COLOUR.you, "stroke-width": 2 });
    new Shape("circle", all, { r: 12.5, fill: member === you ? COLOUR.you : COLOUR.delegate, stroke: COLOUR.white, "stroke-width": 1.5 });
    if (plan.names === null) return { all, mouth: null };
    for (const side of [-1, 1]) new Shape("circle", all, { cx: side * 4.2, cy: -3, r: 1.7, fill: COLOUR.face });
    return { all, mouth: new Shape("path", all, { fill: "none", stroke: COLOUR.face, "stroke-width": 1.8, "stroke-linecap": "round" }) };
}

/** From a mouth turned down to a smile. */
function mouthOf(mood: number): string {
    const bend = Math.max(-1, Math.min(1, mood * 2.2)) * 5;
    return `M-5,${(4.2 - bend / 3).toFixed(1)}Q0,${(4.2 + bend).toFixed(1)} 5,${(4.2 - bend / 3).toFixed(1)}`;
}
