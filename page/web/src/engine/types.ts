/**
 * What the page asks of the engine, and what it is told: one JSON body to a question, one JSON body back.
 *
 * Nothing here knows how a question travels. Today a local server answers; the same answers could come from the engine
 * compiled to WebAssembly. Names of fields are those of the tables that `alliance run` and `alliance trace` write.
 */

/** A value that a key of a scenario can be set to. */
export type Value = number | string | boolean | readonly Value[] | { readonly [key: string]: Value };

/** A dotted key, as in an arm's `set`, and its new value. */
export type Change = readonly [key: string, value: Value];

/** Which alliance is meant: a scenario file, and what differs from it. */
export interface Settings {
    /** The text of the scenario file. */
    readonly toml: string;
    /** What differs from the file, in the order in which it was changed. */
    readonly changes: readonly Change[];
    /** What all luck is derived from; the file's where it is not said. */
    readonly seed?: number;
}

/** One run of it. */
export interface WorldSettings extends Settings {
    /** Which replication, as in `runs.csv`. */
    readonly replication: number;
}

export type Outcome = "thriving" | "hollow" | "drifted" | "fragmented" | "dissolved" | "collapsed";

/** Mistakes in a scenario, or a question that cannot be answered. */
export interface Refusal {
    /** What is wrong, where, and what is allowed: several lines, to be shown as they are. */
    readonly error: string;
}

/** `POST /api/scenario` with `Settings`: what the scenario says. */
export interface ScenarioAnswer {
    readonly title: string;
    readonly description: string;
    readonly months: number;
    readonly dynamics: "stochastic" | "mean_field";
    /** What luck is derived from, after `Settings.seed`. */
    readonly seed: number;
    /** Every member and candidate, founders first. */
    readonly members: readonly string[];
    readonly goal_axes: readonly string[];
    /** The arms of the file; the first is `base` and sets nothing. */
    readonly arms: readonly { readonly name: string; readonly set: readonly Change[] }[];
    /** Whether the members are drawn from `[population]`; otherwise the file lists them. */
    readonly drawn: boolean;
    /** What the file alone plans, as a change would set it: a change of `stewards` or `events` replaces all of them. */
    readonly planned: { readonly stewards: readonly Value[]; readonly events: readonly Value[] };
    /** Every key that holds a number or a switch, with its value after the changes. */
    readonly keys: readonly ScenarioKey[];
    /** The scenario as a file: the text with the changes, and the seed of the settings, in it. */
    readonly toml: string;
}

/** A key that can be changed. */
export interface ScenarioKey {
    readonly key: string;
    /** The value after the changes. */
    readonly value: number | boolean;
    /** The value as the file alone has it. */
    readonly written: number | boolean;
    /** The value that a scenario has that does not say. */
    readonly default: number | boolean;
    /** The least and the most that a file may say; `null` where there is no bound. */
    readonly low: number | null;
    readonly high: number | null;
    readonly whole: boolean;
    /** What it means, in English, as the JSON Schema says it. */
    readonly meaning: string;
}

/**
 * `POST /api/world` with `WorldSettings`: one run in full, also found in every report. Month `m` of the run (1 for the
 * first) stands at place `m - 1` of every list.
 */
export interface WorldAnswer {
    readonly outcome: Outcome;
    readonly months: number;
    readonly survived: boolean;
    /** The seed of this run, as in `runs.csv`: a text, for it does not fit into a number of JavaScript. */
    readonly seed: string;
    readonly members: readonly string[];
    /** The members that are there from the beginning. */
    readonly founders: number;
    /** A measure by its name in `timeline.csv`, exact. */
    readonly timeline: { readonly [measure: string]: readonly number[] };
    /** The phase of every month. */
    readonly phase: readonly string[];
    /** For every member, in the order of `members`, exact; `null` in months in which it is not in the alliance. */
    readonly by_member: readonly MemberHistory[];
    readonly ties: Ties;
    readonly events: readonly WorldEvent[];
}

export interface MemberHistory {
    readonly contribution: readonly (number | null)[];
    readonly payoff: readonly (number | null)[];
    readonly support: readonly (number | null)[];
    readonly wellbeing: readonly (number | null)[];
    readonly hostility: readonly (number | null)[];
    readonly warned: readonly (number | null)[];
    readonly bloc: readonly (number | null)[];
}

/** Who has a tie to whom, and how trust and image went. */
export interface Ties {
    /** Numbers of members; tie `t` leads from `from[t]` to `to[t]`. */
    readonly from: readonly number[];
    readonly to: readonly number[];
    /** The months (from 1) that are kept, ascending: all of them, or fewer where the alliance is large. */
    readonly months: readonly number[];
    /**
     * Trust, −1…1, in ten-thousandths, rounded: base64 of little-endian 16-bit numbers, kept month by kept month and tie by
     * tie; −32768 where one of the two is not in the alliance.
     */
    readonly trust: string;
    /** What the home of `from` thinks of `to`, in the same way. */
    readonly image: string;
}

