/**
 * What a report shows: the data that `alliance report` puts into its page. Names of fields are those of the tables and of
 * `--json`; shares lie between 0 and 1.
 */
import type { Band, Outcome, WorldAnswer } from "../engine/types";

export interface ReportData {
    readonly kind: "run" | "trace";
    /** The language that the page opens in; `null` leaves it to the reader. */
    readonly language: string | null;
    readonly title: string;
    readonly description: string;
    /** Whether everything that was asked for was run. */
    readonly complete: boolean;
    /** How many runs there are, failed ones included in `done`; `null` for a trace. */
    readonly runs: { readonly asked: number; readonly done: number; readonly failed: number } | null;
    /** What the study came to; `null` for a trace. */
    readonly verdict: Verdict | null;
    /** Whether design points were drawn or listed, so that none of them stands for the others. */
    readonly sampled: boolean;
    /** Arms times design points, those that are not shown included. */
    readonly n_cells: number;
    /** The arms at design points that have curves. */
    readonly cells: readonly CellData[];
    /** Arms held against the base; `null` where there is one arm. */
    readonly comparison: Comparison | null;
    readonly n_comparisons: number;
    /** The run of a trace. */
    readonly run: { readonly called: string; readonly outcome: Outcome; readonly months: number } | null;
    /** Which replication is replayed, and why that one. */
    readonly replication: readonly [number: number, why: "asked" | "differs" | "typical"] | null;
    readonly replays: readonly ReplayData[];
    /** Runs that are not replayed. */
    readonly left_out: readonly (Named & { readonly why: "not_there" | "size" | "otherwise" })[];
    readonly scenario: { readonly toml: string; readonly is_original: boolean; readonly files: readonly string[] };
    readonly made: MadeBy;
    /** Commands that make it again. */
    readonly again: readonly string[];
}

/** An arm at a design point. */
export interface Named {
    readonly arm: string;
    /** The keys that vary, with their values. */
    readonly settings: readonly (readonly [key: string, value: string])[];
}

/** `alliance run --json`; at most 500 arms at design points. */
export interface Verdict {
    readonly arms: readonly ArmVerdict[];
    /** In English. */
    readonly sentence: string;
}

export interface ArmVerdict extends Named {
    readonly runs: number;
    readonly failed: number;
    readonly survived: Share;
    readonly outcomes: readonly (Share & { readonly outcome: Outcome })[];
    readonly median_months: number;
    readonly horizon: number;
}

export interface Share {
    readonly share: number;
    readonly interval: Interval;
}

export interface Interval {
    readonly low: number;
    readonly high: number;
}

/** An arm at a design point, with its curves. */
export interface CellData extends Named {
    /** Its place among the arms of the verdict. */
    readonly place: number;
    /** As in `survival.csv`, from month 0. */
    readonly month: readonly number[];
    readonly survival: readonly number[];
    readonly low: readonly number[];
    readonly high: readonly number[];
    /** Runs alive after every month, from month 1. */
    readonly alive: readonly number[];
    /** As in `timeline.csv`, from month 1. */
    readonly timeline: { readonly [measure in Measure]: Band };
}

export type Measure = "trust" | "value" | "hostility" | "members";

/** `alliance compare --json`. */
export interface Comparison {
    readonly base: string;
    readonly correction: string;
    readonly arms: readonly ArmComparison[];
    /** In English. */
    readonly sentence: string;
}

export interface ArmComparison extends Named {
    readonly point: number;
    readonly worlds: number;
    readonly horizon: number;
    readonly saved: number;
    readonly lost: number;
    readonly both_survived: number;
    readonly neither_survived: number;
    readonly base_survived: Share;
    readonly arm_survived: Share;
    readonly difference: number;
    readonly paired: Interval;
    readonly mcnemar: { readonly p: number; readonly p_holm: number };
    /** Months lived, to the horizon. */
    readonly months: { readonly base: number; readonly arm: number; readonly difference: number; readonly paired: Interval | null };
}

/** One run, its numbers rounded to four places. */
export interface ReplayData extends Named {
    /** Kinds of words that nobody speaks, because the scenario has switched them off. */
    readonly silent: readonly ("gossip" | "report" | "pull")[];
    readonly world: Omit<WorldAnswer, "events"> & { readonly events: BriefEvents };
}

/** Events without what can be said again: there may be thousands. */
export interface BriefEvents {
    readonly kinds: readonly string[];
    readonly causes: readonly string[];
    readonly rows: readonly BriefEvent[];
}

/**
 * The month; places in `kinds`, in `members` (−1 where nobody is meant) twice, and in `causes`; the size; and the note, but of
 * the commonest kinds, which the page has words of its own for.
 */
export type BriefEvent = readonly [month: number, kind: number, member: number, partner: number, cause: number, size: number | null, note?: string];

export interface MadeBy {
    readonly program: string;
    readonly version: string;
    readonly commit: string | null;
    readonly file: string;
    readonly seed: string;
    readonly runs_per_cell: number | null;
    /** In universal time. */
    readonly started: string;
    readonly seconds: number;
    readonly threads: number;
    /** SHA-256 over the tables. */
    readonly digest: string;
}
