// Written by `WRITE_TYPES=1 cargo test -p alliance-page --test types` from the types of Rust.

import type { Outcome, Reasons, ShownMeasures, OwnBand, MemberHistory, ReplayedTies } from "../engine/types";

/** Everything that the page shows. */
export interface ReportData {
    /** What it is a report of. */
    readonly kind: ReportKind;
    /** The language that it opens in; that of the reader where it is not said. */
    readonly language: Language | null;
    /** What the scenario is called; may be empty. */
    readonly title: string;
    /** Its story; may be empty. */
    readonly description: string;
    /** What it is to answer, who asks and when, as far as the scenario says so. */
    readonly asked: AskedBy;
    /** Whether everything asked for was run. */
    readonly complete: boolean;
    /** How many runs there are; nothing for a trace. */
    readonly runs: RunCounts | null;
    /** What the study came to, for at most 500 arms at design points; nothing for a trace. */
    readonly verdict: Verdict | null;
    /** Whether design points were drawn or listed, so that none of them stands for the others. */
    readonly sampled: boolean;
    /** Arms times design points, those that are not shown included. */
    readonly n_cells: number;
    /** The arms at design points that have curves. */
    readonly cells: readonly CellData[];
    /** Arms held against the base, world by world; nothing where there is one arm. */
    readonly comparison: Comparison | null;
    /** Comparisons, those that are not shown included. */
    readonly n_comparisons: number;
    /** The one run, for a trace. */
    readonly run: TracedRun | null;
    /** Which replication is replayed, and why that one; nothing where none can be. */
    readonly replication: readonly [number, Why] | null;
    /** The same run of several arms. */
    readonly replays: readonly ReplayData[];
    /** Runs that are not replayed, and why. */
    readonly left_out: readonly OmittedRun[];
    /** The scenario. */
    readonly scenario: ScenarioText;
    /** How it was made. */
    readonly made: MadeBy;
    /** Commands that make it again. */
    readonly again: readonly string[];
}

/** What a report is of. */
export type ReportKind = "run" | "trace";

/** A language that people are told things in. */
export type Language = "en" | "nl";

/** What a scenario is to answer, who asks and when; each may be empty. */
export interface AskedBy {
    /** What it is to answer. */
    readonly question: string;
    /** Who asks. */
    readonly author: string;
    /** When, in the form that they chose. */
    readonly date: string;
}

/** How many runs there are. */
export interface RunCounts {
    /** That were asked for; with a precision, the most there can be. */
    readonly asked: number;
    /** That were done, failed ones included. */
    readonly done: number;
    /** That failed. */
    readonly failed: number;
}

/** What a study came to. */
export interface Verdict {
    /** Every arm at every design point. */
    readonly arms: readonly ArmVerdict[];
    /** One sentence that can be quoted. */
    readonly sentence: string;
    /**
     * What else is clearly different from the first arm, a sentence each: of survival, where the sentence is not about it, and of every
     * outcome, that of the arm which differs most.
     */
    readonly differences: readonly string[];
    /** Arms and swept keys that change nothing in any world, a sentence each, with the reason where it is known. */
    readonly without_effect: readonly string[];
    /** Another: how trust was lost in the first arm, and what its members would say; none where no trust was lost, or where keys vary. */
    readonly reasons: string | null;
}

/** What one arm at one design point came to. */
export interface ArmVerdict {
    /** The arm. */
    readonly arm: string;
    /** The keys that vary with their values; none where nothing is swept or sampled. */
    readonly settings: readonly (readonly [string, string])[];
    /** Runs that did not fail. */
    readonly runs: number;
    /** Runs that failed. */
    readonly failed: number;
    /** The share that reached the horizon. */
    readonly survived: ShareVerdict;
    /** The share of every outcome. */
    readonly outcomes: readonly OutcomeVerdict[];
    /** The months that half of the alliances lived at least. */
    readonly median_months: number;
    /** Months until the horizon. */
    readonly horizon: number;
    /** How trust was lost. */
    readonly reasons: Reasons;
    /** Whether anything can differ from run to run; where nothing can, intervals have no width. */
    readonly varies: boolean;
    /** The mean of the measure that was asked for, where one was. */
    readonly measure: MeasureVerdict | null;
    /** The same worlds in the first arm and here; none for the first itself, and where points are sampled. */
    readonly paired: PairedVerdict | null;
}

