import { type Ground, type Moment, stepsBack } from "./moment";
import { FONT } from "./names";
import { COLOUR, moved, Shape } from "./shapes";

/** Delegates at the table; each is a button that opens the member's story. */
export function delegatesLayer(ground: Ground, parent: Shape): { paint(moment: Moment): void; readonly buttons: readonly (SVGElement | null)[] } {
    const delegates = ground.scene.turns.map((turn, member) => (Number.isNaN(turn) ? null : makeDelegate(ground, parent, member)));
    const size = ground.plan.names === null ? 0.4 : ground.plan.scale;
    return {
        buttons: delegates.map((delegate) => delegate?.element ?? null),
        paint(moment) {
            delegates.forEach((delegate, member) => {
                const { x, y } = moment.delegates[member] ?? { x: 0, y: 0 };
                const there = moment.there[member] ?? 0;
                delegate?.put({ transform: moved(x, y, size), opacity: there * (stepsBack(moment, member) ? 0.35 : 1) });
            });
        },
    };
}

function makeDelegate({ plan, initials }: Ground, parent: Shape, member: number): Shape {
    const delegate = new Shape("g", parent, { "data-mark": `member:${member}`, class: "delegate", role: "button", tabindex: -1, cursor: "pointer" });
    new Shape("circle", delegate, { r: 17, fill: "none", stroke: COLOUR.shock, "stroke-width": 3, class: "focus-ring", opacity: 0 });
    new Shape("circle", delegate, { r: 12.5, fill: COLOUR.delegate, stroke: COLOUR.white, "stroke-width": 1.5 });
    if (plan.names !== null) {
        const text = { y: 3.8, "text-anchor": "middle", "font-size": 10.5, "font-weight": 600, "font-family": FONT, fill: COLOUR.white };
        new Shape("text", delegate, text).say(initials[member] ?? "");
    }
    return delegate;
}
