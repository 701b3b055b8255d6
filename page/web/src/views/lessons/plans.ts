import type { Change, Value } from "../../engine/types";
import * as facts from "./facts";
import type { Arms, Lesson, Measure, Question } from "./kinds";

const AS_WRITTEN: readonly Change[] = [];

/** The lessons, in their order. */
export const LESSONS: readonly Lesson[] = [
    {
        key: "closing",
        scenario: "vicious-circle",
        world: 16,
        steps: [
            { key: "meet", setting: AS_WRITTEN, covered: true, sights: ["play"] },
            { key: "last", covered: true, question: guess("written", AS_WRITTEN, "survived"), sights: ["whatif"] },
            {
                key: "small_loss",
                question: {
                    kind: "choice",
                    options: ["less", "same", "larger"],
                    arms: {},
                    measure: "survived",
                    needsLoops: true,
                    right: ({ loops }) => comesBack(loops?.whole[0] ?? 0),
                },
                sights: ["circle"],
            },
            {
                key: "cut",
                question: best({ written: AS_WRITTEN, gossip: [["gossip.enabled", false]], warn: [["population.voice", 0.85]], free: [["population.autonomy", 0.8]], fair: fairTalk() }, "survived"),
                reveal: fairTalk(),
                sights: ["circle", "side"],
            },
            {
                key: "no_gossip",
                question: guess("gossip", [["gossip.enabled", false]], "thriving", AS_WRITTEN),
                reveal: [["gossip.enabled", false]],
                sights: ["play", "side"],
            },
            { key: "meaning", setting: AS_WRITTEN, sights: ["circle", "whatif"] },
        ],
    },
    {
        key: "warning",
        scenario: "whistle-blower",
        world: 11,
        steps: [
            { key: "meet", setting: AS_WRITTEN, sights: ["play"] },
            { key: "silence", question: guess("silent", [["population.voice", 0]], "survived", AS_WRITTEN), reveal: [["population.voice", 0]], sights: ["play", "side"] },
            {
                key: "help",
                setting: AS_WRITTEN,
                question: best({ written: AS_WRITTEN, hero: [["members.Water company.voice", 1]], free: [["home_talk.warning_cost", 0]], confidant: [["stewards", confidant()]] }, "survived"),
                reveal: [["stewards", confidant()]],
                sights: ["side"],
            },
            { key: "brave", setting: AS_WRITTEN, question: guess("brave", [["population.voice", 0.9]], "survived", AS_WRITTEN), reveal: [["population.voice", 0.9]], sights: ["side"] },
            {
                key: "price",
                question: guess("dear", punished(), "survived", [["population.voice", 0.9]]),
                reveal: punished(),
                sights: ["play", "side"],
            },
            { key: "meaning", setting: AS_WRITTEN, sights: ["whatif"] },
        ],
    },
    {
        key: "early",
        scenario: "vicious-circle",
        world: 33,
        steps: [
            { key: "meet", setting: AS_WRITTEN, sights: ["play"] },
            { key: "start", question: guess("start", facilitator(0, 36), "survived", AS_WRITTEN), reveal: facilitator(0, 36), sights: ["play", "side"] },
            { key: "later", question: guess("later", facilitator(48, 84), "survived", facilitator(0, 36)), reveal: facilitator(48, 84), sights: ["play", "side"] },
            {
                key: "year",
                question: compared({ year: facilitator(0, 12), later: facilitator(48, 84) }, "year", "later", "survived"),
                reveal: facilitator(0, 12),
                sights: ["side"],
            },
            { key: "settled", setting: AS_WRITTEN, sights: ["why"] },
            { key: "meaning", setting: AS_WRITTEN, sights: ["whatif"] },
        ],
    },
    {
        key: "control",
        scenario: "trust-or-control",
        world: 0,
        steps: [
            { key: "meet", setting: [["dials.control", 0]], sights: ["play"] },
            {
                key: "tempted",
                question: compared({ loose: [["dials.control", 0]], strict: [["dials.control", 1]] }, "strict", "loose", "survived"),
                reveal: [["dials.control", 1]],
                sights: ["side"],
            },
            {
                key: "honest",
                setting: [["population.temptation", 0.1], ["dials.control", 0]],
                question: compared({ loose: honest(0), strict: honest(1), tempted: [["dials.control", 1]] }, "strict", "loose", "survived"),
                reveal: [["population.temptation", 0.1], ["dials.control", 1]],
                sights: ["side"],
            },
            {
                key: "known",
                setting: acquainted(0.4),
                question: best({ none: acquainted(0), some: acquainted(0.4), all: acquainted(1) }, "thriving"),
                sights: ["whatif"],
            },
            { key: "meaning", sights: ["whatif"] },
        ],
    },
    {
        key: "newcomers",
        scenario: "newcomers",
        world: 0,
        steps: [
            { key: "meet", setting: AS_WRITTEN, covered: true, sights: ["play"] },
            { key: "welcome", covered: true, question: guess("welcome", welcome(), "thriving"), reveal: welcome(), sights: ["play", "side"] },
            {
                key: "judging",
                setting: AS_WRITTEN,
                question: best({ feeling: [["dials.diligence", 0]], care: AS_WRITTEN, search: [["dials.diligence", 1]] }, "thriving"),
                reveal: [["dials.diligence", 1]],
                sights: ["side"],
            },
            { key: "fitting", setting: fitting(1), question: best({ feeling: fitting(0), search: fitting(1) }, "trust"), reveal: fitting(0), sights: ["side"] },
            { key: "shut", setting: AS_WRITTEN, question: { ...guess("shut", [["arrivals", []]], "thriving"), arms: { known: AS_WRITTEN, shut: [["arrivals", []]], fit: fitting(0) } }, reveal: [["arrivals", []]], sights: ["side"] },
            { key: "meaning", setting: AS_WRITTEN, sights: ["whatif"] },
        ],
    },
    {
        key: "scapegoat",
        scenario: "scapegoat",
        world: 9,
        steps: [
            { key: "meet", setting: AS_WRITTEN, covered: true, sights: ["play"] },
            {
                key: "asked",
                covered: true,
                question: { kind: "choice", options: ["blamed_on_culture", "incidents", "disappointment", "gossip", "home"], arms: {}, measure: "thriving", needsWorld: true, right: facts.costliest },
                sights: ["play"],
            },
            { key: "one", question: guess("one", oneCulture(), "thriving", AS_WRITTEN), reveal: oneCulture(), sights: ["play", "side"] },
            { key: "fair", question: guess("fair", fairTalk(), "thriving", oneCulture()), reveal: fairTalk(), sights: ["play", "side"] },
            { key: "meaning", setting: AS_WRITTEN, sights: ["why"] },
        ],
    },
    {
        key: "saving",
        scenario: "nine-qualities",
        world: 0,
        steps: [
            { key: "meet", setting: AS_WRITTEN, sights: ["play"] },
            {
                key: "gift",
                question: best({ written: AS_WRITTEN, resilience: gift("resilience"), reflection: gift("reflection"), analysis: gift("analysis"), relations: gift("relations") }, "survived"),
                reveal: gift("relations"),
                sights: ["side"],
            },
            { key: "control", scenario: "vicious-circle", setting: AS_WRITTEN, question: compared({ written: AS_WRITTEN, strict: [["dials.control", 0.8]] }, "strict", "written", "thriving"), reveal: [["dials.control", 0.8]], sights: ["side"] },
            { key: "little", scenario: "vicious-circle", setting: AS_WRITTEN, question: guess("little", talks(1), "survived", AS_WRITTEN), reveal: talks(1), sights: ["play", "side"] },
            { key: "late", scenario: "vicious-circle", question: guess("late", talks(48), "survived", talks(1)), reveal: talks(48), sights: ["side", "why"] },
            { key: "meaning", scenario: "vicious-circle", sights: ["whatif"] },
        ],
    },
];

