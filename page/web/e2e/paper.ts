import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { blamed, losses } from "../src/views/lessons/facts";
import type { Channel } from "../src/parts/reasons";
import { told, type Told } from "./claims";
import type { Asked } from "./engine";

export type Language = "en" | "nl";

const FOLDER = resolve(import.meta.dirname, "../../../docs/classroom");

/** Names of all that a teacher takes along in a language. */
export function papers(language: Language): readonly string[] {
    return readdirSync(resolve(FOLDER, language)).sort();
}

export function paper(language: Language, name: string): string {
    return readFileSync(resolve(FOLDER, language, name), "utf8");
}

/** A number, and the comment behind it that says which question it answers. */
export interface Figure {
    readonly written: string;
    readonly source: string;
}

const FIGURE = /(\d+(?:[.,]\d+)?)<!-- ([^>]+) -->/g;

export function figures(text: string): readonly Figure[] {
    return [...text.matchAll(FIGURE)].map(([, written = "", source = ""]) => ({ written, source }));
}

/** What is left of a text without the numbers that have a source. */
export function withoutFigures(text: string): string {
    return text.replace(FIGURE, "");
}

/** What two languages must have in common: headings, points, rows, numbers and where links lead. */
export function shape(text: string): readonly string[] {
    return text.split("\n").flatMap((line) => {
        const mark = /^(#+|- |\|[ -]|!\[|_{3})/.exec(line)?.[0];
        return mark === undefined ? [] : [`${mark} ${mark.startsWith("|") ? line.split("|").length : ""}`.trim()];
    });
}

/** All that must be the same in any order within a paper, for sentences are built differently. */
export function contents(text: string): readonly string[] {
    const numbers = (withoutFigures(text).match(/\d+/g) ?? []).map(String);
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? "");
    return [...numbers, ...links, ...figures(text).map(({ written, source }) => `${written.replace(",", ".")} ${source}`)].sort();
}

/** Answers questions of lessons, each asked once. */
export class Answers {
    readonly #asked: Asked;
    readonly #known = new Map<string, Promise<Told>>();

    constructor(asked: Asked) {
        this.#asked = asked;
    }

    /** What a source comes to, as English writes it. */
    async of(source: string): Promise<string> {
        const [place = "", ...what] = source.split(" ");
        if (place === "world") return this.#ofWorld(what);
        const known = this.#known.get(place) ?? told(place, this.#asked);
        this.#known.set(place, known);
        return ofQuestion(await known, what);
    }

    async #ofWorld([scenario = "", world, measure = "", month]: readonly string[]): Promise<string> {
        const { months, events, timeline } = await this.#asked.world(scenario, [], Number(world));
        if (measure === "months") return String(months);
        if (measure === "split") return String(events.find(({ kind }) => kind === "split")?.month);
        return String(Math.round((timeline[measure]?.[Number(month) - 1] ?? Number.NaN) * 100));
    }
}

function ofQuestion({ there, thriving, facts }: Told, [what = "", which = ""]: readonly string[]): string {
    if (what === "gain") return (facts.loops?.whole[0] ?? Number.NaN).toFixed(2);
    if (facts.world !== null) return String(Math.round(100 * (what === "said" ? blamed(facts.world) : losses(facts.world)[which as Channel])));
    return String(which === "thriving" ? thriving(what) : which === "there" ? there(what) : Number.NaN);
}
