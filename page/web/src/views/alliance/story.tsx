import type { ReadonlySignal, Signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useMonth } from "../../parts/month";
import { TimeChart, type Curve } from "../../parts/timechart";
import { language, text } from "../../state/language";
import { horizon, seen, until } from "../../state/seen";
import type { Selected } from "./answering";
import type { Scene } from "./scene";
import { eventWords, meansOf, nameOf, signed } from "./telling";

interface StoryProps {
    readonly scene: Scene;
    readonly position: ReadonlySignal<number>;
    readonly selected: Signal<Selected | null>;
    readonly onMonth: (month: number) => void;
    /** Of which picture it is, where there are two. */
    readonly of?: string | undefined;
}

/** What a member, or a tie, has been through: curves, ties, and a list of months. */
export function Story({ scene, position, selected, onMonth, of }: StoryProps) {
    const place = useRef<HTMLElement>(null);
    const before = useRef<Element | null>(null);
    const chosen = selected.value;
    useEffect(() => {
        if (chosen === null) return undefined;
        before.current ??= document.activeElement;
        place.current?.focus();
        const escape = (event: KeyboardEvent) => event.key === "Escape" && close();
        addEventListener("keydown", escape);
        return () => removeEventListener("keydown", escape);
    }, [chosen]);
    const member = scene.world.members.indexOf(chosen?.member ?? "");
    if (chosen === null || member < 0) return null;

    function close(): void {
        selected.value = null;
        if (before.current instanceof HTMLElement || before.current instanceof SVGElement) before.current.focus();
        before.current = null;
    }
    // Not over those whom it is about.
    const partner = scene.world.members.indexOf(chosen.partner ?? chosen.member);
    const rightwards = (place: number) => Math.sin((scene.turns[place] ?? 0) * 2 * Math.PI);
    const side = rightwards(member) + rightwards(partner) > 0 ? "left" : "right";
    const title = chosen.partner === null ? chosen.member : text("alliance.story.tie_title", { a: chosen.member, b: chosen.partner });
    return (
        <section class={`story ${side}`} ref={place} tabIndex={-1} aria-label={text("alliance.story.label", { title: of === undefined ? title : `${title}, ${of}` })}>
            <header>
                <h2>{title}</h2>
                <button type="button" aria-label={text("alliance.story.close")} onClick={close}>
                    ✕
                </button>
            </header>
            <Charts scene={scene} chosen={chosen} position={position} onMonth={onMonth} />
            {chosen.partner === null && <TieList scene={scene} member={member} position={position} selected={selected} />}
            <EventList scene={scene} chosen={chosen} onMonth={onMonth} />
        </section>
    );
}

interface ChartOfStory {
    readonly title: string;
    readonly curves: readonly Curve[];
    readonly range: readonly [number, number];
}

function Charts({ scene, chosen, position, onMonth }: Omit<StoryProps, "selected"> & { readonly chosen: Selected }) {
    const charts = useMemo(
        () => (chosen.partner === null ? memberCharts(scene, chosen.member) : tieCharts(scene, chosen.member, chosen.partner)),
        [scene, chosen, language.value],
    );
    const far = seen.value;
    const months = Number.isFinite(far) ? horizon.value : scene.world.months;
    return (
        <div class="story-charts">
            {charts.map(({ title, curves, range }) => (
                <div key={title}>
                    <h3>{title}</h3>
                    <p class="story-key">
                        {curves.map(({ label, colour, dash }) => (
                            <span key={label}>
                                <svg width="22" height="8" aria-hidden="true">
                                    <line x1="0" y1="4" x2="22" y2="4" stroke={colour} stroke-width="2" stroke-dasharray={dash?.join(" ")} />
                                </svg>{" "}
                                {label}
                            </span>
                        ))}
                    </p>
                    <TimeChart curves={curves.map((curve) => ({ ...curve, values: until(curve.values, far) }))} range={range} height={64} months={months} position={position} onMonth={onMonth} label={title} />
                </div>
            ))}
        </div>
    );
}

/** As far as trust goes on either side, so that small changes can be seen. */
function around(curves: readonly Curve[]): readonly [number, number] {
    const all = curves.flatMap(({ values }) => values).map((value) => Math.abs(value ?? 0));
    const far = Math.min(1, Math.ceil(Math.max(...all, 0.3) * 5) / 5);
    return [-far, far];
}