/** A share with its interval. */
export interface ShareVerdict {
    /** The share, 0…1. */
    readonly share: number;
    /** Its 95 % interval. */
    readonly interval: Interval;
}

/** A lower and an upper bound. */
export interface Interval {
    /** Lower bound. */
    readonly low: number;
    /** Upper bound. */
    readonly high: number;
}

/** The share of one outcome. */
export interface OutcomeVerdict {
    /** Which outcome. */
    readonly outcome: Outcome;
    /** The share, 0…1. */
    readonly share: number;
    /** Its 95 % interval. */
    readonly interval: Interval;
}

/** The mean of a measure. */
export interface MeasureVerdict {
    /** What it is called. */
    readonly label: string;
    /** Its mean over all runs. */
    readonly mean: number;
    /** The 95 % interval of the mean; none of a single run. */
    readonly interval: Interval | null;
}

/** The same worlds in a base and in an arm, or at another design point. */
export interface PairedVerdict {
    /** Worlds that are there in both. */
    readonly worlds: number;
    /** Worlds in which nothing differs, to the last digit. */
    readonly identical: number;
    /** Survival, and every outcome that occurs in the study. */
    readonly fates: readonly FateDifference[];
    /** The measure that was asked for, where one was. */
    readonly measure: MeasureDifference | null;
}

/** How often a fate befalls the same worlds in a base and in an arm. */
export interface FateDifference {
    /** `survival`, `failure` or an outcome. */
    readonly fate: string;
    /** The share of the worlds that it befalls in the base, 0…1. */
    readonly base: number;
    /** The share that it befalls in the arm, 0…1. */
    readonly arm: number;
    /** Worlds that it befalls in the arm only. */
    readonly gained: number;
    /** Worlds that it befalls in the base only. */
    readonly lost: number;
    /** The p-value of McNemar's exact test, 0…1. */
    readonly p: number;
    /** The same, corrected by Holm's method for all arms and fates that are looked at together, 0…1. */
    readonly p_holm: number;
}

/** How a measure differs between the same worlds in a base and in an arm. */
export interface MeasureDifference {
    /** Its mean in the base. */
    readonly base: number;
    /** Its mean in the arm. */
    readonly arm: number;
    /** The 95 % interval of the difference, over the same worlds; none of fewer than two. */
    readonly interval: Interval | null;
    /** The p-value of Student's paired test, 0…1. */
    readonly p: number;
    /** The same, corrected by Holm's method for all arms that are looked at together, 0…1. */
    readonly p_holm: number;
}

/** An arm at a design point, with curves. */
export interface CellData {
    /** Its place among the arms of the verdict, from 0. */
    readonly place: number;
    /** Its arm. */
    readonly arm: string;
    /** The keys that vary, with their values. */
    readonly settings: readonly (readonly [string, string])[];
    /** As in `survival.csv`, from month 0. */
    readonly month: readonly number[];
    /** Share still alive. */
    readonly survival: readonly number[];
    /** Lower bound of its 95 % band. */
    readonly low: readonly number[];
    /** Upper bound of its 95 % band. */
    readonly high: readonly number[];
    /** Runs alive after every month, from month 1. */
    readonly alive: readonly number[];
    /** As in `timeline.csv`, from month 1. */
    readonly timeline: ShownMeasures;
    /** The same of every measure of the scenario's own. */
    readonly own: readonly OwnBand[];
}

