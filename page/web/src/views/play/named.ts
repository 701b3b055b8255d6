import { computed } from "@preact/signals";
import { renaming } from "../../state/drawn";
import { PLAYED } from "../../state/game";
import { language } from "../../state/language";
import { offer } from "../../state/setup";

/** The members of the scenarios that are played, in the language of the page; the game itself goes by the file's own names. */
const words = computed(() => {
    const played = Object.values(PLAYED).map(({ scenario }) => offer.value?.scenarios.find(({ name }) => name === scenario));
    return new Map(played.flatMap((scenario) => Object.entries(scenario?.translated[language.value]?.names ?? {})));
});

/** A member's name in the language of the page. */
export function nameIn(name: string): string {
    return words.value.get(name) ?? name;
}

/** A world whose members are called as the language of the page calls them. */
export const inLanguage = renaming(nameIn);
