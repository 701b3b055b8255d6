import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { losses, of } from "../src/views/lessons/facts";
import type { Facts, Measure, Question } from "../src/views/lessons/kinds";
import { LESSONS } from "../src/views/lessons/plans";
import type { Asked } from "./engine";

/** What a lesson's text says of the model, in both languages, and how the model is asked whether it is so. */
export interface Claim {
    /** Lesson, step and kind of text, such as `closing.cut.after`. */
    readonly place: string;
    readonly en: string;
    readonly nl: string;
    readonly holds: (step: Told, asked: Asked) => boolean | Promise<boolean>;
}

/** What the engine says of the settings that a step compares. */
export interface Told {
    /** Worlds of a setting that are still there. */
    readonly there: (arm: string) => number;
    readonly thriving: (arm: string) => number;
    readonly facts: Facts;
}

const texts = (language: string): unknown => JSON.parse(readFileSync(resolve(import.meta.dirname, `../texts/${language}.json`), "utf8"));
const spoken = { en: texts("en"), nl: texts("nl") };

/** The text at a place of the lessons. */
export function lessonText(language: "en" | "nl", place: string): string {
    const found = place.split(".").reduce<unknown>((within, key) => (within as { readonly [key: string]: unknown } | undefined)?.[key], (spoken[language] as { readonly lessons: unknown }).lessons);
    return typeof found === "string" ? found : "";
}

