import type { CauseAnswer, ExplanationAnswer, Outcome } from "../../engine/types";
import { isLasting } from "../../parts/lasting";
import { perCent } from "../../parts/spoken";
import { memberName } from "../../state/drawn";
import { hasText, text } from "../../state/language";

/** Where a cause weighs so many times what its absence changes, others would have done the same. */
const ALONE = 4;

/** What a cause is called, such as `the clash of Home nursing and Town council over norms in month 14`. */
export function called(cause: CauseAnswer): string {
    const { kind, member, partner, what } = cause.description;
    if (kind === "mechanism") return word(String(what));
    const planned = `why.acts.${String(kind)}_${String(what).replaceAll(" ", "_")}`;
    const place = hasText(planned) ? planned : `why.acts.${String(kind)}`;
    if (!hasText(place) || member === undefined) return cause.what;
    return text(place, { member: memberName(String(member)), partner: memberName(String(partner)), what: word(String(what)), when: when(cause) });
}

/** When a cause was at work. */
export function when({ from, to }: CauseAnswer): string {
    const key = to <= from ? "month" : to === from + 1 ? "pair" : "stretch";
    return text(`why.when.${key}`, { first: from, last: to });
}

/** What a world hung on, in a few sentences. */
export function inWords(answer: ExplanationAnswer): readonly string[] {
    return [end(answer), chances(answer), leading(answer), flips(answer), mechanism(answer)].filter((sentence) => sentence !== "");
}

/** The causes that pushed it to where it ended. */
export function leaders({ causes, met }: ExplanationAnswer): readonly CauseAnswer[] {
    return causes.filter((cause) => towards(cause, met) > 0 || (cause.sufficiency?.value ?? 0) > 0);
}

/** How much taking a cause out changes the chance to end otherwise than the run did. */
export function towards(cause: CauseAnswer, met: boolean): number {
    return met ? -cause.change.value : cause.change.value;
}

function word(name: string): string {
    const place = `why.words.${name}`;
    return hasText(place) ? text(place) : name.replaceAll("_", " ");
}

function end({ outcome, months }: ExplanationAnswer): string {
    return text("why.said.end", { outcome: text(`outcomes.${outcome}`), months });
}

function chances({ chances, chance_at_founding, goal, met, no_return, safety }: ExplanationAnswer): string {
    const start = chances[0];
    const between = start === undefined ? "" : text("why.said.between", { low: perCent(start.low), high: perCent(start.high) });
    const founded = text(`why.said.founding_${goal}`, { chance: perCent(chance_at_founding), between });
    const settled = met ? safety : no_return;
    if (settled === null) return `${founded} ${text("why.said.never_settled")}`;
    return `${founded} ${sinceWhen(met, settled)}`;
}

/** Since when its fate was settled. */
export function sinceWhen(met: boolean, settled: number): string {
    const from = settled === 0 ? "_from_the_start" : "";
    return text(`why.said.${met ? "safe" : "too_late"}${from}`, { month: settled });
}

function leading(answer: ExplanationAnswer): string {
    const [first, ...others] = leaders(answer).slice(0, 3);
    if (first === undefined) return text("why.said.no_act");
    const said = text("why.said.leading", { what: called(first), reason: reason(first, answer) });
    if (others.length === 0) return said;
    const told = others.map((cause) => text("why.said.other", { what: called(cause), with: perCent(cause.chance_with), without: perCent(cause.chance_without) }));
    return `${said} ${text(others.length === 1 ? "why.said.then_one" : "why.said.then", { others: told.join(text("why.said.and")) })}`;
}

function reason(cause: CauseAnswer, { goal, met }: ExplanationAnswer): string {
    const gaps = { with: perCent(cause.chance_with), without: perCent(cause.chance_without) };
    const alone = cause.sufficiency;
    const isRedundant = alone !== null && alone.value > ALONE * Math.abs(towards(cause, met));
    return isRedundant
        ? text(`why.said.redundant_${goal}`, { ...gaps, alone: perCent(alone.value) })
        : text(`why.said.without_${goal}`, gaps);
}

function flips(answer: ExplanationAnswer): string {
    const all = leaders(answer);
    const flipped = all.filter((cause) => meets(cause.outcome_without, answer.goal) !== answer.met);
    if (all.length === 0) return "";
    if (flipped.length === 0) return text("why.said.no_flip");
    return text("why.said.flips", { flips: flipped.length, all: all.length });
}

function meets(outcome: Outcome, goal: ExplanationAnswer["goal"]): boolean {
    return goal === "thriving" ? outcome === "completed" || outcome === "thriving" : isLasting(outcome);
}

function mechanism({ mechanisms, met }: ExplanationAnswer): string {
    const first = mechanisms[0];
    if (first === undefined || towards(first, met) <= 0) return "";
    return text("why.said.mechanism", { what: called(first), with: perCent(first.chance_with), without: perCent(first.chance_without) });
}
