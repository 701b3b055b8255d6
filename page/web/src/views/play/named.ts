import type { WorldAnswer } from "../../engine/types";
import { hasText, language, text } from "../../state/language";

const known = new WeakMap<WorldAnswer, Map<string, WorldAnswer>>();

/** A member's name in the language of the page. */
export function nameIn(name: string): string {
    return hasText(`game.names.${name}`) ? text(`game.names.${name}`) : name;
}

/** A world whose members are called as the language of the page calls them. */
export function inOwnWords(world: WorldAnswer): WorldAnswer {
    const languages = known.get(world) ?? new Map<string, WorldAnswer>();
    known.set(world, languages);
    const spoken = languages.get(language.value) ?? {
        ...world,
        members: world.members.map(nameIn),
        events: world.events.map((event) => ({ ...event, member: nameIn(event.member), partner: nameIn(event.partner) })),
    };
    languages.set(language.value, spoken);
    return spoken;
}
