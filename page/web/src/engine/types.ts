// Written by `WRITE_TYPES=1 cargo test -p alliance-page --test types` from the types of Rust.

/** What the page begins with. */
export interface StartAnswer {
    readonly version: string;
    /** The files that were named on the command line first, where any were; then the bundled scenarios. */
    readonly scenarios: readonly Opened[];
    /** What is refused beyond. */
    readonly limits: Limits;
}

/** A scenario to begin with, which stands alone. */
export interface Opened {
    /** The name of its file, without its ending. */
    readonly name: string;
    /** What it is called. */
    readonly title: string;
    /** Its text. */
    readonly toml: string;
    /** The same in other languages, by their codes; in those that are not there it is shown in its own words. */
    readonly translated: { readonly [key: string]: Translated };
}

/** A scenario in another language: the same numbers under other names. */
export interface Translated {
    /** What it is called. */
    readonly title: string;
    /** Its text. */
    readonly toml: string;
    /** What members, roles, arms and goals are called, by their names in the file. */
    readonly names: { readonly [key: string]: string };
}

/** The most that is answered. */
export interface Limits {
    /** Members of an alliance, candidates included. */
    readonly members: number;
    /** Axes of its goal space. */
    readonly axes: number;
    /** Months until its horizon. */
    readonly months: number;
    /** Worlds of an ensemble, futures of an explanation, and worlds of every model of a robustness. */
    readonly runs: number;
    /** Bytes of a question. */
    readonly bytes: number;
    /**
     * What all runs of an ensemble come to together: members × members × months × runs, for a month takes as long as there are pairs.
     * Pairs count once for every eight goal axes, and what is planned counts as so many pairs. One world in full counts as 50 runs, with its loops as 100; what
     * tells how far it has come, an explanation or a robustness, may take ten times as much.
     */
    readonly effort: number;
}

/** Which alliance is meant: a scenario file, and what differs from it. Asked by itself: what does the scenario say? */
export interface ScenarioQuestion {
    /** The text of the scenario file. */
    readonly toml: string;
    /** What differs from the file, in the order in which it was changed. */
    readonly changes: readonly Change[];
    /** What all luck is derived from; the file's where it is not said. */
    readonly seed?: number;
}

/** A dotted key, as in an arm's `set`, and its new value. */
export type Change = readonly [string, Value];

/** A value that a key of a scenario can be set to. */
export type Value = number | string | boolean | readonly Value[] | { readonly [key: string]: Value };

/** What the scenario says. */
export interface ScenarioAnswer {
    readonly title: string;
    readonly description: string;
    readonly months: number;
    readonly dynamics: Dynamics;
    /** What luck is derived from, after the seed of the question. */
    readonly seed: number;
    /** Every member and candidate, founders first. */
    readonly members: readonly string[];
    readonly goal_axes: readonly string[];
    /** The arms of the file; the first is `base` and sets nothing. */
    readonly arms: readonly ArmAnswer[];
    /** Whether the members are drawn from `[population]`; otherwise the file lists them. */
    readonly drawn: boolean;
    /** What the file alone plans, as a change would set it: a change of `stewards` or `events` replaces all of them. */
    readonly planned: PlannedAnswer;
    /** Every key that holds a number or a switch, with its value after the changes. */
    readonly keys: readonly ScenarioKey[];
    /** The scenario as a file: the text with the changes, and the seed of the question, in it. */
    readonly toml: string;
}

/** Whether chance is drawn or replaced by what it comes to on average. */
export type Dynamics = "stochastic" | "mean-field";

/** An arm of the file. */
export interface ArmAnswer {
    readonly name: string;
    readonly set: readonly Change[];
}

/** What the file alone plans, as a change would set it. */
export interface PlannedAnswer {
    readonly stewards: readonly Value[];
    readonly events: readonly Value[];
}

/** A key that can be changed. */
export interface ScenarioKey {
    readonly key: string;
    /** The value after the changes. */
    readonly value: Switch;
    /** The value as the file alone has it. */
    readonly written: Switch;
    /** The value that a scenario has that does not say. */
    readonly default: Switch;
    /** The least that a file may say; `null` where there is no bound. */
    readonly low: number | null;
    /** The most that a file may say; `null` where there is no bound. */
    readonly high: number | null;
    readonly whole: boolean;
    /** What it means, in English, as the JSON Schema says it. */
    readonly meaning: string;
}

/** What a key is set to, so that a loop has no strength. */
export type Switch = number | boolean;

/** One run of it: in full, or with its feedback loops. */
export interface WorldQuestion {
    /** The text of the scenario file. */
    readonly toml: string;
    /** What differs from the file, in the order in which it was changed. */
    readonly changes: readonly Change[];
    /** What all luck is derived from; the file's where it is not said. */
    readonly seed?: number;
    /** Which replication, as in `runs.csv`. */
    readonly replication: number;
}

