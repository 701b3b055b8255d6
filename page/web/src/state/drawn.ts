import type { WorldAnswer } from "../engine/types";
import { language, text } from "./language";

/** What the engine calls members that no file names. */
const DRAWN = /^Member (\d+)$/;

/** A member's name; one that was drawn is called as the page's language calls it. */
export function memberName(name: string): string {
    const number = DRAWN.exec(name)?.[1];
    return number === undefined ? name : text("alliance.drawn_member", { number });
}

/** Gives worlds with other names, which may hang on the language of the page; the same world in the same language is renamed once. */
export function renaming(nameOf: (name: string) => string): (world: WorldAnswer) => WorldAnswer {
    const known = new WeakMap<WorldAnswer, Map<string, WorldAnswer>>();
    return (world) => {
        const languages = known.get(world) ?? new Map<string, WorldAnswer>();
        known.set(world, languages);
        const spoken = languages.get(language.value) ?? {
            ...world,
            members: world.members.map(nameOf),
            events: world.events.map((event) => ({ ...event, member: nameOf(event.member), partner: nameOf(event.partner) })),
        };
        languages.set(language.value, spoken);
        return spoken;
    };
}

const renamed = renaming(memberName);

/** A world whose drawn members are called as the page's language calls them. */
export function withNames(world: WorldAnswer): WorldAnswer {
    return world.members.some((name) => memberName(name) !== name) ? renamed(world) : world;
}
