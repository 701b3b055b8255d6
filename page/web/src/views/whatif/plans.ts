import type { Value } from "../../engine/types";
import { editedChanges, editedScenario, set } from "../../state/editing";
import { text } from "../../state/language";

/** A table of a scenario file. */
type Entry = { readonly [key: string]: Value };

/** What the page plans, apart from what the file does. */
export type List = "stewards" | "events";

export interface Facilitator {
    readonly from: number;
    readonly months: number;
}

export interface Conversations {
    readonly first: number;
    readonly count: number;
    readonly every: number;
}

/** What a facilitator is like: the one of the bundled scenarios. */
const QUALITIES: Entry = { skill: 0.9, cost: 0.03, focus: { relations: 0.8, reflection: 0.6, pattern_breaking: 0.6 } };
const SIZE = 8;
/** An agreement or a story brings things half way to where all is agreed, or clear. */
const HALF = 0.5;

/** The facilitator at work: the one that this page has hired, or an arm of the file. */
export function facilitator(): Facilitator | null {
    const steward = planned("stewards").find(isFacilitator);
    if (steward === undefined) return null;
    const from = Number(steward["from"] ?? 0);
    return { from, months: Number(steward["until"] ?? lastMonth()) - from };
}

/** Hires one beside the others who look after the alliance, gives the one who is there another term, or lets that one go. */
export function hire(wanted: Facilitator | null): void {
    const others = planned("stewards").filter((steward) => !isFacilitator(steward));
    const there = planned("stewards").find(isFacilitator) ?? { role: text("whatif.facilitator_role"), ...QUALITIES };
    const ours = wanted === null ? [] : [{ ...there, from: wanted.from, until: wanted.from + wanted.months }];
    plan("stewards", [...others, ...ours]);
}

/** Whether somebody does what the facilitators of the bundled scenarios do, whatever the role is called. */
function isFacilitator({ focus }: Entry): boolean {
    return focus !== undefined && same(focus, QUALITIES["focus"] ?? {});
}

/** The month at which an alliance of the scenario comes to its horizon. */
function lastMonth(): number {
    return editedScenario.value.answer?.months ?? 0;
}

/** The open conversations that are not in the file. */
export function conversations(): Conversations | null {
    const months = planned("events").filter((event) => isOurs(event, "open_conversation")).map((event) => Number(event["month"]));
    const [first, second] = months.sort((one, other) => one - other);
    if (first === undefined) return null;
    return { first, count: months.length, every: second === undefined ? 3 : second - first };
}

/** Plans open conversations beside the events of the file, or none. */
export function converse(wanted: Conversations | null): void {
    const others = planned("events").filter((event) => !isOurs(event, "open_conversation"));
    const month = (place: number) => (wanted?.first ?? 0) + place * (wanted?.every ?? 0);
    const ours = Array.from({ length: wanted?.count ?? 0 }, (_, place) => ({ month: month(place), kind: "open_conversation", size: SIZE }));
    plan("events", [...others, ...ours]);
}

/** What is done once, and for all: roles and rules are agreed on, or the goal is told in a clear message. */
export type Once = "agreement" | "story";

/** The month of the one that is not in the file. */
export function once(kind: Once): number | null {
    const ours = planned("events").find((event) => isOurs(event, kind));
    return ours === undefined ? null : Number(ours["month"]);
}

/** Plans one beside the events of the file, or none. */
export function planOnce(kind: Once, month: number | null): void {
    const others = planned("events").filter((event) => !isOurs(event, kind));
    plan("events", month === null ? others : [...others, { month, kind, size: HALF }]);
}

function isOurs(event: Entry, kind: Once | "open_conversation"): boolean {
    return event["kind"] === kind && !written("events").some((known) => same(known, event));
}

function planned(list: List): readonly Entry[] {
    const changed = editedChanges.value.find(([key]) => key === list)?.[1];
    return Array.isArray(changed) ? changed.filter(isEntry) : written(list);
}

function written(list: List): readonly Entry[] {
    return (editedScenario.value.answer?.planned?.[list] ?? []).filter(isEntry);
}

function plan(list: List, entries: readonly Entry[]): void {
    set(list, same(entries, written(list)) ? null : entries);
}

function isEntry(value: Value): value is Entry {
    return typeof value === "object" && !Array.isArray(value);
}

/** Whether two values are equal, whatever the order of their keys. */
function same(one: Value, other: Value): boolean {
    return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: Value): Value {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isEntry(value)) return value;
    return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key] ?? "")]));
}
