import { computed } from "@preact/signals";
import type { WorldAnswer } from "../../engine/types";
import { PLAYED } from "../../state/game";
import { language } from "../../state/language";
import { offer } from "../../state/setup";

/** The members of the scenarios that are played, in the language of the page; the game itself goes by the file's own names. */
const words = computed(() => {
    const played = Object.values(PLAYED).map(({ scenario }) => offer.value?.scenarios.find(({ name }) => name === scenario));
    return new Map(played.flatMap((scenario) => Object.entries(scenario?.translated[language.value]?.names ?? {})));
});

const known = new WeakMap<WorldAnswer, Map<string, WorldAnswer>>();

/** A member's name in the language of the page. */
export function nameIn(name: string): string {
    return words.value.get(name) ?? name;
}

/** A world whose members are called as the language of the page calls them. */
export function inLanguage(world: WorldAnswer): WorldAnswer {
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
