import { hasText, language, text } from "../state/language";

/** The language that the engine speaks. */
const ENGINE = "en";

/** What the engine may say of what is wrong, and where the page has that in its own words. */
const TITLES: readonly (readonly [RegExp, string])[] = [
    [/^(?<what>.+) is out of range$/, "range"],
    [/^unknown key (?<what>.+)$/, "unknown"],
    [/^(?<what>.+) has the wrong type$/, "type"],
    [/^two members are called (?<what>.+)$/, "twice"],
    [/^no member is called (?<what>.+)$/, "nobody"],
    [/^too many (?<what>\w+)$/, "too_many"],
    [/^this would take too long$/, "too_long"],
    [/^this is not TOML/, "toml"],
];

/** What it may say of what is allowed. */
const ALLOWED: readonly (readonly [RegExp, string])[] = [
    [/^a whole number of at least (?<low>\S+)$/, "whole_from"],
    [/^a whole number from (?<low>\S+) to (?<high>\S+)$/, "whole_between"],
    [/^a number of at least (?<low>\S+)$/, "number_from"],
    [/^a number from (?<low>\S+) to (?<high>\S+)$/, "number_between"],
    [/^at most (?<high>\d+) here/, "at_most"],
    [/^true or false$/, "switch"],
    [/^text in quotes$/, "quoted"],
];

/** What the engine has against a question, in the language of the page: what it has no words for is left to the place that is marked. */
export function inOwnWords(refusal: string): string {
    if (language.value === ENGINE) return refusal;
    const lines = refusal.split("\n").map(line);
    return lines.filter((told) => told !== null).join("\n");
}

function line(told: string): string | null {
    const error = /^error: (.*)$/.exec(told)?.[1];
    if (error !== undefined) return said(error, TITLES, "title") ?? text("refusal.title.other");
    const place = /^( *--> )(the settings|scenario)?.*?:(\d+):\d+$/.exec(told);
    if (place !== null) return `${place[1] ?? ""}${text(place[2] === "the settings" ? "refusal.in_settings" : "refusal.in_file", { line: place[3] ?? "" })}`;
    if (/^ *\d+ \|/.test(told)) return told;
    const mark = /^( *\|[ ]*[\^-]*)/.exec(told)?.[1];
    if (mark !== undefined) return mark.trimEnd();
    const hint = /^( *= )help: did you mean (`.*`)\?$/.exec(told);
    if (hint !== null) return `${hint[1] ?? ""}${text("refusal.did_you_mean", { word: hint[2] ?? "" })}`;
    const allowed = /^( *=? *)allowed: (.*)$/.exec(told);
    const words = allowed === null ? null : (said(allowed[2] ?? "", ALLOWED, "allowed") ?? named(allowed[2] ?? ""));
    return words === null ? null : `${allowed?.[1] ?? ""}${text("refusal.allowed_is", { allowed: words })}`;
}

function said(told: string, known: readonly (readonly [RegExp, string])[], kind: string): string | null {
    for (const [pattern, key] of known) {
        const groups = pattern.exec(told)?.groups;
        if (pattern.test(told)) return text(`refusal.${kind}.${key}`, { ...groups, what: thing(groups?.["what"] ?? "") });
    }
    return null;
}

/** A key in its table, or a word that the page has its own for. */
function thing(what: string): string {
    const inTable = /^(`.+`) in (\[.+\])$/.exec(what);
    if (inTable !== null) return text("refusal.key_in", { key: inTable[1] ?? "", table: inTable[2] ?? "" });
    return hasText(`refusal.things.${what}`) ? text(`refusal.things.${what}`) : what;
}

/** Names to choose from. */
function named(list: string): string | null {
    const names = list.match(/`[^`]*`/g);
    return names === null ? null : names.join(", ");
}
