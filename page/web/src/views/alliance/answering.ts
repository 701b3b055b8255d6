import type { Signal } from "@preact/signals";
import { hush, tellAt, tellBeside } from "../../parts/hover";
import { text } from "../../state/language";
import type { Picture } from "./picture";
import { markWords, nameOf } from "./telling";

/** Whose story is open: a member's, or that of the tie between two. */
export interface Selected {
    readonly member: string;
    readonly partner: string | null;
}

/** What a picture needs in order to answer its reader. */
export interface Answering {
    readonly holder: HTMLElement;
    readonly picture: Picture;
    /** The month that is shown. */
    readonly month: () => number;
    readonly selected: Signal<Selected | null>;
    /** The member under the pointer or with the focus, for whom the others step back. */
    readonly near: Signal<number | null>;
}

/** Pointer and keys: hover explains, click and Enter open, up and down walk from member to member. Gives what ends it. */
export function answer(answering: Answering): () => void {
    const { holder, picture } = answering;
    const off = new AbortController();
    nameButtons(picture);
    answerPointer(answering, off.signal);
    answerFocus(answering, off.signal);
    holder.addEventListener("keydown", (event) => onKey(event, answering), { signal: off.signal });
    return () => off.abort();
}

function nameButtons(picture: Picture): void {
    picture.svg.setAttribute("role", "group");
    picture.svg.setAttribute("aria-label", text("alliance.picture"));
    const seated = seatedOf(picture);
    for (const member of seated) picture.buttons[member]?.setAttribute("aria-label", nameOf(picture.scene, member));
    picture.buttons[seated[0] ?? 0]?.setAttribute("tabindex", "0");
}

function answerPointer({ holder, picture, month, selected, near }: Answering, signal: AbortSignal): void {
    const move = (event: PointerEvent) => {
        const mark = markAt(picture, event);
        tellAt(markWords(picture.scene, mark, month()), event.clientX, event.clientY);
        near.value = /^(?:member|house)/.test(mark) ? Number(mark.split(":")[1]) : null;
        picture.svg.style.cursor = selectedBy(picture, mark) === null ? "" : "pointer";
    };
    const leave = () => {
        hush();
        near.value = null;
    };
    holder.addEventListener("pointermove", move, { signal });
    holder.addEventListener("pointerleave", leave, { signal });
    holder.addEventListener("click", (event) => (selected.value = selectedBy(picture, markAt(picture, event)) ?? selected.value), { signal });
}

function answerFocus({ holder, picture, month, near }: Answering, signal: AbortSignal): void {
    const come = ({ target }: FocusEvent) => {
        const mark = markOf(target);
        if (mark === null || !(target instanceof Element)) return;
        const words = markWords(picture.scene, mark, month());
        target.setAttribute("aria-label", words);
        if (!target.matches(":focus-visible")) return;
        tellBeside(words, target);
        near.value = Number(mark.split(":")[1]);
    };
    const go = () => {
        hush();
        near.value = null;
    };
    holder.addEventListener("focusin", come, { signal });
    holder.addEventListener("focusout", go, { signal });
}

function onKey(event: KeyboardEvent, { picture, selected }: Answering): void {
    const mark = markOf(event.target);
    if (mark === null) return;
    if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        selected.value = selectedBy(picture, mark) ?? selected.value;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        walk(picture, Number(mark.split(":")[1]), event.key === "ArrowDown" ? 1 : -1);
    }
}

/** Only one of the members is a stop of the Tab key: the one that had the focus last. */
function walk({ buttons, ...picture }: Picture, member: number, places: number): void {
    const seated = seatedOf(picture);
    const to = seated[(seated.indexOf(member) + places + seated.length) % seated.length] ?? member;
    buttons[member]?.setAttribute("tabindex", "-1");
    buttons[to]?.setAttribute("tabindex", "0");
    buttons[to]?.focus();
}

/** Members round the table, in the order in which they sit. */
function seatedOf({ scene }: Pick<Picture, "scene">): readonly number[] {
    const turnOf = (member: number) => scene.turns[member] ?? Number.NaN;
    const seated = scene.turns.map((_, member) => member).filter((member) => !Number.isNaN(turnOf(member)));
    return seated.sort((one, other) => turnOf(one) - turnOf(other));
}

function markOf(target: EventTarget | null): string | null {
    return target instanceof Element ? target.getAttribute("data-mark") : null;
}

function markAt(picture: Picture, event: MouseEvent): string {
    const mark = event.target instanceof Element ? (event.target.closest("[data-mark]")?.getAttribute("data-mark") ?? "table") : "table";
    if (!/^(?:table|camp|line)/.test(mark)) return mark;
    const box = picture.svg.getBoundingClientRect();
    const pair = picture.tieNear(event.clientX - box.left, event.clientY - box.top);
    return pair === null ? mark : `pair:${pair}`;
}

/** Whose story a mark opens. */
function selectedBy({ scene }: Picture, mark: string): Selected | null {
    const [kind, first, second] = mark.split(":");
    if (kind === "event") {
        const { member = "", partner = "" } = scene.news(Number(first))[Number(second)] ?? {};
        return member === "" ? null : { member, partner: partner === "" ? null : partner };
    }
    if (kind === "word") {
        const word = scene.words(Number(first))[Number(second)];
        return word === undefined ? null : { member: nameOf(scene, word.from), partner: nameOf(scene, word.about) };
    }
    if (kind === "member" || kind === "house" || kind === "line") return { member: nameOf(scene, Number(first)), partner: null };
    const pair = kind === "pair" ? scene.relations.pairs[Number(first)] : undefined;
    return pair === undefined ? null : { member: nameOf(scene, pair.a), partner: nameOf(scene, pair.b) };
}
