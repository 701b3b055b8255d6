import { language, text } from "../state/language";
import type { ArmVerdict, ReportData } from "./data";
import { decimal, nameOf, of100, whole } from "./words";

/** What came out, in one sentence, and how far it can be relied on. */
export function VerdictPart({ data }: { readonly data: ReportData }) {
    return (
        <section class="part verdict" aria-labelledby="verdict">
            <h2 id="verdict">{text("report.verdict")}</h2>
            {data.run === null ? <OfStudy data={data} /> : <OfRun data={data} />}
            <Warnings data={data} />
        </section>
    );
}

function OfRun({ data: { run } }: { readonly data: ReportData }) {
    if (run === null) return null;
    return (
        <>
            <p class="sentence">
                <span class={`outcome ${run.outcome}`}>{text(`outcomes.${run.outcome}`)}</span> {text("report.after", { months: run.months })}
            </p>
            <p class="quiet" lang="en">
                <bdi>{run.called}</bdi>
            </p>
        </>
    );
}

function OfStudy({ data }: { readonly data: ReportData }) {
    const { verdict, runs } = data;
    if (verdict === null || runs === null) return null;
    const own = language.value === "en" ? null : sentenceOf(data);
    return (
        <>
            <p class="sentence">{own ?? <span lang="en">{verdict.sentence}</span>}</p>
            <p class="quiet">{text("report.counts", { runs: whole(runs.done), cells: whole(data.n_cells) })}</p>
        </>
    );
}

/** The sentence of the program in the language of the page: the base against the one that differs most in survival. */
function sentenceOf({ verdict, sampled, n_cells }: ReportData): string | null {
    const arms = verdict?.arms ?? [];
    const base = arms[0];
    if (base === undefined || sampled || arms.length < n_cells) return null;
    const gap = (arm: ArmVerdict) => Math.abs(arm.survived.share - base.survived.share);
    const most = arms.slice(1).reduce<ArmVerdict | null>((best, arm) => (best === null || gap(arm) > gap(best) + 1e-9 ? arm : best), null);
    const first = text("report.sentence.base", { ...gaps(base), months: base.horizon });
    if (most === null) return first;
    if (gap(most) < 1e-9) return `${first} ${text("report.sentence.same")}`;
    const apart = most.survived.interval.low > base.survived.interval.high || most.survived.interval.high < base.survived.interval.low;
    return `${first} ${text(apart ? "report.sentence.apart" : "report.sentence.near", gaps(most))}`;
}

function gaps(arm: ArmVerdict) {
    const { share, interval } = arm.survived;
    return { name: nameOf(arm), share: of100(share), low: of100(interval.low), high: of100(interval.high) };
}

function Warnings({ data }: { readonly data: ReportData }) {
    const { runs, complete } = data;
    const failed = runs?.failed ?? 0;
    return (
        <>
            {!complete && <p class="alert">{text("report.incomplete", { done: whole(runs?.done ?? 0), asked: whole(runs?.asked ?? 0) })}</p>}
            {failed > 0 && <p class="alert">{text("report.failed", { failed: whole(failed), share: decimal((100 * failed) / Math.max(runs?.done ?? 1, 1), 1) })}</p>}
        </>
    );
}
