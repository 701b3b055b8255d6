import { effect, useSignal, type ReadonlySignal, type Signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { WorldAnswer } from "../../engine/types";
import { hush, tellAt, tellBeside } from "../../parts/hover";
import { language, text } from "../../state/language";
import { still } from "../../state/player";
import { Legend } from "./legend";
import { makePicture, type Picture } from "./picture";
import { sceneOf } from "./scene";
import { Story } from "./story";
import { leftOutWords, markWords, monthWords, nameOf, newsWords } from "./telling";
import type { Word } from "./words";
import "./alliance.css";

/** Whose story is open: a member's, or that of the tie between two. */
export interface Selected {
    readonly member: string;
    readonly partner: string | null;
}

export interface StageProps {
    readonly world: WorldAnswer;
    /** The moment shown, in months; a world that ended before stays as it was. */
    readonly position: ReadonlySignal<number>;
    readonly playing: ReadonlySignal<boolean>;
    readonly selected: Signal<Selected | null>;
    readonly onMonth: (month: number) => void;
    /** The world whose seats are taken, where two are shown side by side. */
    readonly like?: WorldAnswer | undefined;
    /** What is shown, where there are two. */
    readonly title?: string | undefined;
    /** Kinds of words that nobody speaks, because the scenario has switched them off. */
    readonly silent?: readonly Word["kind"][];
}

const NONE: readonly Word["kind"][] = [];

/** The alliance at a moment: the table with the delegates, their homes round it, and who speaks to whom. */
export function Stage({ world, position, playing, selected, onMonth, like, title, silent = NONE }: StageProps) {
    const place = useRef<HTMLDivElement>(null);
    const size = useSize(place);
    const scene = useMemo(() => sceneOf(world, like), [world, like]);
    const picture = useMemo(() => (size === null ? null : makePicture(scene, size.width, size.height, silent)), [scene, size, silent]);
    usePicture(place, picture, position, selected);
    const note = leftOutWords(scene);
    return (
        <figure class="alliance" aria-label={title ?? text("alliance.title")}>
            {title !== undefined && <figcaption class="alliance-title">{title}</figcaption>}
            <div class="alliance-room">
                <div class="alliance-picture" ref={place} />
                <Legend />
                <Story scene={scene} position={position} selected={selected} onMonth={onMonth} />
            </div>
            <News world={world} like={like} position={position} />
            {note !== "" && <p class="alliance-note">{note}</p>}
            <Spoken world={world} like={like} position={position} playing={playing} />
        </figure>
    );
}

interface NewsProps {
    readonly world: WorldAnswer;
    readonly like: WorldAnswer | undefined;
    readonly position: ReadonlySignal<number>;
}

/** The month as a whole number, which changes less often than the moment. */
function useMonth(world: WorldAnswer, position: ReadonlySignal<number>): number {
    const month = useSignal(1);
    useEffect(
        () =>
            effect(() => {
                month.value = Math.min(Math.floor(position.value), world.months);
            }),
        [world, position],
    );
    return Math.min(month.value, world.months);
}

function News({ world, like, position }: NewsProps) {
    const month = useMonth(world, position);
    const words = newsWords(sceneOf(world, like), month);
    const ended = month === world.months;
    return (
        <p class="alliance-news">
            {ended && <span class={`outcome ${world.outcome}`}>{text(`outcomes.${world.outcome}`)}</span>}{" "}
            {words === "" && !ended ? text("alliance.quiet_month") : words}
        </p>
    );
}

/** Read aloud when the run is paused, and silent while it plays. */
function Spoken({ world, like, position, playing }: NewsProps & { readonly playing: ReadonlySignal<boolean> }) {
    const month = useMonth(world, position);
    return (
        <p class="unseen" aria-live={playing.value ? "off" : "polite"}>
            {playing.value ? "" : monthWords(sceneOf(world, like), month)}
        </p>
    );
}

interface Size {
    readonly width: number;
    readonly height: number;
}

function useSize(place: { readonly current: HTMLElement | null }): Size | null {
    const [size, setSize] = useState<Size | null>(null);
    useLayoutEffect(() => {
        const holder = place.current;
        if (holder === null) return undefined;
        const measure = () => {
            const next = { width: Math.round(holder.clientWidth), height: Math.round(holder.clientHeight) };
            setSize((last) => (last?.width === next.width && last.height === next.height ? last : next));
        };
        measure();
        const watcher = new ResizeObserver(measure);
        watcher.observe(holder);
        return () => watcher.disconnect();
    }, []);
    return size;
}

/** Puts the picture in its place, paints it whenever something moves, and lets it answer. */
function usePicture(
    place: { readonly current: HTMLElement | null },
    picture: Picture | null,
    position: ReadonlySignal<number>,
    selected: Signal<Selected | null>,
): void {
    const near = useSignal<number | null>(null);
    const words = language.value;
    useLayoutEffect(() => {
        const holder = place.current;
        if (holder === null || picture === null) return undefined;
        holder.replaceChildren(picture.svg);
        const month = () => Math.min(Math.floor(position.peek()), picture.scene.world.months);
        const stopPainting = effect(() => {
            const at = still.matches ? Math.floor(position.value) : position.value;
            picture.paint(at, looksOf(picture, selected.value, near.value));
        });
        const stopAnswering = answer(picture, month, selected, near);
        return () => {
            stopPainting();
            stopAnswering();
            near.value = null;
        };
    }, [picture, words]);
}

function looksOf(picture: Picture, selected: Selected | null, near: number | null) {
    const { members } = picture.scene.world;
    const number = (name: string | null | undefined) => members.indexOf(name ?? "");
    const [member, partner] = [number(selected?.member), number(selected?.partner)];
    if (member >= 0 && partner >= 0) return { focus: null, tie: [member, partner] as const };
    return { focus: member >= 0 ? member : near, tie: null };
}

/** Pointer and keys: hover explains, click and Enter open, up and down walk from member to member. */
function answer(picture: Picture, month: () => number, selected: Signal<Selected | null>, near: Signal<number | null>): () => void {
    const { svg, scene, buttons } = picture;
    const off = new AbortController();
    const listen = <Kind extends keyof SVGElementEventMap>(kind: Kind, told: (event: SVGElementEventMap[Kind]) => void) =>
        svg.addEventListener(kind, told as EventListener, { signal: off.signal });
    const open = (mark: string) => (selected.value = selectedBy(picture, mark) ?? selected.value);
    const explain = (mark: string) => markWords(scene, mark, month());

    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", text("alliance.picture"));
    const seated = seatedOf(picture);
    for (const member of seated) buttons[member]?.setAttribute("aria-label", nameOf(scene, member));
    buttons[seated[0] ?? 0]?.setAttribute("tabindex", "0");
    listen("pointermove", (event) => {
        const mark = markAt(picture, event);
        tellAt(explain(mark), event.clientX, event.clientY);
        near.value = /^(?:member|house)/.test(mark) ? Number(mark.split(":")[1]) : null;
        svg.style.cursor = selectedBy(picture, mark) === null ? "" : "pointer";
    });
    listen("pointerleave", () => {
        hush();
        near.value = null;
    });
    listen("click", (event) => open(markAt(picture, event)));
    listen("focusin", (event) => {
        const mark = event.target instanceof Element ? event.target.getAttribute("data-mark") : null;
        if (!(event.target instanceof Element) || mark === null) return;
        event.target.setAttribute("aria-label", explain(mark));
        if (!event.target.matches(":focus-visible")) return;
        tellBeside(explain(mark), event.target);
        near.value = Number(mark.split(":")[1]);
    });
    listen("focusout", () => {
        hush();
        near.value = null;
    });
    listen("keydown", (event) => onKey(event, picture, open));
    return () => off.abort();
}

/** Members round the table, in the order in which they sit. */
function seatedOf({ scene }: Picture): readonly number[] {
    const members = scene.turns.map((_, member) => member).filter((member) => !Number.isNaN(scene.turns[member] ?? Number.NaN));
    return members.sort((one, other) => (scene.turns[one] ?? 0) - (scene.turns[other] ?? 0));
}

function onKey(event: KeyboardEvent, picture: Picture, open: (mark: string) => void): void {
    const mark = event.target instanceof Element ? event.target.getAttribute("data-mark") : null;
    if (mark === null) return;
    if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        open(mark);
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const seated = seatedOf(picture);
        const at = seated.indexOf(Number(mark.split(":")[1]));
        const to = seated[(at + (event.key === "ArrowDown" ? 1 : -1) + seated.length) % seated.length] ?? 0;
        picture.buttons[seated[at] ?? 0]?.setAttribute("tabindex", "-1");
        picture.buttons[to]?.setAttribute("tabindex", "0");
        picture.buttons[to]?.focus();
    }
}

function markAt(picture: Picture, event: MouseEvent): string {
    const mark = event.target instanceof Element ? (event.target.closest("[data-mark]")?.getAttribute("data-mark") ?? "table") : "table";
    if (!/^(?:table|camp|line)/.test(mark)) return mark;
    const box = picture.svg.getBoundingClientRect();
    const pair = picture.tieNear(event.clientX - box.left, event.clientY - box.top);
    return pair === null ? mark : `pair:${pair}`;
}

function selectedBy({ scene }: Picture, mark: string): Selected | null {
    const [kind, first] = mark.split(":");
    if (kind === "member" || kind === "house" || kind === "line") return { member: nameOf(scene, Number(first)), partner: null };
    const pair = kind === "pair" ? scene.relations.pairs[Number(first)] : undefined;
    return pair === undefined ? null : { member: nameOf(scene, pair.a), partner: nameOf(scene, pair.b) };
}
