import type { WorldAnswer } from "../engine/types";
import { language, text } from "./language";

/** What the engine calls members that no file names. */
const DRAWN = /^Member (\d+)$/;

const known = new WeakMap<WorldAnswer, Map<string, WorldAnswer>>();

/** A member's name; one that was drawn is called as the page's language calls it. */
export function memberName(name: string): string {
    const number = DRAWN.exec(name)?.[1];
    return number === undefined ? name : text("alliance.drawn_member", { number });
}

/** A world whose drawn members are called as the page's language calls them. */
export function withNames(world: WorldAnswer): WorldAnswer {
    if (!world.members.some((name) => memberName(name) !== name)) return world;
    const languages = known.get(world) ?? new Map<string, WorldAnswer>();
    known.set(world, languages);
    const spoken = languages.get(language.value) ?? {
        ...world,
        members: world.members.map(memberName),
        events: world.events.map((event) => ({ ...event, member: memberName(event.member), partner: memberName(event.partner) })),
    };
    languages.set(language.value, spoken);
    return spoken;
}
