import { signal } from "@preact/signals";
import type { Value } from "../engine/types";

/** How a member's home hears of the partners: reported fairly, joked about, or somebody speaks up. */
export const AT_HOME = ["fair", "join", "warn"] as const;
export type AtHome = (typeof AT_HOME)[number];

/** How much a member puts in. */
export const GIVING = ["little", "half", "all"] as const;
export type Giving = (typeof GIVING)[number];

/** What a member does for a year; what is left open goes as it would without a player. */
export interface Choice {
    /** Whom it spends time with, by the place among the members. */
    readonly visit: number | null;
    readonly home: AtHome | null;
    readonly giving: Giving | null;
    /** Whether it gives way on its goal. */
    readonly concede: boolean;
}

export const NOTHING: Choice = { visit: null, home: null, giving: null, concede: false };

/** One member and one player, or every member and a group of a class for each. */
export type Players = "one" | "class";

/** A game from its first year on. */
export interface Game {
    readonly players: Players;
    /** Whose delegate the player is; of a class, nobody's. */
    readonly member: number;
    /** Which luck: a replication of the scenario. */
    readonly world: number;
    /** What the players chose, year by year, in the order of the played members. */
    readonly years: readonly (readonly Choice[])[];
}

/** Which scenario is played, and in which world a first game begins. */
export const PLAYED: { readonly [players in Players]: { readonly scenario: string; readonly members: number; readonly world: number } } = {
    one: { scenario: "play-the-delegate", members: 5, world: 43 },
    class: { scenario: "vicious-circle", members: 6, world: 1 },
};

export const YEARS = 10;
export const MONTHS = 12;

/** The game that is played; `null` before one is begun. */
export const game = signal<Game | null>(null);

/** The members that are played, in order. */
export function playedOf({ players, member }: Pick<Game, "players" | "member">): readonly number[] {
    return players === "one" ? [member] : Array.from({ length: PLAYED.class.members }, (_, place) => place);
}

/** How much of the way to the ambition a member gives up in a year. */
const CONCEDED = 0.3;
const SHARES: { readonly [giving in Giving]: number } = { little: 0.35, half: 0.65, all: 1 };

/** What the players chose, as the events of a scenario; what goes on from year to year is one event. */
export function eventsOf(played: Game, names: readonly string[]): readonly Value[] {
    return playedOf(played).flatMap((member, player) => {
        const name = names[member] ?? "";
        const ofYears = played.years.map((year) => year[player] ?? NOTHING);
        const stretches = <What extends string | number | boolean | null>(what: (choice: Choice) => What) => stretchesOf(ofYears.map(what));
        return [
            ...stretches(({ home }) => home).map(({ what, ...when }) => (what === "warn" ? { kind: "warn", member: name, ...when } : { kind: "speak", member: name, tone: what === "join" ? -1 : 1, ...when })),
            ...stretches(({ giving }) => giving).map(({ what, ...when }) => ({ kind: "contribute", member: name, share: SHARES[what], ...when })),
            ...stretches(({ visit }) => visit).map(({ what, ...when }) => ({ kind: "visit", member: name, partner: names[what] ?? "", ...when })),
            ...ofYears.flatMap(({ concede }, year) => (concede ? [{ kind: "concede", member: name, size: CONCEDED, month: year * MONTHS }] : [])),
        ];
    });
}

interface Stretch<What> {
    readonly what: What;
    readonly month: number;
    readonly months: number;
}

/** Years in a row with the same choice, as months. */
function stretchesOf<What extends string | number | boolean | null>(years: readonly What[]): Stretch<NonNullable<What>>[] {
    const stretches: Stretch<NonNullable<What>>[] = [];
    for (const [year, what] of years.entries()) {
        if (what === null) continue;
        const last = stretches.at(-1);
        if (last !== undefined && last.what === what && last.month + last.months === year * MONTHS) stretches[stretches.length - 1] = { ...last, months: last.months + MONTHS };
        else stretches.push({ what, month: year * MONTHS, months: MONTHS });
    }
    return stretches;
}

/** What a link says of a game: a choice is four letters, players stand behind one another, and years are parted by dots. */
export function gameParts(played: Game | null): [string, string][] {
    if (played === null) return [["game", "new"]];
    const { players, member, world, years } = played;
    return [
        ["game", players],
        ...(players === "one" ? ([["member", String(member)]] as [string, string][]) : []),
        ["world", String(world)],
        ["years", years.map((year) => year.map(lettersOf).join("")).join(".")],
    ];
}

const lettersOf = ({ visit, home, giving, concede }: Choice) => `${visit ?? "-"}${home?.charAt(0) ?? "-"}${giving?.charAt(0) ?? "-"}${concede ? "c" : "-"}`;

/** The game that a link tells of; an error where it tells of none. */
export function gameOf(parts: URLSearchParams): Game | null {
    const players = parts.get("game") ?? "";
    if (players === "new") return null;
    if (players !== "one" && players !== "class") throw new Error("no such game");
    const { members } = PLAYED[players];
    const member = wholeBelow(parts.get("member") ?? "0", members);
    const began = { players, member, world: wholeBelow(parts.get("world") ?? "0", 10_000), years: [] } satisfies Game;
    const written = (parts.get("years") ?? "").split(".").filter((year) => year !== "");
    if (written.length > YEARS) throw new Error("too many years");
    return { ...began, years: written.map((year) => yearOf(year, playedOf(began), members)) };
}

function yearOf(letters: string, played: readonly number[], members: number): readonly Choice[] {
    if (letters.length !== 4 * played.length) throw new Error("not a year");
    return played.map((member, player) => choiceOf(letters.slice(4 * player, 4 * player + 4), member, members));
}

function choiceOf(letters: string, member: number, members: number): Choice {
    const [, visit = "", home, giving, concede] = /^([-\d])([-fjw])([-lha])([-c])$/.exec(letters) ?? [];
    if (visit === "") throw new Error("not a choice");
    const partner = visit === "-" ? null : wholeBelow(visit, members);
    if (partner === member) throw new Error("nobody visits itself");
    const named = <One extends string>(all: readonly One[], letter: string | undefined) => all.find((one) => one.charAt(0) === letter) ?? null;
    return { visit: partner, home: named(AT_HOME, home), giving: named(GIVING, giving), concede: concede === "c" };
}

function wholeBelow(written: string, bound: number): number {
    const number = Number(written);
    if (!/^\d+$/.test(written) || number >= bound) throw new Error("no such number");
    return number;
}