/** Asks everything that the question of a step is answered from. */
export async function told(place: string, asked: Asked): Promise<Told> {
    const [key, stepKey] = place.split(".");
    const lesson = LESSONS.find((known) => known.key === key);
    const step = lesson?.steps.find((known) => known.key === stepKey);
    const scenario = step?.scenario ?? lesson?.scenario ?? "";
    const question: Question = step?.question ?? { kind: "guess", arms: {}, measure: "survived", right: () => 0 };
    const ensembles: { [name: string]: Facts["ensembles"][string] } = {};
    for (const [name, changes] of Object.entries(question.arms)) ensembles[name] = await asked.ensemble(scenario, changes);
    const facts: Facts = {
        question,
        ensembles,
        loops: question.needsLoops === true ? await asked.loops(scenario, [], lesson?.world ?? 0) : null,
        world: question.needsWorld === true ? await asked.world(scenario, [], lesson?.world ?? 0) : null,
    };
    const count = (measure: Measure) => (arm: string) => of(facts, arm, measure);
    return { there: count("survived"), thriving: count("thriving"), facts };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
/** A half of all worlds, and what counts as few of them. */
const [HALF, FEW] = [100, 50];

/** The first month in which a measure has gone a third of the way from where it began to where it ended. */
function moved(values: readonly number[]): number {
    const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
    return values.findIndex((value) => (value - first) / (last - first) >= 1 / 3);
}

/** The world that a lesson shows. */
function shownIn(lesson: string): number {
    return LESSONS.find(({ key }) => key === lesson)?.world ?? 0;
}

const opening = (asked: Asked) => asked.world("vicious-circle", [], shownIn("closing"));
const CLOSING = shownIn("closing");

export const CLAIMS: readonly Claim[] = [
    {
        place: "closing.last.text",
        en: "In that one world the homes changed first.",
        nl: "In die ene wereld veranderde het thuisfront het eerst.",
        holds: async (_, asked) => {
            const { timeline } = await opening(asked);
            return moved(timeline["hostility"] ?? []) < moved(timeline["trust"] ?? []);
        },
    },
    {
        place: "closing.last.text",
        en: "Trust at the table hardly moved in the first year",
        nl: "Aan tafel bewoog het vertrouwen in het eerste jaar nauwelijks",
        holds: async (_, asked) => (await opening(asked)).timeline["trust"]?.slice(0, 12).every((trust, _, year) => Math.abs(trust - (year[0] ?? 0)) < 0.05) === true,
    },
    {
        place: "closing.last.text",
        en: "behind it hostility grew, and fewer people warned",
        nl: "daarachter groeide de vijandigheid, en waarschuwden er minder mensen",
        holds: async (_, asked) => {
            const { hostility = [], warning = [] } = (await opening(asked)).timeline;
            return (hostility[11] ?? 0) > 2 * (hostility[0] ?? 1) && mean(warning.slice(6, 12)) < mean(warning.slice(0, 6));
        },
    },
    {
        place: "closing.last.text",
        en: "Trust followed later, and then it broke.",
        nl: "Het vertrouwen volgde later, en toen brak het.",
        holds: async (_, asked) => {
            const { timeline, outcome } = await opening(asked);
            const trust = timeline["trust"] ?? [];
            return (trust.at(-1) ?? 0) < (trust[11] ?? 0) - 0.1 && outcome === "fragmented";
        },
    },
    {
        place: "closing.last.after",
        en: "most of these alliances get there",
        nl: "loopt het met de meeste van deze allianties zo af",
        holds: ({ there, thriving }) => there("written") < HALF && thriving("written") < there("written") / 2,
    },
    {
        place: "closing.small_loss.after",
        en: "When a loss grows by itself like that",
        nl: "Groeit een verlies zo vanzelf",
        holds: ({ facts }) => (facts.loops?.whole[0] ?? 0) > 1.05,
    },
    {
        place: "closing.cut.after",
        en: "Fair talk at home helps most",
        nl: "Netjes blijven thuis helpt het meest",
        holds: ({ there, thriving }) => there("fair") > there("free") && there("free") > there("warn") && there("warn") > there("gossip") && thriving("fair") > thriving("free"),
    },
    {
        place: "closing.cut.after",
        en: "the strongest loop is loyalty",
        nl: "de sterkste lus is trouw aan thuis",
        holds: async (_, asked) => {
            const { loops } = await asked.loops("vicious-circle", [], CLOSING);
            return [...loops].sort((one, other) => (other.strength[0] ?? 0) - (one.strength[0] ?? 0))[0]?.name === "loyalty";
        },
    },
    {
        place: "closing.cut.after",
        en: "this world’s circle is still closed",
        nl: "de cirkel van deze wereld is nog steeds gesloten",
        holds: async ({ facts }, asked) => {
            const { whole } = await asked.loops("vicious-circle", facts.question.arms["fair"] ?? [], CLOSING);
            return (whole[0] ?? 0) > 1;
        },
    },
    {
        place: "closing.no_gossip.after",
        en: "More of them are still there, but hollow",
        nl: "Er zijn er meer over, maar hol",
        holds: ({ there, thriving }) => there("gossip") > there("known") && thriving("gossip") < thriving("known"),
    },
    {
        place: "closing.meaning.try",
        en: "Find a cut that opens the circle and helps nobody. And one that leaves it closed and helps many.",
        nl: "Zoek een knip die de cirkel opent en niemand helpt. En een die hem gesloten laat en veel allianties helpt.",
        holds: async (_, asked) => {
            const { loops } = await asked.loops("vicious-circle", [], CLOSING);
            const thriving = async (changes: Parameters<Asked["ensemble"]>[1]) => (await asked.ensemble("vicious-circle", changes)).outcomes.find(({ outcome }) => outcome === "thriving")?.share ?? 0;
            const now = await thriving([]);
            const cuts = await Promise.all(loops.filter(({ cut }) => cut.length > 0).map(async ({ cut, after }) => ({ opens: (after[0] ?? 0) < 1, share: await thriving(cut) })));
            return cuts.some(({ opens, share }) => opens && share <= now) && cuts.some(({ opens, share }) => !opens && share > now + 0.2);
        },
    },
    {
        place: "warning.silence.after",
        en: "Talk that nobody contradicts repeats itself",
        nl: "Praat die niemand tegenspreekt herhaalt zich",
        holds: ({ there }) => there("silent") < there("known"),
    },
    {
        place: "warning.help.after",
        en: "None of the three is a wonder",
        nl: "een wonder is geen van de drie",
        holds: ({ there }) => there("confidant") > there("hero") && there("hero") > there("free") && there("confidant") - there("written") < 20,
    },
    {
        place: "warning.brave.after",
        en: "Courage that many share is worth more than courage that one person has.",
        nl: "Moed die velen delen is meer waard dan de moed van één.",
        holds: async ({ there, thriving }, asked) => there("brave") > of((await told("warning.help", asked)).facts, "hero", "survived") && thriving("brave") > thriving("known"),
    },
    {
        place: "warning.price.after",
        en: "At first people go on warning. But with every warning somebody’s standing sinks",
        nl: "Eerst blijven mensen waarschuwen. Maar met elke waarschuwing zakt iemands aanzien",
        holds: async ({ there, facts }, asked) => {
            const { standing = [], warning = [] } = (await asked.world("whistle-blower", facts.question.arms["dear"] ?? [], shownIn("warning"))).timeline;
            return there("dear") < there("known") && (standing.at(-1) ?? 1) < 0.5 * (standing[0] ?? 0) && mean(warning.slice(0, 24)) > 0.7 && mean(warning.slice(-12)) < 0.2;
        },
    },
    {
        place: "early.start.after",
        en: "The circle turns the other way",
        nl: "De cirkel draait de andere kant op",
        holds: ({ there, thriving }) => there("start") > there("known") + 50 && thriving("start") > HALF / 2,
    },
    {
        place: "early.later.after",
        en: "The same skill has much more to undo.",
        nl: "Dezelfde kunde heeft veel meer goed te maken.",
        holds: ({ there, thriving }) => there("later") < there("known") - 30 && thriving("later") < thriving("known"),
    },
    {
        place: "early.year.after",
        en: "About as many",
        nl: "Ongeveer evenveel",
        holds: ({ facts }) => facts.question.right(facts) === "same",
    },
    {
        place: "early.meaning.try",
        en: "look with ‘Why’ at world 13 and world 1, too. How long before the end was it too late? One of them hardly had a chance on its first day",
        nl: "bekijk met ‘Waarom’ ook wereld 13 en wereld 1. Hoe lang voor het einde was het te laat? Een van de twee had al op de eerste dag nauwelijks een kans",
        holds: async (_, asked) => {
            const both = [await asked.explanation("vicious-circle", 13), await asked.explanation("vicious-circle", 1)];
            const first = both.map(({ chances }) => chances[0]?.value ?? 1);
            return both.every(({ no_return }) => no_return !== null) && Math.min(...first) < 0.2 && Math.max(...first) >= 0.2;
        },
    },
    {
        place: "control.tempted.after",
        en: "They obey, and time for checking is not there for work.",
        nl: "Ze gehoorzamen, en tijd voor controle is er niet voor het werk.",
        holds: ({ there, thriving }) => there("strict") > there("loose") + 30 && thriving("strict") < FEW / 2,
    },
    {
        place: "control.honest.after",
        en: "honest strangers do exactly as the tempted do",
        nl: "met alle regels doen eerlijke vreemden het precies zoals wie in verleiding komt",
        holds: ({ there }) => there("strict") === there("tempted") && there("strict") < there("loose"),
    },
    {
        place: "control.known.after",
        en: "With all the rules nearly everyone lasts",
        nl: "Met alle regels blijft bijna iedereen bestaan",
        holds: ({ there, thriving }) => there("all") > 180 && thriving("some") > thriving("none") && thriving("some") > thriving("all"),
    },
    {
        place: "newcomers.meet.text",
        en: "Play this world and see who gets in.",
        nl: "Speel deze wereld en kijk wie erin komt.",
        holds: async (_, asked) => {
            const kinds = (await asked.world("newcomers", [], shownIn("newcomers"))).events.map(({ kind }) => kind);
            return kinds.includes("arrival") && kinds.includes("turned_away");
        },
    },
    {
        place: "newcomers.welcome.after",
        en: "but most of those are hollow",
        nl: "maar de meeste daarvan zijn hol",
        holds: ({ there, thriving }) => thriving("welcome") < there("welcome") / 2,
    },
    {
        place: "newcomers.judging.after",
        en: "Looking into everything",
        nl: "Alles uitzoeken",
        holds: ({ thriving }) => thriving("search") > thriving("care") && thriving("care") > thriving("feeling"),
    },
    {
        place: "newcomers.fitting.after",
        en: "By feeling: trust ends at",
        nl: "Op gevoel: het vertrouwen eindigt op",
        holds: ({ facts }) => of(facts, "feeling", "trust") > of(facts, "search", "trust"),
    },
    {
        place: "newcomers.shut.after",
        en: "A shut door keeps out the wrong ones and the right ones alike.",
        nl: "Een dichte deur houdt de verkeerden en de goeden evengoed buiten.",
        holds: ({ thriving }) => thriving("shut") > thriving("known") && thriving("fit") > thriving("shut"),
    },
    {
        place: "scapegoat.meet.text",
        en: "Trust at the table falls from month to month, and in its third year the alliance is given up.",
        nl: "Het vertrouwen aan tafel daalt van maand tot maand, en in het derde jaar wordt de alliantie opgegeven.",
        holds: async (_, asked) => {
            const { timeline, outcome, months } = await asked.world("scapegoat", [], shownIn("scapegoat"));
            const trust = timeline["trust"] ?? [];
            const falls = trust.filter((value, month) => month > 0 && value < (trust[month - 1] ?? 0)).length;
            return falls > 0.8 * (trust.length - 1) && outcome === "dissolved" && months > 24 && months <= 36;
        },
    },
    {
        place: "scapegoat.asked.after",
        en: "they count only what they have seen",
        nl: "ze tellen alleen wat ze hebben gezien",
        holds: ({ facts }) => {
            const lost = facts.world === null ? null : losses(facts.world);
            return lost !== null && lost.home > 0.5 && lost.blamed_on_culture < 0.1 && facts.question.right(facts) === "home";
        },
    },
    {
        place: "scapegoat.one.after",
        en: "So the cultures are not innocent. But most of these alliances still do not thrive",
        nl: "De culturen zijn dus niet onschuldig. Maar de meeste van deze allianties bloeien nog steeds niet",
        holds: ({ thriving }) => thriving("one") > thriving("known") + 12 && thriving("one") < HALF,
    },
    {
        place: "scapegoat.fair.after",
        en: "Twice as many, with all the differences that were to blame.",
        nl: "Twee keer zo veel, met alle verschillen die de schuld hadden gekregen.",
        holds: ({ thriving }) => Math.abs(thriving("fair") / thriving("known") - 2) < 0.15,
    },
    {
        place: "saving.meet.text",
        en: "fewer than half of these alliances last ten years, and few of them thrive",
        nl: "minder dan de helft van deze allianties blijft tien jaar bestaan, en weinig daarvan bloeien",
        holds: async (_, asked) => {
            const facts = (await told("saving.gift", asked)).facts;
            return of(facts, "written", "survived") < HALF && of(facts, "written", "thriving") < FEW;
        },
    },
    {
        place: "saving.gift.after",
        en: "A long way behind come analysis",
        nl: "Ver daarachter komen analyse",
        holds: ({ there }) => there("relations") > there("analysis") + 12 && there("analysis") >= there("reflection") && there("reflection") > there("resilience"),
    },
    {
        place: "saving.control.after",
        en: "Nor do more of them last",
        nl: "En er blijven er ook niet meer bestaan",
        holds: ({ there, thriving }) => thriving("strict") < thriving("written") && there("strict") <= there("written"),
    },
    {
        place: "saving.little.after",
        en: "Small, early, and on the relation.",
        nl: "Klein, vroeg, en gericht op de relatie.",
        holds: ({ there, thriving }) => there("little") > there("known") + 30 && thriving("little") > FEW,
    },
    {
        place: "saving.late.after",
        en: "The help has not changed. What it meets has.",
        nl: "De hulp is niet veranderd. Wat ze aantreft wel.",
        holds: ({ there }) => there("late") < there("known") - 20,
    },
];
