import type { WorldAnswer } from "../../engine/types";
import { text } from "../../state/language";
import { sceneOf } from "../alliance/scene";
import { hundredths, listed, nameOf, signed } from "../alliance/telling";

/** A moment of a run, with one sentence about it. */
export interface Moment {
    readonly month: number;
    readonly sentence: string;
}

/** Months over which a change of trust is looked at. */
const SPAN = 6;

/** The beginning, the turning point and the end of a run; fewer where it is too short for three. */
export function moments(world: WorldAnswer): readonly Moment[] {
    const beginning = { month: 1, sentence: text("takeaway.slide_beginning", { month: 1, ...figures(world, 1) }) };
    const end = { month: world.months, sentence: text("takeaway.slide_end", { month: world.months, outcome: text(`outcomes.${world.outcome}`), ...figures(world, world.months) }) };
    const between = [turn(world)].filter(({ month }) => month > 1 && month < world.months);
    return world.months === 1 ? [end] : [beginning, ...between, end];
}

/** Of an alliance that falls into camps the month in which it does; otherwise that after which trust had changed most. */
function turn(world: WorldAnswer): Moment {
    const split = world.outcome === "fragmented" ? world.events.find(({ kind }) => kind === "split") : undefined;
    if (split !== undefined) return { month: split.month, sentence: `${text("takeaway.slide_split", { month: split.month })} ${campWords(world, split.month)}`.trim() };
    const month = mostChanged(world.timeline["trust"] ?? []);
    const span = Math.min(SPAN, month - 1);
    return { month, sentence: text("takeaway.slide_turn", { month, span, from: trust(world, month - span), to: trust(world, month) }) };
}

/** The month before which trust went furthest; never the last one, which is shown anyway. */
function mostChanged(values: readonly number[]): number {
    const change = (month: number) => Math.abs((values[month - 1] ?? 0) - (values[month - 1 - SPAN] ?? values[0] ?? 0));
    let most = 1;
    for (let month = 2; month < values.length; month += 1) {
        if (change(month) > change(most)) most = month;
    }
    return most;
}

function campWords(world: WorldAnswer, month: number): string {
    const scene = sceneOf(world);
    const camps = scene.camps(month);
    if (camps.length === 0) return "";
    return text("alliance.summary_camps", { camps: camps.map((camp) => listed(camp.map((member) => nameOf(scene, member)))).join("; ") });
}

function figures(world: WorldAnswer, month: number): { readonly [gap: string]: string } {
    const { members, hostility } = world.timeline;
    return { members: String(members?.[month - 1] ?? 0), trust: trust(world, month), hostility: hundredths(hostility?.[month - 1]) };
}

function trust(world: WorldAnswer, month: number): string {
    return signed(world.timeline["trust"]?.[month - 1] ?? Number.NaN);
}
