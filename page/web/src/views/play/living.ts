import { computed, effect, signal } from "@preact/signals";
import { engine } from "../../engine/client";
import type { Change, EnsembleAnswer, WorldAnswer, WorldQuestion } from "../../engine/types";
import { asking } from "../../state/asking";
import { type Choice, eventsOf, type Game, game, MONTHS, NOTHING, PLAYED, playedOf, type Players, YEARS } from "../../state/game";
import { runTo } from "../../state/running";
import { screen } from "../../state/screen";
import { offer } from "../../state/setup";

/** Months a second while a year is lived, and while all that is left is watched. */
const PACE = { year: 4, rest: 12 };

/** Where the game stands, in months lived. */
export const position = signal(1);
/** Whether time passes. */
export const living = signal(false);
/** Whether a class looks at the year that it has lived, before it chooses for the next one. */
export const looking = signal(false);
/** What is chosen for the year to come, in the order of the played members. */
export const draft = signal<readonly Choice[]>([]);

const toml = computed(() => tomlOf(game.value));

/** The same luck without players; also what members are called. */
export const plain = asking(
    computed(() => {
        const [played, text] = [game.value, toml.value];
        return played === null || text === null || screen.value !== "play" ? null : { toml: text, changes: NO_CHANGES, replication: played.world };
    }),
    engine.world,
);

const NO_CHANGES: readonly Change[] = [];

export const names = computed<readonly string[]>(() => plain.value.answer?.members ?? []);

const question = computed(() => (game.value === null || names.value.length === 0 || screen.value !== "play" ? null : lifeOf(game.value)));

/** The world as the players have made it. */
export const lived = asking(question, engine.world);

/** Months that are lived once time has passed. */
const target = computed(() => Math.max(1, Math.min((game.value?.years.length ?? 0) * MONTHS, lived.value.answer?.months ?? 1)));

/** Whether nothing is left to choose: ten years are over, or the alliance is. */
export const isOver = computed(() => {
    const [played, { answer, question: of }] = [game.value, lived.value];
    if (played === null || answer === null || living.value || of !== question.value) return false;
    return played.years.length * MONTHS >= answer.months;
});

/** The year that is chosen for, or lived; 1 is the first. */
export const year = computed(() => Math.max(1, Math.min(YEARS, (game.value?.years.length ?? 0) + (living.value ? 0 : 1))));

/** Whether a member is at the table in the month that is shown. */
export function isThere(member: number): boolean {
    const { answer } = lived.value;
    return answer === null || typeof answer.by_member[member]?.hostility[Math.floor(position.value) - 1] === "number";
}

/** Begins a game: another luck than the first one's only where it is asked for. */
export function begin(players: Players, member: number, world = PLAYED[players].world): void {
    game.value = { players, member, world, years: [] };
    draft.value = playedOf({ players, member }).map(() => NOTHING);
    living.value = false;
    looking.value = false;
    position.value = 1;
}

/** Lives the year on as it was chosen; or all years that are left in the same way. */
export function live(years: "one" | "all"): void {
    const now = game.peek();
    if (now === null || living.peek()) return;
    const more = years === "one" ? 1 : YEARS - now.years.length;
    living.value = true;
    looking.value = now.players === "class";
    game.value = { ...now, years: [...now.years, ...Array.from({ length: more }, () => draft.peek())] };
}

/** Changes what one player chooses for the year to come. */
export function choose(player: number, part: Partial<Choice>): void {
    draft.value = draft.value.map((choice, place) => (place === player ? { ...choice, ...part } : choice));
}

let stop = () => {};

// Time passes as soon as the engine has lived the years that were chosen; a game that a link tells of stands where it stood.
effect(() => {
    const { answer, question: of, waiting } = lived.value;
    if (answer === null || waiting || of !== question.value) return;
    const to = target.value;
    stop();
    const isLong = to - position.peek() > 2 * MONTHS;
    if (living.peek()) stop = runTo(position, to, isLong ? PACE.rest : PACE.year, () => (living.value = false));
    else position.value = to;
});

