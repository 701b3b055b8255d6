import { signal } from "@preact/signals";
import languages from "texts";

/** Texts within texts; the places of all languages are the same, which the build makes sure of. */
interface Texts {
    readonly [key: string]: string | Texts;
}

const all = languages as { readonly [code: string]: Texts };

/** Codes of the languages there are. */
export const codes: readonly string[] = Object.keys(all);

/** The code of the language that the page speaks. */
export const language = signal(preferred());

function preferred(): string {
    const asked = new URLSearchParams(location.search).get("lang") ?? document.documentElement.dataset["opens"];
    const wanted = [asked ?? "", ...navigator.languages.map((tag) => tag.slice(0, 2)), "en"];
    return wanted.find((code) => codes.includes(code)) ?? "en";
}

/** Speaks another language from now on. */
export function speak(code: string): void {
    language.value = code;
    document.documentElement.lang = code;
}

/** The text at a place such as `player.play`, with its gaps filled. */
export function text(place: string, gaps: { readonly [gap: string]: string | number } = {}): string {
    const found = look(all[language.value], place);
    if (found === undefined) throw new Error(`no text for ${place}`);
    return found.replace(/\{(\w+)\}/g, (whole, gap: string) => String(gaps[gap] ?? whole));
}

/** Whether there is a text at a place. */
export function hasText(place: string): boolean {
    return look(all[language.value], place) !== undefined;
}

function look(texts: Texts | undefined, place: string): string | undefined {
    const found = within(texts, place);
    return typeof found === "string" ? found : undefined;
}

function within(texts: Texts | undefined, place: string): string | Texts | undefined {
    let found: string | Texts | undefined = texts;
    for (const key of place.split(".")) {
        found = typeof found === "object" ? found[key] : undefined;
    }
    return found;
}
