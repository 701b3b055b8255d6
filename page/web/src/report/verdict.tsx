import { language, text } from "../state/language";
import type { ArmVerdict, ReportData } from "./data";
import { thrivingShare } from "./order";
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
    const isEnglish = language.value === "en";
    const own = isEnglish ? null : sentenceOf(data);
    const more = isEnglish ? verdict.differences : differencesOf(data);
    const idle = isEnglish ? verdict.without_effect : identicalOf(data);
    return (
        <>
            <Thriving data={data} />
            <p class="sentence">{own ?? <span lang="en">{verdict.sentence}</span>}</p>
            {[...more, ...idle].map((said) => (
                <p key={said} class="small">
                    {said}
                </p>
            ))}
            <p class="quiet">{text("report.counts", { runs: whole(runs.done), cells: whole(data.n_cells) })}</p>
        </>
    );
}

/** How many thrive and how many are still there as written, and the arm with which most thrive: lasting alone is no success. */
function Thriving({ data: { verdict, sampled, n_cells } }: { readonly data: ReportData }) {
    const arms = verdict?.arms ?? [];
    const base = arms[0];
    if (base === undefined || sampled || arms.length < n_cells) return null;
    const best = arms.reduce((most, arm) => (thrivingShare(arm) > thrivingShare(most) ? arm : most));
    const numbers = { thriving: of100(thrivingShare(base)), there: of100(base.survived.share) };
    const first = text("report.sentence.two_numbers", numbers);
    if (best === base) return <p class="sentence">{first} {arms.length > 1 && text("report.sentence.none_better")}</p>;
    return (
        <p class="sentence">
            {first} {text("report.sentence.best", { name: nameOf(best), thriving: of100(thrivingShare(best)), there: of100(best.survived.share) })}
        </p>
    );
}

/** The sentence of the program in the language of the page: the base against the one that differs most in survival. */
function sentenceOf({ verdict, sampled, n_cells }: ReportData): string | null {
    const arms = verdict?.arms ?? [];
    const base = arms[0];
    if (base === undefined || sampled || arms.length < n_cells) return null;
    const gap = (arm: ArmVerdict) => (isClear(arm, "survival") ? 1 : 0) + Math.abs(arm.survived.share - base.survived.share);
    const most = arms.slice(1).reduce<ArmVerdict | null>((best, arm) => (best === null || gap(arm) > gap(best) + 1e-9 ? arm : best), null);
    const first = text("report.sentence.base", { ...gaps(base), months: base.horizon });
    if (most === null) return first;
    if (gap(most) < 1e-9) return `${first} ${text("report.sentence.same")}`;
    return `${first} ${text(isClear(most, "survival") ? "report.sentence.apart" : "report.sentence.near", gaps(most))}`;
}

/** A difference counts as clear where it would come about by chance less often than this, corrected for all that are looked at. */
const LEVEL = 0.05;

function inFate(arm: ArmVerdict, fate: string) {
    return arm.paired?.fates.find((found) => found.fate === fate);
}

function isClear(arm: ArmVerdict, fate: string): boolean {
    return (inFate(arm, fate)?.p_holm ?? 1) < LEVEL;
}

/** Every outcome in which an arm is clearly apart from the first, a sentence each: the arm that is furthest. */
function differencesOf({ verdict, n_cells }: ReportData): string[] {
    const arms = verdict?.arms ?? [];
    if (arms.length < n_cells) return [];
    const fates = arms.find((arm) => arm.paired !== null)?.paired?.fates ?? [];
    return fates
        .filter(({ fate }) => fate !== "survival")
        .flatMap(({ fate }) => {
            const size = (arm: ArmVerdict) => Math.abs((inFate(arm, fate)?.arm ?? 0) - (inFate(arm, fate)?.base ?? 0));
            const clear = arms.filter((arm) => isClear(arm, fate));
            const most = clear.reduce<ArmVerdict | null>((best, arm) => (best === null || size(arm) > size(best) + 1e-9 ? arm : best), null);
            const found = most === null ? undefined : inFate(most, fate);
            if (most === null || found === undefined) return [];
            return [
                text("report.sentence.difference", {
                    name: nameOf(most),
                    outcome: text(`outcomes.${fate}`),
                    share: of100(found.arm),
                    base: of100(found.base),
                    worlds: whole(most.paired?.worlds ?? 0),
                    gained: whole(found.gained),
                    lost: whole(found.lost),
                }),
            ];
        });
}

/** Every arm and setting that changes nothing in any world. */
function identicalOf({ verdict }: ReportData): string[] {
    return (verdict?.arms ?? []).flatMap((arm) => {
        const paired = arm.paired;
        if (paired === null || paired.worlds === 0 || paired.identical < paired.worlds) return [];
        return [text("report.sentence.identical", { name: nameOf(arm), worlds: whole(paired.worlds) })];
    });
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