// A game from a link goes on with what was chosen last.
effect(() => {
    const now = game.value;
    if (now === null) return;
    const players = playedOf(now).length;
    if (draft.peek().length !== players) draft.value = now.years.at(-1) ?? Array.from({ length: players }, () => NOTHING);
});

/** The question for a game's world. */
export function lifeOf(played: Game): WorldQuestion {
    const text = tomlOf(played) ?? "";
    return { toml: text, changes: [["events", eventsOf(played, names.peek())]], replication: played.world };
}

function tomlOf(played: Game | null): string | null {
    const name = played === null ? null : PLAYED[played.players].scenario;
    return offer.value?.scenarios.find((scenario) => scenario.name === name)?.toml ?? null;
}

/** One way the ten years could have gone. */
export interface Life {
    /** Whose choices: the players', nobody's, or the players' but for one thing, which would have gone better, worse or as well. */
    readonly kind: "yours" | "without" | "better" | "worse" | "equal";
    /** What is chosen otherwise, by the name of its text. */
    readonly otherwise: string | null;
    readonly world: WorldAnswer;
    readonly ensemble: EnsembleAnswer;
}

/** What else could have been chosen, all ten years long, by the name of its text. */
const OTHERWISE: { readonly [key: string]: Partial<Choice> } = {
    fair: { home: "fair" },
    join: { home: "join" },
    warn: { home: "warn" },
    little: { giving: "little" },
    all: { giving: "all" },
    concede: { concede: true },
    firm: { concede: false },
};

const RUNS = 200;

/** The game, the same luck without it, and the two other choices that would have helped and hurt most. */
export const lives = asking(
    computed(() => (isOver.value ? game.value : null)),
    async (played, signal): Promise<readonly Life[]> => {
        const ask = (changes: readonly Change[]) => engine.ensemble({ toml: tomlOf(played) ?? "", changes, runs: RUNS }, signal);
        const live = async (kind: Life["kind"], changes: readonly Change[], known?: { readonly key: string; readonly ensemble: EnsembleAnswer }): Promise<Life> => {
            const world = await engine.world({ toml: tomlOf(played) ?? "", changes, replication: played.world }, signal);
            return { kind, otherwise: known?.key ?? null, world, ensemble: known?.ensemble ?? (await ask(changes)) };
        };
        const full = whole(played);
        const own = lifeOf(full).changes;
        const [yours, without] = [await live("yours", own), await live("without", [])];
        const others: { key: string; changes: readonly Change[]; ensemble: EnsembleAnswer }[] = [];
        for (const [key, part] of Object.entries(OTHERWISE)) {
            const { changes } = lifeOf({ ...full, years: full.years.map((year) => year.map((choice) => ({ ...choice, ...part }))) });
            if (JSON.stringify(changes) !== JSON.stringify(own)) others.push({ key, changes, ensemble: await ask(changes) });
        }
        const mine = worth(yours.ensemble);
        others.sort((one, other) => worth(other.ensemble) - worth(one.ensemble));
        const two = [others[0], others.at(-1)].filter((other) => other !== undefined);
        const kindOf = (ensemble: EnsembleAnswer) => (worth(ensemble) > mine ? "better" : worth(ensemble) < mine ? "worse" : "equal");
        return [yours, without, ...(await Promise.all(two.map(({ key, changes, ensemble }) => live(kindOf(ensemble), changes, { key, ensemble }))))];
    },
);

/** Ten years of choices, where the alliance ended before: in other worlds it goes on, and so does its player. */
function whole(played: Game): Game {
    const last = played.years.at(-1) ?? [];
    return { ...played, years: Array.from({ length: YEARS }, (_, place) => played.years[place] ?? last) };
}

/** Worlds that thrive count first, those that are still there next. */
function worth(ensemble: EnsembleAnswer): number {
    return thriving(ensemble) + ensemble.survived.value / 1000;
}

/** The share of worlds that thrive. */
export function thriving({ outcomes }: EnsembleAnswer): number {
    return outcomes.find(({ outcome }) => outcome === "thriving")?.share ?? 0;
}