/**
 * One run in full. Month `m` (1 for the first) stands at place `m − 1` of every list; numbers are those of the tables of
 * `alliance trace`.
 */
export interface WorldAnswer {
    readonly outcome: Outcome;
    readonly months: number;
    readonly survived: boolean;
    /** The seed of this run, as in `runs.csv`: a text, for it does not fit into a number of JavaScript. */
    readonly seed: string;
    readonly members: readonly string[];
    /** How many members are there from the beginning. */
    readonly founders: number;
    /** A measure by its name in `timeline.csv`, exact; those of the scenario's own come last. */
    readonly timeline: { readonly [key: string]: readonly number[] };
    /** The names of measures of the scenario's own. */
    readonly own: readonly string[];
    /** The phase of every month. */
    readonly phase: readonly string[];
    /** For every member, in the order of `members`, exact; `null` in months in which it is not in the alliance. */
    readonly by_member: readonly MemberHistory[];
    readonly ties: ReplayedTies;
    /** What happened. */
    readonly events: readonly EventRow[];
}

/** How an alliance fares in the end. */
export type Outcome = "completed" | "thriving" | "hollow" | "drifted" | "fragmented" | "dissolved" | "collapsed";

/** One member over the months; nothing in those in which it is not in the alliance. */
export interface MemberHistory {
    readonly contribution: readonly (number | null)[];
    readonly payoff: readonly (number | null)[];
    readonly support: readonly (number | null)[];
    readonly wellbeing: readonly (number | null)[];
    readonly hostility: readonly (number | null)[];
    readonly warned: readonly (number | null)[];
    /** How freely somebody at home may still speak, 0…1. */
    readonly standing: readonly (number | null)[];
    /** How much of its own goal lies under the waterline, 0…1. */
    readonly hidden: readonly (number | null)[];
    readonly bloc: readonly (number | null)[];
}

