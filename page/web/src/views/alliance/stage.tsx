import { effect, useSignal, type ReadonlySignal, type Signal } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { WorldAnswer } from "../../engine/types";
import { useMonth } from "../../parts/month";
import { language, text } from "../../state/language";
import { still } from "../../state/player";
import { presenting } from "../../state/presentation";
import { answer, type Selected } from "./answering";
import { Legend } from "./legend";
import { LETTERS } from "./names";
import { makePicture, type Picture } from "./picture";
import { sceneOf } from "./scene";
import { Story } from "./story";
import { leftOutWords, monthWords, newsWords } from "./telling";
import type { Word } from "./words";
import "./alliance.css";

export interface StageProps {
    readonly world: WorldAnswer;
    /** The moment shown, in months; a world that ended before stays as it was. */
    readonly position: ReadonlySignal<number>;
    readonly playing: ReadonlySignal<boolean>;
    readonly selected: Signal<Selected | null>;
    readonly onMonth: (month: number) => void;
    /** The world whose seats are taken, so that those of several worlds can be compared. */
    readonly like?: WorldAnswer | undefined;
    /** What is shown, where there are two. */
    readonly title?: string | undefined;
    /** Whether the marks' meanings can be opened; not beside a picture where they can. */
    readonly explained?: boolean;
    /** Whether it is a picture alone, with no words round it. */
    readonly bare?: boolean;
    /** The member that the reader plays. */
    readonly you?: number | undefined;
    /** Kinds of words that nobody speaks, because the scenario has switched them off. */
    readonly silent?: readonly Word["kind"][];
}

/** The least letters where a room looks on, in pixels. */
const LARGE_LETTERS = 22;
const NONE: readonly Word["kind"][] = [];

/** The alliance at a moment: the table with the delegates, their homes round it, and who speaks to whom. */
export function Stage({ world, position, playing, selected, onMonth, like, title, silent = NONE, explained = true, bare = false, you }: StageProps) {
    const place = useRef<HTMLDivElement>(null);
    const size = useSize(place);
    const letters = presenting.value ? LARGE_LETTERS : LETTERS;
    const scene = useMemo(() => sceneOf(world, like), [world, like]);
    const picture = useMemo(() => (size === null ? null : makePicture(scene, size.width, size.height, { silent, you, letters })), [scene, size, silent, you, letters]);
    usePicture(place, picture, position, selected);
    const note = leftOutWords(scene, picture?.isNamed ?? true);
    return (
        <figure class="alliance" aria-label={title ?? text("alliance.title")}>
            {title !== undefined && <figcaption class="alliance-title">{title}</figcaption>}
            <div class="alliance-room">
                <div class="alliance-picture" ref={place} />
                {explained && !bare && <Legend />}
                {!bare && <Story scene={scene} position={position} selected={selected} onMonth={onMonth} of={title} />}
            </div>
            {!bare && <News world={world} like={like} position={position} />}
            {!bare && note !== "" && <p class="alliance-note">{note}</p>}
            {!bare && <Spoken world={world} like={like} position={position} playing={playing} />}
        </figure>
    );
}

interface NewsProps {
    readonly world: WorldAnswer;
    readonly like: WorldAnswer | undefined;
    readonly position: ReadonlySignal<number>;
}

function News({ world, like, position }: NewsProps) {
    const month = useMonth(position, world.months);
    const words = newsWords(sceneOf(world, like), month);
    const ended = month === world.months;
    return (
        <p class="alliance-news" tabIndex={0}>
            {ended && <span class={`outcome ${world.outcome}`}>{text(`outcomes.${world.outcome}`)}</span>}{" "}
            {words === "" && !ended ? text("alliance.quiet_month") : words}
        </p>
    );
}

/** Read aloud when the run is paused, and silent while it plays. */
function Spoken({ world, like, position, playing }: NewsProps & { readonly playing: ReadonlySignal<boolean> }) {
    const month = useMonth(position, world.months);
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
        const stopAnswering = answer({ holder, picture, month, selected, near });
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