/** A row of `events.csv`. */
export interface WorldEvent {
    readonly month: number;
    readonly kind: string;
    readonly member: string;
    readonly partner: string;
    readonly cause: string;
    readonly size: number | null;
    readonly note: string;
}

/** `POST /api/ensemble` with `Settings` and how many replications: many worlds, replication 0 first. */
export interface EnsembleQuestion extends Settings {
    readonly runs: number;
}

export interface EnsembleAnswer {
    readonly runs: number;
    /** Every outcome with its share and 95 % interval (Wilson), as in `summary.csv`. */
    readonly outcomes: readonly OutcomeShare[];
    /** Share that survived, with its interval. */
    readonly survived: Estimate;
    /** As in `survival.csv`: place 0 is month 0. */
    readonly survival: { readonly month: readonly number[]; readonly survival: readonly number[]; readonly low: readonly number[]; readonly high: readonly number[] };
    /** As in `timeline.csv` of `run`, over the runs alive: mean, and the 5 % and 95 % quantiles; place 0 is month 1. */
    readonly timeline: { readonly [measure in "trust" | "value" | "hostility" | "members"]: Band };
    /** For every replication the number of its outcome in `outcomes`, and the months that it lived. */
    readonly fates: readonly number[];
    readonly months: readonly number[];
}

export interface Band {
    readonly mean: readonly (number | null)[];
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
}

export interface Estimate {
    readonly value: number;
    readonly low: number;
    readonly high: number;
}

export interface OutcomeShare {
    readonly outcome: Outcome;
    readonly share: number;
    readonly low: number;
    readonly high: number;
}

/** `POST /api/loops` with `WorldSettings`: the feedback loops of one world, as `alliance loops` measures them. */
export interface LoopsAnswer {
    readonly nodes: readonly { readonly name: string; readonly x: number; readonly y: number }[];
    readonly arrows: readonly LoopArrow[];
    readonly loops: readonly LoopStrengths[];
    /** The gain with all loops, month by month: above 1 a small loss of trust comes back larger. */
    readonly whole: readonly number[];
}

export interface LoopArrow {
    readonly from: string;
    readonly to: string;
    /** Whether the two move the same way (1) or opposite ways (−1). */
    readonly sign: 1 | -1;
    /** How far it bends to the right of its way, as a share of its length. */
    readonly bend: number;
    /** Names of the loops that run over it. */
    readonly loops: readonly string[];
}

export interface LoopStrengths {
    readonly name: string;
    readonly kind: "reinforcing" | "balancing";
    /** What it leads over. */
    readonly route: string;
    /** What cuts it: changes to the scenario; empty where no key does. */
    readonly cut: readonly Change[];
    /** Its strength, month by month. */
    readonly strength: readonly number[];
    /** Whether the circle, closed in that month, would be open without it. */
    readonly breaks: readonly boolean[];
}

/** `POST /api/explanation`: what one run hung on, as `alliance explain` says it. */
export interface ExplanationQuestion extends WorldSettings {
    readonly goal: "survival" | "thriving";
    readonly futures: number;
}

/** The answer comes as lines: how much is done, 0…1, now and then, and the explanation last. */
export type ExplanationLine = { readonly done: number } | { readonly answer: ExplanationAnswer } | Refusal;

export interface ExplanationAnswer {
    readonly outcome: Outcome;
    readonly months: number;
    readonly goal: "survival" | "thriving";
    /** Whether the goal was met. */
    readonly met: boolean;
    readonly chance_at_founding: number;
    /** Months lived when it was too late, or safe. */
    readonly no_return: number | null;
    readonly safety: number | null;
    /** The paragraph of `alliance explain`, in English. */
    readonly words: string;
    readonly causes: readonly CauseAnswer[];
    readonly mechanisms: readonly CauseAnswer[];
    /** The chance to meet the goal, with fresh luck from then on, after so many months. */
    readonly chances: readonly (Estimate & { readonly months: number })[];
}

export interface CauseAnswer {
    /** What it is called, in English. */
    readonly what: string;
    readonly from: number;
    readonly to: number;
    readonly outcome_without: Outcome;
    readonly months_without: number;
    readonly chance_with: number;
    readonly chance_without: number;
    readonly change: Estimate;
    readonly necessity: Estimate | null;
    readonly sufficiency: Estimate | null;
    readonly share: Estimate | null;
    /** What it is, for other languages: the rest of what `alliance explain --json` says of it. */
    readonly description: { readonly [key: string]: Value | null };
}

/** `GET /api/start`: what the page begins with. */
export interface StartAnswer {
    readonly version: string;
    /** The file that was named on the command line first, where one was; then the bundled scenarios. */
    readonly scenarios: readonly { readonly name: string; readonly title: string; readonly toml: string }[];
    /** What the server refuses beyond. */
    readonly limits: {
        readonly members: number;
        readonly months: number;
        readonly runs: number;
        readonly bytes: number;
        /** Members × members × months × runs of an ensemble; one world counts as 50 runs, and an explanation may take ten times as much. */
        readonly effort: number;
    };
}
