import type { WorldAnswer } from "../../src/engine/types";
import { momentAt, reachOf } from "../../src/views/alliance/moment";
import { FONT } from "../../src/views/alliance/names";
import { groundOf } from "../../src/views/alliance/picture";
import { sceneOf } from "../../src/views/alliance/scene";

/** Something that takes room: a disc, or a box of letters. */
interface Taken {
    readonly what: string;
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
    /** Its middle and how far it reaches, where it is round. */
    readonly disc?: { readonly x: number; readonly y: number; readonly reach: number };
}

/** What overlaps in any month of a world, in a picture of a size: at most a few of them, in words. */
function overlaps(world: WorldAnswer, width: number, height: number): string[] {
    const ground = groundOf(sceneOf(world), width, height);
    const seated = ground.scene.turns.flatMap((turn, member) => (Number.isNaN(turn) ? [] : [member]));
    const homes = seated.map((member) => round(`the home of ${world.members[member]}`, ground.homes[member], 12 * ground.plan.scale));
    const names = seated.flatMap((member) => (ground.plan.names?.[member]?.lines ?? []).map((line) => letters(line, ground.plan.fontSize)));
    const found = meetings([...homes, ...names]).map((pair) => `always: ${pair}`);
    for (let month = 1; month <= world.months && found.length < 5; month += 1) {
        const moment = momentAt(ground, month, { focus: null, tie: null });
        const delegates = seated.filter((member) => moment.there[member] === 1).map((member) => round(String(world.members[member]), moment.delegates[member], reachOf(ground)));
        found.push(...meetings(delegates).map((pair) => `month ${month}: ${pair}`));
        for (const delegate of delegates) found.push(...[...homes, ...names].filter((other) => meet(delegate, other)).map(({ what }) => `month ${month}: ${delegate.what} and ${what}`));
    }
    return found.slice(0, 5);
}

function round(what: string, middle: { readonly x: number; readonly y: number } | undefined, reach: number): Taken {
    const { x, y } = middle ?? { x: 0, y: 0 };
    return { what, left: x - reach, right: x + reach, top: y - reach, bottom: y + reach, disc: { x, y, reach } };
}

function letters({ words, x, y }: { readonly words: string; readonly x: number; readonly y: number }, size: number): Taken {
    const pen = document.createElement("canvas").getContext("2d");
    if (pen === null) throw new Error("no canvas");
    pen.font = `${size}px ${FONT}`;
    const { width, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = pen.measureText(words);
    return { what: `the letters ‘${words}’`, left: x - width / 2, right: x + width / 2, top: y - up, bottom: y + down };
}

function meetings(all: readonly Taken[]): string[] {
    return all.flatMap((one, place) => all.slice(place + 1).filter((other) => meet(one, other)).map((other) => `${one.what} and ${other.what}`));
}

function meet(one: Taken, other: Taken): boolean {
    if (one.left >= other.right || other.left >= one.right || one.top >= other.bottom || other.top >= one.bottom) return false;
    if (one.disc === undefined) return true;
    const { x, y, reach } = one.disc;
    if (other.disc !== undefined) return Math.hypot(x - other.disc.x, y - other.disc.y) < reach + other.disc.reach - 0.02;
    const [nearX, nearY] = [Math.min(Math.max(x, other.left), other.right), Math.min(Math.max(y, other.top), other.bottom)];
    return Math.hypot(x - nearX, y - nearY) < reach;
}

Object.assign(window, { overlaps });
