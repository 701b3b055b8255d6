import type { WorldAnswer } from "../../engine/types";
import { campsLayer } from "./camps";
import { clashesLayer } from "./clashes";
import { delegatesLayer } from "./delegates";
import { homesLayer } from "./homes";
import { type Ground, type Moment, momentAt } from "./moment";
import { FONT, LETTERS, planOf } from "./names";
import { type Scene, sceneOf } from "./scene";
import { COLOUR, inLight, Shape } from "./shapes";
import { tableLayer } from "./table";
import { talkLayer } from "./talk";
import { tiesLayer } from "./ties";
import type { Word } from "./words";

/** A picture that can be painted again and again, for another moment. */
export interface Picture {
    readonly svg: SVGElement;
    readonly scene: Scene;
    /** Whether there is room for the names of the members. */
    readonly isNamed: boolean;
    /** The delegates, which can have the focus; `null` for those who never join. */
    readonly buttons: readonly (SVGElement | null)[];
    paint(position: number, looks: Pick<Moment, "focus" | "tie">): void;
    /** The pair whose tie runs near a place of the picture. */
    tieNear(x: number, y: number): number | null;
    /** Where a member's home is. */
    homeOf(member: number): { readonly x: number; readonly y: number } | undefined;
}

let pictures = 0;

/** What a picture looks like, where that is said. */
export interface PictureLooks {
    /** Kinds of words that nobody speaks. */
    readonly silent?: readonly Word["kind"][];
    /** The member that the reader plays. */
    readonly you?: number | undefined;
    /** The least size of its letters, in pixels. */
    readonly letters?: number;
}

export function makePicture(scene: Scene, width: number, height: number, looks: PictureLooks = {}): Picture {
    const ground = groundOf(scene, width, height, looks);
    const svg = new Shape("svg", null, { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height });
    makeHatch(svg, ground.id);
    const table = tableLayer(ground, new Shape("g", svg, { "data-mark": "table", class: "table" }));
    const camps = campsLayer(ground, new Shape("g", svg));
    const [lines, trails] = [new Shape("g", svg), new Shape("g", svg)];
    const ties = tiesLayer(ground, svg);
    const homes = homesLayer(ground, lines, new Shape("g", svg));
    const delegates = delegatesLayer(ground, new Shape("g", svg));
    const layers = [table, camps, ties.paint, homes, delegates.paint, talkLayer(ground, trails, new Shape("g", svg)), clashesLayer(ground, new Shape("g", svg))];
    return {
        svg: svg.element,
        scene,
        isNamed: ground.plan.names !== null,
        buttons: delegates.buttons,
        paint(position, looks) {
            const moment = momentAt(ground, position, looks);
            for (const layer of layers) layer(moment);
        },
        tieNear: ties.near,
        homeOf: (member) => ground.homes[member],
    };
}

/** What the parts of a picture of this size are made from. */
export function groundOf(scene: Scene, width: number, height: number, { silent = [], you, letters = LETTERS }: PictureLooks = {}): Ground {
    const plan = planOf(scene.world.members, scene.turns, width, height, letters);
    const homes = scene.turns.map((turn) => plan.ring.at(Number.isNaN(turn) ? 0 : turn));
    pictures += 1;
    return { scene, plan, homes, id: `alliance-${pictures}`, silent, you };
}

function makeHatch(svg: Shape, id: string): void {
    const pattern = new Shape("pattern", new Shape("defs", svg), { id: `${id}-hatch`, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
    new Shape("line", pattern, { x1: 0, y1: 0, x2: 0, y2: 4, stroke: COLOUR.distrust, "stroke-width": 2 });
}

/** What else an SVG file of the alliance depends on. */
export interface TakenPicture {
    readonly world: WorldAnswer;
    readonly position: number;
    /** A line of words below the picture. */
    readonly caption: string;
    /** The world whose seats are taken. */
    readonly like?: WorldAnswer | undefined;
    readonly silent?: readonly Word["kind"][];
}

/** Its size, without the caption. */
const TAKEN = { width: 900, height: 640 };

/** The alliance at a moment as an SVG file of its own. */
export function pictureText({ world, position, caption, like, silent }: TakenPicture): string {
    const { width, height } = TAKEN;
    const picture = makePicture(sceneOf(world, like), width, height, silent === undefined ? {} : { silent });
    picture.paint(position, { focus: null, tie: null });
    const svg = picture.svg;
    for (const shape of svg.querySelectorAll(".focus-ring, [display=none]")) shape.remove();
    for (const shape of svg.querySelectorAll("*")) {
        for (const name of ["class", "data-mark", "role", "tabindex", "cursor", "aria-label", "data-ending"]) shape.removeAttribute(name);
    }
    svg.setAttribute("viewBox", `0 0 ${width} ${height + 30}`);
    svg.setAttribute("height", String(height + 30));
    const paper = new Shape("rect", null, { width, height: height + 30, fill: COLOUR.white });
    svg.prepend(paper.element);
    new Shape("text", svg, { x: width / 2, y: height + 18, "text-anchor": "middle", "font-size": 14, "font-family": FONT, fill: COLOUR.quiet }).say(caption);
    return inLight(new XMLSerializer().serializeToString(svg));
}