function memberCharts(scene: Scene, name: string): readonly ChartOfStory[] {
    const member = scene.world.members.indexOf(name);
    const history = scene.world.by_member[member];
    const means = Array.from({ length: scene.world.months }, (_, place) => meansOf(scene, member, place + 1));
    const known = (value: number) => (Number.isNaN(value) ? null : value);
    const trust = [
        { label: text("alliance.story.given"), colour: "#0072b2", values: means.map(({ given }) => known(given)) },
        { label: text("alliance.story.received"), colour: "#1b1f24", dash: [5, 4], values: means.map(({ received }) => known(received)) },
    ];
    return [
        { title: text("alliance.story.trust"), range: around(trust), curves: trust },
        {
            title: text("alliance.story.home"),
            range: [0, 1],
            curves: [
                { label: text("alliance.story.hostility"), colour: "#d55e00", values: history?.hostility ?? [] },
                { label: text("alliance.story.support"), colour: "#00785a", dash: [5, 4], values: history?.support ?? [] },
                { label: text("alliance.story.standing"), colour: "#96457a", dash: [2, 3], values: history?.standing ?? [] },
            ],
        },
        {
            title: text("alliance.story.work"),
            range: [0, 1],
            curves: [{ label: text("alliance.story.contribution"), colour: "#96457a", values: history?.contribution ?? [] }, ...waterline(history?.hidden ?? [])],
        },
    ];
}

/** What of its goal a member keeps to itself, where it keeps something. */
function waterline(hidden: readonly (number | null)[]): readonly Curve[] {
    return hidden.some((share) => (share ?? 0) > 0) ? [{ label: text("alliance.story.hidden"), colour: "#1b1f24", dash: [5, 4], values: hidden }] : [];
}

function tieCharts(scene: Scene, one: string, other: string): readonly ChartOfStory[] {
    const [a, b] = [scene.world.members.indexOf(one), scene.world.members.indexOf(other)];
    const series = (from: number, to: number, what: "trust" | "image") => {
        const tie = scene.relations.tieOf(from, to) ?? -1;
        return Array.from({ length: scene.world.months }, (_, place) => {
            const value = scene.relations[what](tie, place + 1);
            return Number.isNaN(value) ? null : value;
        });
    };
    const both = (what: "trust" | "image"): readonly Curve[] => [
        { label: text("alliance.story.of_whom", { from: one, to: other }), colour: "#0072b2", values: series(a, b, what) },
        { label: text("alliance.story.of_whom", { from: other, to: one }), colour: "#d55e00", dash: [5, 4], values: series(b, a, what) },
    ];
    return (["trust", "image"] as const).map((what) => {
        const curves = both(what);
        return { title: text(`alliance.story.${what}`), range: around(curves), curves };
    });
}

/** Ties, from the most trusted partner to the least: the way to a tie's story by keyboard. */
function TieList({ scene, member, position, selected }: Omit<StoryProps, "onMonth"> & { readonly member: number }) {
    const month = useMonth(position, scene.world.months);
    const ties = scene.relations.pairs
        .map(({ a, b }, pair) => ({ mine: a === member || b === member, other: a === member ? b : a, trust: scene.relations.mutual(pair, month) }))
        .filter(({ mine, trust }) => mine && !Number.isNaN(trust))
        .sort((one, other) => other.trust - one.trust);
    if (ties.length === 0) return null;
    return (
        <>
            <h3>{text("alliance.story.ties")}</h3>
            <ul class="story-ties">
                {ties.map(({ other, trust }) => (
                    <li key={other}>
                        <button type="button" onClick={() => (selected.value = { member: nameOf(scene, member), partner: nameOf(scene, other) })}>
                            {nameOf(scene, other)} <b class={trust < 0 ? "bad" : "good"}>{signed(trust)}</b>
                        </button>
                    </li>
                ))}
            </ul>
        </>
    );
}

function EventList({ scene, chosen, onMonth }: { readonly scene: Scene; readonly chosen: Selected; readonly onMonth: (month: number) => void }) {
    const mine = scene.world.events.filter(({ month, member, partner }) => {
        const names = [member, partner];
        return month <= seen.value && names.includes(chosen.member) && (chosen.partner === null || names.includes(chosen.partner));
    });
    return (
        <>
            <h3>{text("alliance.story.events")}</h3>
            {mine.length === 0 && <p class="quiet">{text("alliance.story.nothing")}</p>}
            <ol class="story-events">
                {mine.map((event, place) => (
                    <li key={place}>
                        <button type="button" onClick={() => onMonth(event.month)}>
                            <b>{text("alliance.story.month", { month: event.month })}</b> {eventWords(event)}
                        </button>
                    </li>
                ))}
            </ol>
        </>
    );
}
