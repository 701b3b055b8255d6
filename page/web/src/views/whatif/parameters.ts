/** A number that one can turn. */
export interface Turn {
    readonly key: string;
    /** What the slider spans; the field beside it takes all that a file may say. */
    readonly low: number;
    readonly high: number;
    readonly step: number;
    /** A place in `whatif.units`. */
    readonly unit?: "month" | "members" | "months" | "times";
    /** Only where the members are drawn: listed ones have it in the file. */
    readonly drawn?: true;
}

/** What belongs together, under one heading. */
export interface Group {
    /** A place in `whatif.groups`. */
    readonly name: string;
    /** Whether it is open at first. */
    readonly open: boolean;
    /** The switch of the whole mechanism. */
    readonly enabled?: string;
    readonly turns: readonly Turn[];
    /** Other switches. */
    readonly switches?: readonly string[];
}

const share = { low: 0, high: 1, step: 0.01 } as const;
const signed = { low: -1, high: 1, step: 0.01 } as const;

/** The parameters that matter most, by mechanism; all others can be found by their key. */
export const GROUPS: readonly Group[] = [
    {
        name: "start",
        open: true,
        turns: [
            { key: "relations.trust_mean", ...signed },
            { key: "relations.image_mean", ...signed },
            { key: "alliance.shared_language", ...share },
            { key: "alliance.goal_clarity", ...share },
            { key: "alliance.agreements", ...share },
            { key: "alliance.challenge", ...share },
            { key: "population.hidden", ...share },
            { key: "relations.bond_sd", low: 0, high: 0.6, step: 0.02 },
            { key: "relations.trust_shared", ...share },
            { key: "population.count", low: 2, high: 30, step: 1, unit: "members", drawn: true },
            { key: "population.goal_spread", low: 0, high: 1.5, step: 0.05, drawn: true },
            { key: "population.culture_spread", low: 0, high: 0.8, step: 0.02, drawn: true },
        ],
    },
    {
        name: "home",
        open: true,
        enabled: "home_talk.enabled",
        turns: [
            { key: "home_talk.echo", low: 0, high: 0.6, step: 0.01 },
            { key: "home_talk.stereotyping", low: 0, high: 0.15, step: 0.005 },
            { key: "population.voice", ...share },
            { key: "home_talk.conformity", low: 0, high: 6, step: 0.1 },
            { key: "home_talk.warning_cost", ...share },
            { key: "home_talk.recovery", low: 0, high: 0.5, step: 0.01, unit: "month" },
            { key: "population.autonomy", ...share },
            { key: "home_talk.loyalty", low: 0, high: 0.5, step: 0.01, unit: "month" },
        ],
    },
    {
        name: "gossip",
        open: true,
        enabled: "gossip.enabled",
        turns: [
            { key: "gossip.rate", low: 0, high: 0.4, step: 0.01 },
            { key: "gossip.negativity", low: 0, high: 5, step: 0.1, unit: "times" },
            { key: "gossip.contrarian", ...share },
            { key: "gossip.credulity", ...share },
        ],
    },
    {
        name: "dials",
        open: false,
        turns: [
            { key: "dials.control", ...share },
            { key: "dials.process", ...share },
            { key: "dials.agility", ...share },
            { key: "dials.diligence", ...share },
        ],
    },
    {
        name: "experience",
        open: false,
        enabled: "experience.enabled",
        turns: [
            { key: "experience.gain", low: 0, high: 0.4, step: 0.01 },
            { key: "experience.loss", low: 0, high: 0.8, step: 0.01 },
            { key: "experience.crowding_out", ...share },
            { key: "experience.culture_blame", low: 0, high: 5, step: 0.1 },
        ],
    },
    {
        name: "work",
        open: false,
        turns: [
            { key: "population.temptation", ...share },
            { key: "work.trust_weight", low: 0, high: 4, step: 0.1 },
            { key: "work.benefit", low: 0, high: 15, step: 0.5 },
            { key: "work.power_share", ...share },
            { key: "work.chain_dependence", ...share },
            { key: "work.synergy", low: 0, high: 2, step: 0.05 },
            { key: "work.complementarity", ...share },
            { key: "alliance.mission", low: 0, high: 60, step: 1 },
        ],
    },
    {
        name: "incidents",
        open: false,
        enabled: "incidents.enabled",
        turns: [
            { key: "incidents.identity", low: 0, high: 0.8, step: 0.02 },
            { key: "incidents.norms", low: 0, high: 0.5, step: 0.01 },
            { key: "incidents.resolution", ...share },
        ],
    },
    {
        name: "learning",
        open: false,
        turns: [
            { key: "dialogue.strength", low: 0, high: 0.2, step: 0.005 },
            { key: "learning.language_gain", low: 0, high: 0.3, step: 0.01 },
            { key: "learning.clarity_gain", low: 0, high: 0.3, step: 0.01 },
            { key: "learning.clarity_loss", low: 0, high: 0.1, step: 0.002 },
        ],
    },
    {
        name: "goals",
        open: false,
        enabled: "goals.enabled",
        turns: [
            { key: "goals.alliance_pull", low: 0, high: 0.3, step: 0.01, unit: "month" },
            { key: "goals.disclosure", ...share },
            { key: "goals.capture", low: 0, high: 0.2, step: 0.005, unit: "month" },
        ],
    },
    {
        name: "context",
        open: false,
        enabled: "context.enabled",
        turns: [
            { key: "context.shock_rate", low: 0, high: 0.3, step: 0.01, unit: "month" },
            { key: "context.shock_size", low: 0, high: 3, step: 0.1 },
        ],
    },
    {
        name: "membership",
        open: false,
        turns: [
            { key: "membership.exit_threshold", ...signed },
            { key: "membership.patience", low: 1, high: 36, step: 1, unit: "months" },
            { key: "membership.admission_threshold", ...signed },
        ],
        switches: ["membership.expulsion"],
    },
];