/**
 * Every arm chosen against the base, at every design point.
 *
 * Replication k of every arm and design point has the same seed, so that it is the same world: its luck is the same, and only
 * what the arm changes is not. Arms are compared within a design point and never pooled over points: worlds at different
 * points share their seeds, and an average over the grid that someone happened to choose answers no question.
 */
export interface Comparison {
    /** The arm that all others are held against. */
    readonly base: string;
    /** How the p-values are corrected. */
    readonly correction: string;
    /** The arms, each at every design point. */
    readonly arms: readonly ArmComparison[];
    /** One sentence that can be quoted. */
    readonly sentence: string;
    /** Outcomes that are clearly different in an arm, and arms that change nothing in any world: a sentence each. */
    readonly differences: readonly string[];
}

/** One arm against the base, at one design point. */
export interface ArmComparison {
    /** The arm. */
    readonly arm: string;
    /** Its place in the study, from 0. */
    readonly arm_number: number;
    /** The design point. */
    readonly point: number;
    /** The swept keys with their values, where keys are swept. */
    readonly settings: readonly (readonly [string, string])[];
    /** Worlds that are compared. */
    readonly worlds: number;
    /** Worlds that are not. */
    readonly left_out: LeftOutWorlds;
    /** Months until the horizon; the shorter one where the two differ. */
    readonly horizon: number;
    /** Worlds whose alliance survives in the arm only. */
    readonly saved: number;
    /** Worlds whose alliance survives in the base only. */
    readonly lost: number;
    /** Worlds whose alliance survives in both. */
    readonly both_survived: number;
    /** Worlds whose alliance survives in neither. */
    readonly neither_survived: number;
    /** The share that survives in the base. */
    readonly base_survived: ShareVerdict;
    /** The share that survives in the arm. */
    readonly arm_survived: ShareVerdict;
    /** The share that survives in the arm, less that in the base, −1…1. */
    readonly difference: number;
    /** Its 95 % interval, of worlds that are paired. */
    readonly paired: Interval;
    /** The 95 % interval it would have if the arms' worlds had nothing to do with each other. */
    readonly unpaired: Interval;
    /** McNemar's exact test of survival. */
    readonly mcnemar: TestVerdict;
    /** Months without a failure, to the horizon. */
    readonly months: MeanDifference;
    /** The log-rank test of the survival curves. */
    readonly log_rank: LogRankVerdict;
    /** How many worlds went from which outcome to which. */
    readonly transitions: readonly Transition[];
    /** Worlds in which nothing differs, to the last digit. */
    readonly identical: number;
    /** Every outcome, in their order; corrected over all arms, design points and outcomes that occur. */
    readonly outcomes: readonly FateDifference[];
    /** The fate or the measure that was asked for instead of survival. */
    readonly asked: AskedComparison | null;
}

/** Worlds that cannot be compared. */
export interface LeftOutWorlds {
    /** In which a run failed. */
    readonly failed: number;
    /** Of which only one of the two runs is there, as the run was interrupted. */
    readonly single: number;
}

/** A p-value, and what is left of it when all arms are looked at together. */
export interface TestVerdict {
    /** By itself, 0…1. */
    readonly p: number;
    /** Corrected by Holm's method for all comparisons shown, 0…1. */
    readonly p_holm: number;
}

/** The mean of one arm less that of another, over the same worlds. */
export interface MeanDifference {
    /** The mean of the base. */
    readonly base: number;
    /** The mean of the arm. */
    readonly arm: number;
    /** The arm's mean less the base's. */
    readonly difference: number;
    /** Its 95 % interval, of worlds that are paired; none of fewer than two. */
    readonly paired: Interval | null;
    /** The 95 % interval it would have if the arms' worlds had nothing to do with each other; none of fewer than two. */
    readonly unpaired: Interval | null;
}

/** What the log-rank test says. */
export interface LogRankVerdict {
    /** Chi-square on one degree of freedom. */
    readonly chi_square: number;
    /** By itself, 0…1. */
    readonly p: number;
    /** Corrected by Holm's method for all comparisons shown, 0…1. */
    readonly p_holm: number;
}