/** How many of the worlds of one setting; beside it, what is known already. */
function guess(arm: string, changes: readonly Change[], measure: "survived" | "thriving", known?: readonly Change[]): Question {
    const arms: Arms = known === undefined ? { [arm]: changes } : { known, [arm]: changes };
    return { kind: "guess", arms, measure, right: (known) => facts.of(known, arm, measure) };
}

/** Which of some settings comes to most; `written` is shown beside them and is no answer. */
function best(arms: Arms, measure: Measure): Question {
    const options = Object.keys(arms).filter((arm) => arm !== "written");
    return { kind: "choice", options, arms, measure, right: (known) => facts.most(known, options, measure) };
}

/** Whether one setting brings more worlds through than another. */
function compared(arms: Arms, arm: string, other: string, measure: "survived" | "thriving"): Question {
    return { kind: "choice", options: ["more", "same", "fewer"], arms, measure, right: (known) => facts.compared(known, arm, other, measure) };
}

function comesBack(gain: number): string {
    if (gain > 1.05) return "larger";
    return gain < 0.95 ? "less" : "same";
}

/** Nobody at home repeats or magnifies. */
function fairTalk(): readonly Change[] {
    return [["home_talk.echo", 0], ["home_talk.stereotyping", 0]];
}

/** Engineers and birdwatchers are of one kind. */
function oneCulture(): readonly Change[] {
    const members = ["County", "Sugar mill", "Beet growers", "Nature watch", "Drinking water company", "Family campsites"];
    return members.map((member) => [`members.${member}.culture`, 0.5]);
}

/** Everybody is brave, and pays five times as dearly. */
function punished(): readonly Change[] {
    return [["population.voice", 0.9], ["home_talk.warning_cost", 1.5]];
}

function facilitator(from: number, until: number): readonly Change[] {
    const focus = { relations: 0.8, reflection: 0.6, pattern_breaking: 0.6 };
    return [["stewards", [{ role: "facilitator", from, until, skill: 0.9, cost: 0.03, focus }]]];
}

function confidant(): Value {
    return [{ role: "confidant", skill: 0.9, cost: 0.01, focus: { reflection: 1 } }];
}

function honest(control: number): readonly Change[] {
    return [["population.temptation", 0.1], ["dials.control", control]];
}

function acquainted(control: number): readonly Change[] {
    return [["relations.trust_mean", 0.5], ["dials.control", control]];
}

function welcome(): readonly Change[] {
    return [["membership.admission_threshold", -1]];
}

/** Only those apply who fit. */
function fitting(diligence: number): readonly Change[] {
    const arrivals = [
        { month: 18, member: { name: "Dance company", goal: [0.2, 0.1], culture: 0.45 } },
        { month: 48, member: { name: "Town archive", goal: [-0.1, 0.3], culture: 0.4 } },
    ];
    return [["dials.diligence", diligence], ["arrivals", arrivals]];
}

function gift(quality: string): readonly Change[] {
    return [["stewards.alliance manager.focus", { [quality]: 1 }]];
}

/** Two open conversations and a little more time for one another, from a month on. */
function talks(month: number): readonly Change[] {
    const conversation = (month: number) => ({ month, kind: "open_conversation", size: 8 });
    const time = month === 1 ? [] : [{ month, kind: "dial", dial: "process", value: 0.4 }];
    const events: Change = ["events", [conversation(month), conversation(month + (month === 1 ? 2 : 3)), ...time]];
    return month === 1 ? [["dials.process", 0.4], events] : [events];
}