/** Who has a tie to whom, and how trust and image went. */
export interface ReplayedTies {
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
export interface EventRow {
    /** When: months lived, 1 for the first. */
    readonly month: number;
    /** What kind of thing. */
    readonly kind: string;
    /** Whose act it is, or the first of two; empty where it is nobody's. */
    readonly member: string;
    /** The other one. */
    readonly partner: string;
    /** What made it happen. */
    readonly cause: string;
    /** How large it is. */
    readonly size: number | null;
    /** What happened, in English. */
    readonly note: string;
}

/** Many worlds, replication 0 first. */
export interface EnsembleQuestion {
    /** The text of the scenario file. */
    readonly toml: string;
    /** What differs from the file, in the order in which it was changed. */
    readonly changes: readonly Change[];
    /** What all luck is derived from; the file's where it is not said. */
    readonly seed?: number;
    /** How many replications. */
    readonly runs: number;
}

/** What became of many worlds. */
export interface EnsembleAnswer {
    readonly runs: number;
    /** Every outcome with its share and 95 % interval (Wilson), as in `summary.csv`. */
    readonly outcomes: readonly OutcomeShare[];
    /** Share that survived, with its interval. */
    readonly survived: Bounded;
    /** As in `survival.csv`: place 0 is month 0. */
    readonly survival: SurvivalAnswer;
    /** As in `timeline.csv` of `run`, over the runs alive: mean, and the 5 % and 95 % quantiles; place 0 is month 1. */
    readonly timeline: ShownMeasures;
    /** The same of every measure of the scenario's own. */
    readonly own: readonly OwnBand[];
    /** For every replication the number of its outcome in `outcomes`. */
    readonly fates: readonly number[];
    /** For every replication the months that it lived. */
    readonly months: readonly number[];
}

export interface OutcomeShare {
    readonly outcome: Outcome;
    readonly share: number;
    readonly low: number;
    readonly high: number;
}

/** A value with the bounds of its 95 % interval. */
export interface Bounded {
    /** The value. */
    readonly value: number;
    /** Lower bound. */
    readonly low: number;
    /** Upper bound. */
    readonly high: number;
}

/** Share still alive, month by month, with its 95 % band. */
export interface SurvivalAnswer {
    readonly month: readonly number[];
    readonly survival: readonly number[];
    readonly low: readonly number[];
    readonly high: readonly number[];
}

/** Measures over the runs alive, month by month. */
export interface ShownMeasures {
    /** Mean hostility at home. */
    readonly hostility: Band;
    /** Members in the alliance. */
    readonly members: Band;
    /** Mean trust between members. */
    readonly trust: Band;
    /** Value that the alliance adds in a month. */
    readonly value: Band;
}

/** A measure over the runs alive, month by month; nothing where nobody is. */
export interface Band {
    /** Its mean. */
    readonly mean: readonly (number | null)[];
    /** Its 5 % quantile. */
    readonly low: readonly (number | null)[];
    /** Its 95 % quantile. */
    readonly high: readonly (number | null)[];
}

/** A measure of the scenario's own over the runs alive, month by month. */
export interface OwnBand {
    /** Its name. */
    readonly name: string;
    /** Its mean. */
    readonly mean: readonly (number | null)[];
    /** Its 5 % quantile. */
    readonly low: readonly (number | null)[];
    /** Its 95 % quantile. */
    readonly high: readonly (number | null)[];
}

/** The feedback loops of one world, as `alliance loops` measures them. */
export interface LoopsAnswer {
    readonly nodes: readonly LoopNode[];
    readonly arrows: readonly LoopArrow[];
    readonly loops: readonly LoopStrengths[];
    /** The gain with all loops, month by month: above 1 a small loss of trust comes back larger. */
    readonly whole: readonly number[];
}

export interface LoopNode {
    readonly name: string;
    readonly x: number;
    readonly y: number;
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
    readonly kind: LoopKind;
    /** What it leads over. */
    readonly route: string;
    /** What cuts it: changes to the scenario; empty where no key does. */
    readonly cut: readonly (readonly [string, Switch])[];
    /** Its strength, month by month. */
    readonly strength: readonly number[];
    /**
     * Once the cut is made: how much comes back, month by month, in the same world lived from its first month with those changes. It may
     * live longer than this one, or less long; empty where no key cuts the loop.
     */
    readonly after: readonly number[];
}

/** Which way a loop works as a rule. In a single month it may work the other way: the sign of its strength says so. */
export type LoopKind = "reinforcing" | "balancing";

/** What one run hung on, by so many futures. */
export interface ExplanationQuestion {
    /** The text of the scenario file. */
    readonly toml: string;
    /** What differs from the file, in the order in which it was changed. */
    readonly changes: readonly Change[];
    /** What all luck is derived from; the file's where it is not said. */
    readonly seed?: number;
    /** Which replication, as in `runs.csv`. */
    readonly replication: number;
    readonly goal: Goal;
    readonly futures: number;
}

/** What an alliance is hoped to achieve. */
export type Goal = "survival" | "thriving";

/** The answer comes as lines: how much is done, 0…1, now and then, and the explanation last. */
export type ExplanationLine = { readonly done: number } | { readonly answer: ExplanationAnswer } | RefusalAnswer;

/** What one run hung on, as `alliance explain` says it. */
export interface ExplanationAnswer {
    /** How the run ended. */
    readonly outcome: Outcome;
    /** Months that it lived. */
    readonly months: number;
    /** What is hoped for. */
    readonly goal: Goal;
    /** Whether the goal was met. */
    readonly met: boolean;
    /** The chance to meet it, at the founding. */
    readonly chance_at_founding: number;
    /** Months lived when it was too late. */
    readonly no_return: number | null;
    /** Months lived when it was safe. */
    readonly safety: number | null;
    /** The leading acts, the weightiest first. */
    readonly causes: readonly CauseAnswer[];
    /** Whole mechanisms, the weightiest first. */
    readonly mechanisms: readonly CauseAnswer[];
    /** What it is called and what it may have been: the differences of culture, and homes that magnify. */
    readonly conditions: readonly CauseAnswer[];
    /** How trust was lost. */
    readonly reasons: Reasons;
    /** The paragraph of `alliance explain`, in English. */
    readonly words: string;
    /** The chance to meet the goal, with fresh luck from then on, after so many months. */
    readonly chances: readonly ChanceAnswer[];
}

/** Something that the run hung on. */
export interface CauseAnswer {
    /** What it is called, in English. */
    readonly what: string;
    /** What it is, for other languages. */
    readonly description: Description;
    /** Its first month, from 1. */
    readonly from: number;
    /** Its last month. */
    readonly to: number;
    /** How the run ends without it, under the same luck. */
    readonly outcome_without: Outcome;
    /** Months that it then lives. */
    readonly months_without: number;
    /** The chance to meet the goal with it. */
    readonly chance_with: number;
    /** The chance to meet the goal without it. */
    readonly chance_without: number;
    /** What its absence changes. */
    readonly change: Bounded;
    /** The probability that it was necessary. */
    readonly necessity: Bounded | null;
    /** The probability that it was sufficient. */
    readonly sufficiency: Bounded | null;
    /** What of the end is due to it. */
    readonly share: Bounded | null;
}

/** What a candidate is; empty texts where nothing is to be said. */
export interface Description {
    /** Its kind, such as `incident`, `betrayal`, `gossip` or `mechanism`. */
    readonly kind: string;
    /** Whose act it is, or the first of two. */
    readonly member: string;
    /** The other one. */
    readonly partner: string;
    /** In a word: the cause of an incident, the dial that was set, the role of a steward, the name of a mechanism. */
    readonly what: string;
}

/** How trust was lost, a run on average: each number is a sum over all ties and months of how far trust fell, ≥ 0. */
export interface Reasons {
    /** Partners who did less than was expected of them, as far as no culture was blamed. */
    readonly disappointment: number;
    /** What was lost besides because a disappointment was blamed on the other's culture. It is what members would say it was. */
    readonly blamed_on_culture: number;
    /** Talk behind the back of third parties. */
    readonly gossip: number;
    /** Talk at home. */
    readonly home: number;
    /** Conflicts over the distribution of means. */
    readonly incidents_means: number;
    /** Conflicts over norms and values. */
    readonly incidents_norms: number;
    /** Conflicts over identity. */
    readonly incidents_identity: number;
    /** Conflicts over power. */
    readonly incidents_power: number;
}

/** The chance at one moment. */
export interface ChanceAnswer {
    readonly months: number;
    /** The value. */
    readonly value: number;
    /** Lower bound. */
    readonly low: number;
    /** Upper bound. */
    readonly high: number;
}

/** What is told instead of an answer: mistakes in a scenario, or a question that cannot be answered. */
export interface RefusalAnswer {
    /** What is wrong, where, and what is allowed: several lines, to be shown as they are. */
    readonly error: string;
}

/** Whether what the changes do holds under other models that are as plausible. */
export interface RobustnessQuestion {
    /** The text of the scenario file. */
    readonly toml: string;
    /** What differs from the file, in the order in which it was changed. */
    readonly changes: readonly Change[];
    /** What all luck is derived from; the file's where it is not said. */
    readonly seed?: number;
    /** What differs from the file where the changes are not made; nothing where they are held against the file. */
    readonly base: readonly Change[];
    /** What the two are compared by. */
    readonly goal: Goal;
    /** How many models are drawn. */
    readonly models: number;
    /** Worlds of every model. */
    readonly runs: number;
}

/** The answer comes as lines: how much is done, 0…1, now and then, and what was found last. */
export type RobustnessLine = { readonly done: number } | { readonly answer: RobustnessAnswer } | RefusalAnswer;

/** Whether it holds, as `alliance robust` says it. */
export interface RobustnessAnswer {
    readonly goal: Goal;
    /** Models in which the two can be compared. */
    readonly models: number;
    /** Models that have already what the changes set, so that there is nothing to compare. */
    readonly same: number;
    /** Models in which anything is in question: not all worlds meet the goal either way, and not none. */
    readonly in_question: number;
    /** Worlds of every model. */
    readonly runs: number;
    /** Share of the models in which the changes help, beyond luck. */
    readonly helps: Bounded;
    /** Share in which they harm, beyond luck. */
    readonly harms: Bounded;
    /** Share in which luck could explain what they do. */
    readonly unclear: number;
    /** What they do to the share of worlds that meet the goal, in the scenario as written; nothing where they do nothing. */
    readonly as_written: Bounded | null;
    /** The same in every model, the lowest first. */
    readonly effects: readonly Bounded[];
    /** Assumptions that are shown to carry it, the weightiest first. */
    readonly carries: readonly CarryingAssumption[];
    /** Where they do otherwise than mostly. */
    readonly boxes: readonly BoxOfModels[];
    /** How many assumptions vary. */
    readonly varied: number;
    /** The sentence of `alliance robust`, in English. */
    readonly words: string;
}

/** An assumption that carries what the changes do. */
export interface CarryingAssumption {
    readonly key: string;
    /** The share of the spread between models that goes with it alone. */
    readonly share: number;
    /** What the changes do where it has its least values. */
    readonly low: EndOfKey;
    /** The same where it has its greatest. */
    readonly high: EndOfKey;
}

/** What the changes do, on average, where a key has some values. */
export interface EndOfKey {
    /** The values: one, or `0.1 to 0.2`. */
    readonly values: string;
    /** The value. */
    readonly value: number;
    /** Lower bound. */
    readonly low: number;
    /** Upper bound. */
    readonly high: number;
}

/** Models in which the changes do otherwise than mostly. */
export interface BoxOfModels {
    /** Whether it is about their helping; else about their harming. */
    readonly about_help: boolean;
    /** Whether they do that here; else they do not. */
    readonly does: boolean;
    /** Keys with what the box allows of them: `at most 0.04`. */
    readonly limits: readonly (readonly [string, string])[];
    /** Models in it. */
    readonly models: number;
    /** The share of these that are as it says. */
    readonly density: number;
}
