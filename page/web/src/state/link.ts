import { computed, effect, signal } from "@preact/signals";
import type { Change, Value } from "../engine/types";
import { game, gameOf, gameParts } from "./game";
import { codes, language, speak, text } from "./language";
import { lesson, type LessonPlace } from "./lesson";
import { notice, openIfValid } from "./opening";
import { pack, unpack } from "./packing";
import { place } from "./place";
import { goTo, month, pause } from "./player";
import { screen } from "./screen";
import { setup, start, world, type Setup } from "./setup";
import { tab } from "./tab";

/** The least milliseconds between two changes of the address: browsers refuse more than some a second. */
const PAUSE = 400;

/** What is on the screen, as a link. */
export const link = signal(location.href);

/** What stands in a link that cannot be followed. */
class Broken extends Error {}

/** The month that a link asks for, until there is a world in which to go there. */
let wantedMonth: number | null = null;

const packed = { toml: "", letters: "" };

/** Where the reader is, as the text after `#`; nothing while there is nothing to be seen. */
async function written(): Promise<string | null> {
    const now = setup.peek();
    if (screen.peek() === "laboratory") return now === null ? null : ofLaboratory(now);
    const parts = new URLSearchParams(screen.peek() === "play" ? gameParts(game.peek()) : []);
    parts.set("lang", language.peek());
    return parts.toString();
}

/** The setting, and where the reader is in it. */
async function ofLaboratory(now: Setup): Promise<string> {
    const parts = new URLSearchParams();
    const known = start.peek()?.scenarios.find(({ toml }) => toml === now.toml);
    if (known === undefined) parts.set("file", await letters(now.toml));
    else parts.set("scenario", known.name);
    if (now.changes.length > 0) parts.set("set", JSON.stringify(now.changes));
    if (now.rival !== null) parts.set("rival", JSON.stringify(now.rival));
    if (now.seed !== null) parts.set("seed", String(now.seed));
    if (now.replication > 0) parts.set("world", String(now.replication));
    parts.set("month", String(wantedMonth ?? month.peek()));
    parts.set("lang", language.peek());
    parts.set("tab", tab.peek());
    const at = lesson.peek();
    if (at !== null) parts.set("lesson", `${at.lesson}.${at.step + 1}`);
    return parts.toString();
}

/** A file's text is packed once, not whenever the month moves. */
async function letters(toml: string): Promise<string> {
    if (packed.toml !== toml) Object.assign(packed, { letters: await pack(toml), toml });
    return packed.letters;
}

/** Reads what a link says. */
async function read(hash: string): Promise<Setup> {
    const parts = new URLSearchParams(hash);
    const rival = parts.get("rival");
    const seed = parts.get("seed");
    return {
        toml: await scenarioText(parts),
        changes: changes(parts.get("set") ?? "[]"),
        rival: rival === null ? null : changes(rival),
        seed: seed === null ? null : whole(seed),
        replication: whole(parts.get("world") ?? "0"),
    };
}

async function scenarioText(parts: URLSearchParams): Promise<string> {
    const file = parts.get("file");
    if (file !== null) return unpack(file, start.peek()?.limits.bytes ?? 0);
    const name = parts.get("scenario");
    const known = start.peek()?.scenarios.find((scenario) => scenario.name === name);
    if (known === undefined) throw new Broken(name === null ? text("takeaway.link_without_scenario") : text("takeaway.link_unknown_scenario", { name }));
    return known.toml;
}

/** The step of a lesson, as in `closing.2`, with nothing predicted yet. */
function lessonPlace(written: string): LessonPlace | null {
    const [, key, step] = /^(\w+)\.([1-9]\d?)$/.exec(written) ?? [];
    return key === undefined ? null : { lesson: key, step: Number(step) - 1, predictions: {} };
}

/** What was predicted in a lesson that is still open stays so when the reader goes back in it. */
function asPredicted(wanted: LessonPlace | null): LessonPlace | null {
    const open = lesson.peek();
    return wanted !== null && open?.lesson === wanted.lesson ? { ...wanted, predictions: open.predictions } : wanted;
}

function whole(written: string): number {
    const number = Number(written);
    if (!/^\d+$/.test(written) || !Number.isSafeInteger(number)) throw new Broken();
    return number;
}

function changes(written: string): readonly Change[] {
    const list: unknown = JSON.parse(written);
    if (!Array.isArray(list) || !list.every(isChange)) throw new Broken();
    return list;
}

function isChange(entry: unknown): entry is Change {
    return Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string" && isValue(entry[1]);
}

function isValue(value: unknown): value is Value {
    if (typeof value === "object" && value !== null) return Object.values(value).every(isValue);
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Goes where the address says; `false` where it says nothing that can be followed. */
async function follow(): Promise<boolean> {
    const hash = location.hash.slice(1);
    const parts = new URLSearchParams(hash);
    const [code, open] = [parts.get("lang") ?? "", parts.get("tab")];
    // Scenarios and names in a link are in its language.
    if (codes.includes(code)) speak(code);
    try {
        if ([...parts.keys()].every((key) => key === "lang")) {
            screen.value = "cover";
            return true;
        }
        if (parts.has("game")) {
            game.value = gameOf(parts);
            screen.value = "play";
            return true;
        }
        screen.value = "laboratory";
        const wanted = await read(hash);
        const at = whole(parts.get("month") ?? "1");
        if (!(await openIfValid(wanted, text("takeaway.link_refused")))) return false;
        if (open !== null) tab.value = open;
        lesson.value = asPredicted(lessonPlace(parts.get("lesson") ?? ""));
        arrive(at);
        return true;
    } catch (error) {
        const words = error instanceof Broken && error.message !== "" ? error.message : text("takeaway.link_broken");
        notice.value = { words, refusal: null };
        return false;
    }
}

/** Goes to a month as soon as the world that the link means is there. */
function arrive(at: number): void {
    pause();
    wantedMonth = at;
    const dispose = effect(() => {
        const { answer, waiting } = world.value;
        if (answer === null || waiting || wantedMonth === null) return;
        goTo(wantedMonth);
        wantedMonth = null;
        queueMicrotask(() => dispose());
    });
}

/** Begins with what the address says, or with `otherwise`; from then on the address says what is on the screen. */
export async function keepLink(otherwise: () => void): Promise<void> {
    if (!(await follow())) otherwise();
    named = place();
    addEventListener("hashchange", () => {
        if (location.href === link.peek()) return;
        void follow().then(() => {
            named = place();
            return write();
        });
    });
    const shown = computed(() => ({
        screen: screen.value,
        game: game.value,
        setup: setup.value,
        month: month.value,
        language: language.value,
        tab: tab.value,
        lesson: lesson.value,
    }));
    let timer: ReturnType<typeof setTimeout> | undefined;
    shown.subscribe(() => {
        timer ??= setTimeout(() => {
            timer = undefined;
            void write();
        }, PAUSE);
    });
}

/** The place that the address names. */
let named = "";

async function write(): Promise<void> {
    const now = await written();
    if (now === null) return;
    const address = new URL(location.href);
    address.search = "";
    address.hash = now;
    link.value = address.href;
    if (place() === named) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    named = place();
}
