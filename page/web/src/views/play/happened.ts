import type { EventRow, WorldAnswer } from "../../engine/types";
import { MONTHS } from "../../state/game";
import { hasText, text } from "../../state/language";
import { eventWords } from "../alliance/telling";

/** What is told of a year, the gravest first; the players' own choices are no news to them. */
const TOLD = ["exit", "split", "reunited", "shock", "warning_swallowed", "incident", "warning_spoken"] as const;

/** Lines that a year is told in. */
const MOST = 3;

/** What mattered most in the year before a month, in sentences. */
export function yearWords(world: WorldAnswer, month: number): readonly string[] {
    const from = Math.floor((month - 1) / MONTHS) * MONTHS;
    const year = world.events.filter((event) => event.month > from && event.month <= month);
    const weighty = TOLD.flatMap((kind) => firstOf(year, kind));
    return [...new Set(weighty.slice(0, MOST).map(lineOf))];
}

/** In the game's own words where it has some, with fewer numbers. */
function lineOf(event: EventRow): string {
    const own = `game.happened.${event.kind}`;
    return hasText(own) ? text(own, { member: event.member }) : eventWords(event);
}

/** The first of a kind; of members who leave, all. */
function firstOf(events: readonly EventRow[], kind: string): readonly EventRow[] {
    const all = events.filter((event) => event.kind === kind);
    return kind === "exit" ? all : all.slice(0, 1);
}
