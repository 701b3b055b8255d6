import { apart } from "./apart";
import type { Plan } from "./names";
import type { Point } from "./ring";
import type { Scene } from "./scene";
import { between } from "./shapes";
import type { Word } from "./words";

/** The picture's time, between two months. */
export interface Moment {
    /** The month that has been lived, from 1, and the one on its way; the same in the last one. */
    readonly month: number;
    readonly next: number;
    /** How much of the way to the next month is done, 0…1; 0 where the picture rests. */
    readonly share: number;
    /** Whether nothing moves: paused, or the reader wants it so. */
    readonly resting: boolean;
    /** Where every delegate is, in pixels. */
    readonly delegates: readonly Point[];
    /** How much a member is there, 0…1. */
    readonly there: readonly number[];
    /** The member that everything else steps back for. */
    readonly focus: number | null;
    /** The members of the tie that is looked at. */
    readonly tie: readonly [number, number] | null;
}

/** What every part of the picture is made from. */
export interface Ground {
    readonly scene: Scene;
    readonly plan: Plan;
    /** Where every home is. */
    readonly homes: readonly Point[];
    /** Makes names of patterns unlike those of other pictures on the page. */
    readonly id: string;
    /** Kinds of words that nobody speaks. */
    readonly silent: readonly Word["kind"][];
    /** The member that the reader plays. */
    readonly you: number | undefined;
}

export function momentAt(ground: Ground, position: number, looks: Pick<Moment, "focus" | "tie">): Moment {
    const { scene, plan, homes } = ground;
    const at = Math.min(Math.max(position, 1), scene.world.months);
    const month = Math.floor(at);
    const next = Math.min(month + 1, scene.world.months);
    const share = at - month;
    const there = scene.turns.map((turn, member) => (Number.isNaN(turn) ? 0 : between(Number(scene.present(member, month)), Number(scene.present(member, next)), share)));
    const seats = scene.turns.map((_, member) => {
        const [from, to] = [placeOf(scene, member, month), placeOf(scene, member, next)];
        const seat = plan.ring.within(between(from.x, to.x, share), between(from.y, to.y, share));
        const home = homes[member] ?? seat;
        const presence = there[member] ?? 0;
        return { x: between(home.x, seat.x, presence), y: between(home.y, seat.y, presence) };
    });
    const delegates = apart(seats, there, { reach: reachOf(ground), standing: homes });
    return { month, next, share, resting: share === 0, delegates, there, ...looks };
}

/** How far from its middle a delegate reaches, in pixels. */
export function reachOf({ plan, you }: Pick<Ground, "plan" | "you">): number {
    return plan.names === null ? 12.5 * DOT : (you === undefined ? 13.5 : 15.5) * plan.scale;
}

/** How large a delegate is where there are too many for names. */
export const DOT = 0.4;

function placeOf(scene: Scene, member: number, month: number): Point {
    const place = ((month - 1) * scene.turns.length + member) * 2;
    return { x: scene.places[place] ?? 0, y: scene.places[place + 1] ?? 0 };
}

/** How strongly what happened in the month still shows: it fades while the next one comes. */
export function fading({ share }: Moment): number {
    return Math.max(0, 1 - share * 1.4);
}

/** Whether a member steps back for the one that is looked at. */
export function stepsBack({ focus, tie }: Moment, ...members: readonly number[]): boolean {
    if (tie !== null) return members.length === 1 ? !tie.includes(members[0] ?? -1) : !members.every((member) => tie.includes(member));
    return focus !== null && !members.includes(focus);
}
