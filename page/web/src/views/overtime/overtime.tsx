import { useMemo } from "preact/hooks";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Band, EnsembleAnswer, WorldAnswer, EventRow } from "../../engine/types";
import { useMonth } from "../../parts/month";
import { spelt } from "../../parts/spoken";
import { TimeChart, type Curve, type Mark } from "../../parts/timechart";
import { language, text } from "../../state/language";
import { noReturn } from "../../state/marks";
import { goTo, pause, position } from "../../state/player";
import { horizon, seen, until } from "../../state/seen";
import { ensemble, rivalWorld, setup, world } from "../../state/setup";
import { eventWords } from "../alliance/telling";
import "./overtime.css";

const ALWAYS = ["trust", "value", "hostility"] as const;
/** What the last chart can show. */
const CHOICES = [
    "members",
    "contribution",
    "image",
    "warning",
    "standing",
    "support",
    "goal_clarity",
    "steering_clarity",
    "agreements",
    "hidden",
    "alignment",
    "shared_language",
    "capacity",
    "mismatch",
    "mission_drift",
    "delivered",
    "blocs",
] as const;
/** A measure of the model, or one of the scenario's own, by its name. */
type Measure = string;

const chosen = signal<Measure>("members");

/** The last chart shows members where a scenario has no measure of the name that was chosen. */
function chosenIn(world: WorldAnswer): Measure {
    const { value } = chosen;
    return isKnown(value) || world.own.includes(value) ? value : "members";
}

function isKnown(measure: Measure): boolean {
    return [...ALWAYS, ...CHOICES].some((one) => one === measure);
}

/** What a measure is called. */
function called(measure: Measure): string {
    return isKnown(measure) ? text(`time.${measure}`) : spelt(measure);
}

/** What a chart of it shows. */
function about(measure: Measure): string {
    return isKnown(measure) ? text(`time.about.${measure}`) : text("time.about_own", { name: spelt(measure) });
}

interface Look {
    readonly colour: string;
    readonly band: string;
}

const OF_CHOICE: Look = { colour: "#1b1f24", band: "rgb(87 96 106 / 15%)" };
const LOOKS: { readonly [measure: string]: Look } = {
    trust: { colour: "#0072b2", band: "rgb(0 114 178 / 15%)" },
    value: { colour: "#00785a", band: "rgb(0 158 115 / 16%)" },
    hostility: { colour: "#d55e00", band: "rgb(213 94 0 / 15%)" },
};

function lookOf(measure: Measure): Look {
    return LOOKS[measure] ?? OF_CHOICE;
}

/** Measures that can lie below nought, and those that are counts. */
const SIGNED: readonly Measure[] = ["trust", "image", "alignment"];
const COUNTS: readonly Measure[] = ["members", "blocs"];

export interface TimeChartsProps {
    readonly world: WorldAnswer;
    readonly rival?: WorldAnswer | null;
    readonly ensemble?: EnsembleAnswer | null;
    readonly months: number;
    readonly position: ReadonlySignal<number>;
    readonly onMonth: (month: number) => void;
    readonly noReturn?: number | null;
}

/** Trust, value, hostility and one more measure of the world on the screen. */
export function OverTime() {
    const here = world.value.answer;
    if (here === null) return <div class="over-time" aria-busy="true" />;
    const rival = setup.value?.rival == null ? null : rivalWorld.value.answer;
    return (
        <TimeCharts
            world={here}
            rival={rival}
            ensemble={ensemble.value.answer}
            months={horizon.value}
            position={position}
            onMonth={scrub}
            noReturn={noReturn.value}
        />
    );
}

function scrub(month: number): void {
    pause();
    goTo(month);
}

/** Four charts over the same months, with one moment in all of them. */
export function TimeCharts(props: TimeChartsProps) {
    const far = seen.value;
    const marks = useMemo(() => marksOf(props.world).filter(({ month }) => month <= far), [props.world, far]);
    return (
        <section class="over-time" aria-label={text("time.title")}>
            {[...ALWAYS, chosenIn(props.world)].map((measure, place) => (
                <Chart key={place} measure={measure} marks={marks} {...props} />
            ))}
        </section>
    );
}

function Chart({ measure, marks, world, rival = null, ensemble = null, months, position, onMonth, noReturn = null }: TimeChartsProps & { readonly measure: Measure; readonly marks: readonly Mark[] }) {
    const far = seen.value;
    const all = useMemo(() => curvesOf(measure, world, rival), [measure, world, rival, language.value]);
    const curves = useMemo(() => all.map((curve) => ({ ...curve, values: until(curve.values, far) })), [all, far]);
    const band = useMemo(() => {
        const timeline = bandOf(measure, ensemble);
        return timeline === undefined ? undefined : { low: timeline.low, high: timeline.high, colour: lookOf(measure).band };
    }, [measure, ensemble]);
    const range = useMemo(() => rangeOf(measure, months, [...all.map(({ values }) => values), ...(band === undefined ? [] : [band.low, band.high])]), [all, band, months]);
    const tell = useMemo(() => (month: number) => month > far ? text("time.not_yet", { month }) : monthWords(measure, month, world, rival, ensemble, noReturn), [measure, world, rival, ensemble, noReturn, language.value, far]);
    return (
        <div class="over-time-chart">
            <Heading measure={measure} world={world} rival={rival} position={position} />
            <TimeChart
                curves={curves}
                band={band}
                range={range}
                months={months}
                height={88}
                label={about(measure)}
                position={position}
                onMonth={onMonth}
                marks={marks}
                noReturn={noReturn}
                tell={tell}
            />
        </div>
    );
}

