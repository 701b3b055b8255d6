import { useMemo } from "preact/hooks";
import { spelt } from "../parts/spoken";
import { language, text } from "../state/language";
import { ArmsChart, type Line } from "./chart";
import type { CellData, ReportData } from "./data";
import { MOST_NAMED } from "./ends";
import { banded, hidden, showOnly, toggle } from "./hidden";
import { lookOf } from "./looks";
import { byEffect } from "./order";
import { decimal, nameOf, of100, whole } from "./words";

type Band = CellData["timeline"]["trust"];

const MEASURES = ["trust", "value", "hostility", "members"] as const;

/** Measures that go onto paper also without the appendix. */
const FIRST: readonly string[] = ["trust", "value"];

/** Survival, and what the alliances were like, arm by arm over the months. */
export function Curves({ data }: { readonly data: ReportData }) {
    const { cells, n_cells } = data;
    if (cells.length === 0) return null;
    return (
        <section class="part" aria-labelledby="curves">
            <h2 id="curves">{text("report.curves")}</h2>
            {cells.length < n_cells && <p class="quiet">{text("report.some_cells", { shown: cells.length, all: whole(n_cells) })}</p>}
            <Legend data={data} />
            <Survival cells={cells} />
            <div class="chart-pairs">
                {[...MEASURES, ...ownOf(cells)].map((measure) => (
                    <div key={measure} class={FIRST.includes(measure) ? "" : "appendix"}>
                        <OfMeasure measure={measure} cells={cells} />
                    </div>
                ))}
            </div>
            <p class={`quiet ${banded.value ? "" : "screen"}`}>{text("report.bands")}</p>
        </section>
    );
}

/** A button for every arm: hides it in all charts, or shows it again; double click shows it alone. */
function Legend({ data }: { readonly data: ReportData }) {
    const { cells } = data;
    const listed = byEffect(cells, data).map((cell) => ({ cell, place: cells.indexOf(cell) }));
    return (
        <div class={`legend-of-arms ${cells.length <= MOST_NAMED ? "named" : ""}`}>
            <ul aria-label={text("report.legend")}>
                {listed.map(({ cell, place }) => (
                    <li key={place}>
                        <button
                            type="button"
                            class="plain"
                            aria-pressed={!hidden.value.has(place)}
                            title={text("report.legend_hint")}
                            onClick={() => toggle(place)}
                            onDblClick={() => showOnly(place, cells.length)}
                        >
                            <Swatch place={place} />
                            <bdi>{nameOf(cell)}</bdi>
                        </button>
                    </li>
                ))}
            </ul>
            <label class="appended screen">
                <input type="checkbox" checked={banded.value} onChange={(event) => (banded.value = event.currentTarget.checked)} /> {text("report.show_bands")}
            </label>
            <p class="quiet screen">{text("report.chart_hint")}</p>
        </div>
    );
}

/** A piece of an arm's line. */
export function Swatch({ place }: { readonly place: number }) {
    const { colour, dash } = lookOf(place);
    return (
        <svg width="30" height="10" aria-hidden="true">
            <line x1="1" y1="5" x2="29" y2="5" stroke={colour} stroke-width="2.5" stroke-dasharray={dash.join(" ")} />
        </svg>
    );
}

function Survival({ cells }: { readonly cells: readonly CellData[] }) {
    const spoken = language.value;
    const { months, lines } = useMemo(() => {
        const longest = Math.max(...cells.map(({ month }) => month.length));
        const lines = cells.map((cell): Line => ({ name: nameOf(cell), centre: cell.survival, low: cell.low, high: cell.high }));
        return { months: Array.from({ length: longest }, (_, month) => month), lines: lines.map((line) => filled(line, longest)) };
    }, [cells, spoken]);
    return (
        <ArmsChart
            title={text("report.survival")}
            label={text("report.survival_label")}
            months={months}
            lines={lines}
            range={[0, 1.02]}
            write={of100}
            tick={of100}
            stepped
            height={260}
        />
    );
}

/** The names of measures of the scenario's own, which all arms have. */
function ownOf(cells: readonly CellData[]): readonly string[] {
    return (cells[0]?.own ?? []).map(({ name }) => name);
}

function bandOf({ timeline, own }: CellData, measure: string): Band {
    const bands: { readonly [measure: string]: Band } = { ...timeline };
    return bands[measure] ?? own.find(({ name }) => name === measure) ?? { mean: [], low: [], high: [] };
}

function OfMeasure({ measure, cells }: { readonly measure: string; readonly cells: readonly CellData[] }) {
    const spoken = language.value;
    const isBanded = banded.value;
    const { months, lines, range } = useMemo(() => {
        const longest = Math.max(...cells.map(({ alive }) => alive.length));
        const lines = cells.map((cell): Line => {
            const { mean, low, high } = bandOf(cell, measure);
            return filled({ name: nameOf(cell), centre: mean, low, high }, longest);
        });
        return { months: Array.from({ length: longest }, (_, place) => place + 1), lines, range: rangeOf(measure, lines, isBanded) };
    }, [cells, measure, spoken, isBanded]);
    const digits = measure === "members" ? 1 : 2;
    const of = ownOf(cells).includes(measure) ? "own" : measure;
    return (
        <ArmsChart
            title={text(`report.measure.${of}`, { name: spelt(measure) })}
            label={text(`report.measure_label.${of}`, { name: spelt(measure) })}
            months={months}
            lines={lines}
            range={range}
            write={(value) => decimal(value, digits)}
            tick={(value, step) => decimal(value, placesOf(step))}
            height={190}
        />
    );
}

/** Digits behind the point that a step between two marks has. */
function placesOf(step: number): number {
    return String(step).split(".")[1]?.length ?? 0;
}

/** With nothing in the months that others have more. */
function filled({ name, centre, low, high }: Line, months: number): Line {
    const longer = (values: readonly (number | null)[]) => Array.from({ length: months }, (_, place) => values[place] ?? null);
    return { name, centre: longer(centre), low: longer(low), high: longer(high) };
}

/** From nought, or below where there is something below, to the largest value there is. */
function rangeOf(measure: string, lines: readonly Line[], isBanded: boolean): readonly [number, number] {
    const drawn = lines.flatMap(({ low, high, centre }) => (isBanded ? [...low, ...high] : centre));
    const values = drawn.filter((value) => value !== null);
    const least = values.reduce((least, value) => Math.min(least, value), measure === "trust" ? -0.1 : 0);
    const most = values.reduce((most, value) => Math.max(most, value), measure === "members" ? 1 : 0.1);
    const edge = (most - least) * 0.05;
    return [least < 0 ? least - edge : 0, most + edge];
}