/** Worlds that end one way in the base and another, or the same, in the arm. */
export interface Transition {
    /** How the alliance fares in the base. */
    readonly base: Outcome;
    /** How it fares in the arm. */
    readonly arm: Outcome;
    /** In how many worlds. */
    readonly worlds: number;
}

/** A fate or a measure that was asked for, in the same worlds of a base and of an arm. */
export interface AskedComparison {
    /** What it is: `fragmented`, `final_trust`. */
    readonly name: string;
    /** The mean of the base. */
    readonly base: number;
    /** The mean of the arm. */
    readonly arm: number;
    /** The arm's mean less the base's. */
    readonly difference: number;
    /** Its 95 % interval, of worlds that are paired; none of fewer than two. */
    readonly paired: Interval | null;
    /** The 95 % interval it would have if the arms' worlds had nothing to do with each other; none of fewer than two. */
    readonly unpaired: Interval | null;
    /** Of a fate, McNemar's exact test; of a measure, Student's paired test. */
    readonly test: TestVerdict;
    /** Worlds that a fate befalls in the arm only and in the base only; nothing of a measure. */
    readonly worlds: readonly number[] | null;
}

/** Which run was traced. */
export interface TracedRun {
    /** Its arm, the values of what is swept, and its replication, in words. */
    readonly called: string;
    /** Its outcome. */
    readonly outcome: Outcome;
    /** Months that it lived. */
    readonly months: number;
}

/** Why a replication is replayed. */
export type Why = "asked" | "differs" | "typical";

/** One run, lived again. */
export interface ReplayData {
    /** The arm. */
    readonly arm: string;
    /** The keys that vary, with their values. */
    readonly settings: readonly (readonly [string, string])[];
    /** Kinds of words that nobody speaks, because the scenario has switched them off. */
    readonly silent: readonly Talk[];
    /** The run, its numbers rounded to four places. */
    readonly world: ReplayedWorld;
}

/** Words that are spoken behind backs. */
export type Talk = "gossip" | "report" | "pull";

/** A run with its events in brief. */
export interface ReplayedWorld {
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
    readonly events: BriefEvents;
}

/** Events without what can be said again. */
export interface BriefEvents {
    readonly kinds: readonly string[];
    readonly causes: readonly string[];
    readonly rows: readonly BriefEvent[];
}

/**
 * The month; places in `kinds`, in `members` (−1 where nobody is meant) twice, and in `causes`; the size; and the note, but of the
 * commonest kinds, which the page has words of its own for.
 */
export type BriefEvent = readonly [number, number, number, number, number, number | null, string?];

/** A run that is not replayed. */
export interface OmittedRun {
    /** The arm. */
    readonly arm: string;
    /** The keys that vary, with their values. */
    readonly settings: readonly (readonly [string, string])[];
    /** Why it is not. */
    readonly why: Omission;
}

/** Why a run is not replayed. */
export type Omission = "not_there" | "size" | "otherwise";

/** The scenario, as a file. */
export interface ScenarioText {
    /** Its text. */
    readonly toml: string;
    /** Whether that is how its author wrote it; else it is every key with its value. */
    readonly is_original: boolean;
    /** Names of the files that it needs beside it. */
    readonly files: readonly string[];
}

/** How a result was made. */
export interface MadeBy {
    /** The program. */
    readonly program: string;
    /** Its version. */
    readonly version: string;
    /** The commit it was built from, where that is known. */
    readonly commit: string | null;
    /** The scenario file, as it was named. */
    readonly file: string;
    /** What all luck is derived from: a text, for it may not fit into a number of JavaScript. */
    readonly seed: string;
    /** Replications of every arm and design point. */
    readonly runs_per_cell: number | null;
    /** When the first run began, in universal time. */
    readonly started: string;
    /** Seconds that it took. */
    readonly seconds: number;
    /** Threads that shared the work. */
    readonly threads: number;
    /** SHA-256 over the tables. */
    readonly digest: string;
}