function Heading({ measure, world, rival, position }: { readonly measure: Measure; readonly world: WorldAnswer; readonly rival: WorldAnswer | null; readonly position: ReadonlySignal<number> }) {
    const month = useMonth(position, Math.max(world.months, rival?.months ?? 0));
    const { colour } = lookOf(measure);
    return (
        <h2 class="over-time-heading">
            <svg width="16" height="8" aria-hidden="true">
                <line x1="0" y1="4" x2="16" y2="4" stroke={colour} stroke-width="3" />
            </svg>
            {isAlways(measure) ? called(measure) : <Chooser measure={measure} own={world.own} />}
            <b>{shown(measure, valueAt(world, measure, month))}</b>
            {rival !== null && <span class="quiet">{text("time.rival", { value: shown(measure, valueAt(rival, measure, month)) })}</span>}
        </h2>
    );
}

/** Which measure the last chart shows. */
function Chooser({ measure, own }: { readonly measure: Measure; readonly own: readonly string[] }) {
    return (
        <select class="measure-choice" aria-label={text("time.choose")} title={meaning(measure)} value={measure} onChange={(event) => (chosen.value = event.currentTarget.value)}>
            {[...CHOICES, ...own].map((one) => (
                <option key={one} value={one} title={meaning(one)}>
                    {called(one)}
                </option>
            ))}
        </select>
    );
}

function isAlways(measure: Measure): boolean {
    return ALWAYS.some((one) => one === measure);
}

/** What a measure is, without what can be done with its chart. */
function meaning(measure: Measure): string {
    return about(measure).split(";")[0] ?? "";
}

function bandOf(measure: Measure, ensemble: EnsembleAnswer | null): Band | undefined {
    const timeline: { readonly [measure: string]: Band } = { ...ensemble?.timeline };
    return timeline[measure] ?? ensemble?.own.find(({ name }) => name === measure);
}

function curvesOf(measure: Measure, world: WorldAnswer, rival: WorldAnswer | null): readonly Curve[] {
    const { colour } = lookOf(measure);
    const own = { label: called(measure), values: world.timeline[measure] ?? [], colour, width: 2 };
    return rival === null ? [own] : [{ ...own, label: text("time.other"), values: rival.timeline[measure] ?? [], width: 1.5, dash: [5, 4] }, own];
}

/** From nought, or below where there is something below, to the largest value there is. */
function rangeOf(measure: Measure, months: number, all: readonly (readonly (number | null)[])[]): readonly [number, number] {
    let [low, high] = SIGNED.includes(measure) ? [-0.1, 0.1] : [0, COUNTS.includes(measure) ? 1 : 0.1];
    for (const values of all) {
        for (const value of values.slice(0, months)) {
            if (value === null) continue;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }
    const edge = (high - low) * 0.06;
    return [low < 0 ? low - edge : 0, high + edge];
}

const MARKED: { readonly [kind: string]: Mark["kind"] } = { incident: "incident", exit: "exit", shock: "shock", arrival: "arrival" };

/** What is marked on a time axis, each kind once a month. */
export function marksOf(world: WorldAnswer): readonly Mark[] {
    const marks = world.events.flatMap(({ month, kind }) => {
        const marked = MARKED[kind];
        return marked === undefined ? [] : [{ month, kind: marked }];
    });
    return [...new Map(marks.map((mark) => [`${mark.month} ${mark.kind}`, mark])).values()];
}

function monthWords(measure: Measure, month: number, world: WorldAnswer, rival: WorldAnswer | null, ensemble: EnsembleAnswer | null, noReturn: number | null): string {
    const band = bandOf(measure, ensemble);
    const [low, high] = [band?.low[month - 1] ?? null, band?.high[month - 1] ?? null];
    const value = valueAt(world, measure, month);
    return [
        text("time.at", { month, measure: called(measure), value: shown(measure, value) }),
        rival === null ? "" : `${text("time.other")}: ${shown(measure, valueAt(rival, measure, month))}`,
        low === null || high === null ? "" : text("time.band", { runs: ensemble?.runs ?? 0, low: shown(measure, low), high: shown(measure, high) }),
        month === noReturn ? text("time.no_return") : "",
        ...told(world.events, month),
    ]
        .filter((line) => line !== "")
        .join("\n");
}

/** At most so many events are told of one month. */
const TOLD = 2;

function told(events: readonly EventRow[], month: number): string[] {
    const all = events.filter((event) => event.month === month && event.kind in MARKED).map(eventWords);
    return all.length <= TOLD ? all : [...all.slice(0, TOLD), text("time.more", { n: all.length - TOLD })];
}

function valueAt(world: WorldAnswer, measure: Measure, month: number): number | null {
    return world.timeline[measure]?.[month - 1] ?? null;
}

function shown(measure: Measure, value: number | null): string {
    if (value === null) return "–";
    const digits = COUNTS.includes(measure) ? 0 : 2;
    return new Intl.NumberFormat(language.value, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value).replace("-", "−");
}
