import type { BoxOfModels, RobustnessAnswer } from "../../engine/types";
import { perCent, points } from "../../parts/spoken";
import { text } from "../../state/language";
import { nameOf, said } from "../whatif/values";

/** In how many models it helps, and in how many it harms. */
export function lead({ models, helps, harms }: RobustnessAnswer): string {
    if (models === 0) return text("holds.said.none");
    return text("holds.said.lead", { models, helps: perCent(helps.value), harms: perCent(harms.value) });
}

/** What else there is to say of it, in a few sentences. */
export function inWords(answer: RobustnessAnswer): readonly string[] {
    return [sure(answer), written(answer), settled(answer), same(answer), ...answer.boxes.slice(0, 1).map(elsewhere)].filter((sentence) => sentence !== "");
}

function sure({ models, runs, unclear, helps }: RobustnessAnswer): string {
    if (models === 0) return "";
    return text("holds.said.sure", { low: perCent(helps.low), high: perCent(helps.high), unclear: perCent(unclear), runs });
}

function written({ as_written, goal }: RobustnessAnswer): string {
    if (as_written === null) return text("holds.said.written_nothing");
    const { value, low, high } = as_written;
    return text(`holds.said.written_${goal}`, { effect: points(value), low: points(low), high: points(high) });
}

function settled({ models, in_question, goal, runs }: RobustnessAnswer): string {
    const n = models - in_question;
    return n === 0 ? "" : text(`holds.said.settled_${goal}`, { n, runs });
}

function same({ same }: RobustnessAnswer): string {
    return same === 0 ? "" : text("holds.said.same", { same });
}

function elsewhere({ about_help, does, limits, models, density }: BoxOfModels): string {
    const where = limits.map(([key, values]) => `‘${nameOf(key)}’ ${allowed(values)}`).join(text("holds.and"));
    const what = `${does ? "does" : "does_not"}_${about_help ? "help" : "harm"}`;
    return text(`holds.said.${what}`, { where, n: Math.round(density * models), models });
}

/** Numbers of the engine are whole or have a point, and perhaps a long minus. */
const NUMBER = /^[−-]?\d[\d.]*(e[−-]?\d+)?$/;
const FORMS: readonly (readonly [RegExp, string])[] = [
    [/^(\S+) to (\S+)$/, "span"],
    [/^at least (\S+)$/, "at_least"],
    [/^at most (\S+)$/, "at_most"],
    [/^(\S+) or (\S+)$/, "either"],
];

/** Values of a key, or what is allowed of them, as the engine says it, in the language of the page. */
export function allowed(values: string): string {
    for (const [form, key] of FORMS) {
        const found = form.exec(values);
        if (found !== null) return text(`holds.values.${key}`, { one: value(found[1] ?? ""), other: value(found[2] ?? "") });
    }
    return value(values);
}

function value(word: string): string {
    if (word === "true" || word === "false") return said(word === "true");
    return NUMBER.test(word) ? said(Number(word.replaceAll("−", "-"))) : `\`${word}\``;
}
