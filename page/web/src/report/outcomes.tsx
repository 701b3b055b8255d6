import { text } from "../state/language";
import type { Outcome } from "../engine/types";
import type { ArmVerdict, ReportData, ShareVerdict } from "./data";
import { byEffect } from "./order";
import { nameOf, of100, whole, withInterval } from "./words";

/** How alliances end, arm by arm: every share as a bar with its interval. */
export function Outcomes({ data }: { readonly data: ReportData }) {
    const arms = data.verdict?.arms ?? [];
    if (arms.length === 0) return null;
    const shown = (arms[0]?.outcomes ?? []).map(({ outcome }) => outcome).filter((outcome) => arms.some((arm) => shareOf(arm, outcome).share > 0));
    const isGood = (outcome: Outcome) => outcome === "completed" || outcome === "thriving";
    const [good, other] = [shown.filter(isGood), shown.filter((outcome) => !isGood(outcome))];
    return (
        <section class="part" aria-labelledby="ends">
            <h2 id="ends">{text("report.outcomes")}</h2>
            {arms.length < data.n_cells && <p class="quiet">{text("report.some_rows", { shown: whole(arms.length), all: whole(data.n_cells) })}</p>}
            <div class={`scrolled ${arms.length > 20 ? "tall" : ""}`} tabIndex={0} role="group" aria-labelledby="ends">
                <table class="outcomes-table">
                    <thead>
                        <tr>
                            <th scope="col">{text("report.arm")}</th>
                            <th scope="col">{text("report.runs")}</th>
                            <Heads outcomes={good} />
                            <th scope="col">{text("report.survived")}</th>
                            <Heads outcomes={other} />
                            <th scope="col">{text("report.median")}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {byEffect(arms, data).map((arm, place) => (
                            <Row key={place} arm={arm} good={good} other={other} />
                        ))}
                    </tbody>
                </table>
            </div>
            {arms.length > 40 && <p class="print">{text("report.on_paper")}</p>}
            <p class="quiet">{text("report.outcomes_note")}</p>
            <Meanings shown={shown} />
        </section>
    );
}

interface OutcomesProps {
    readonly outcomes: readonly Outcome[];
}

function Heads({ outcomes }: OutcomesProps) {
    return outcomes.map((outcome) => (
        <th key={outcome} scope="col">
            <span class={`outcome ${outcome}`}>{text(`outcomes.${outcome}`)}</span>
        </th>
    ));
}

function Shares({ arm, outcomes }: OutcomesProps & { readonly arm: ArmVerdict }) {
    return outcomes.map((outcome) => (
        <td key={outcome}>
            <Bar share={shareOf(arm, outcome)} kind={outcome} />
        </td>
    ));
}

interface RowProps {
    readonly arm: ArmVerdict;
    /** Outcomes that stand before survival. */
    readonly good: readonly Outcome[];
    /** Those that stand behind it. */
    readonly other: readonly Outcome[];
}

function Row({ arm, good, other }: RowProps) {
    const lasts = arm.median_months >= arm.horizon;
    return (
        <tr>
            <th scope="row">
                <bdi>{nameOf(arm)}</bdi>
            </th>
            <td class="number">
                {whole(arm.runs)}
                {arm.failed > 0 && <small> {text("report.and_failed", { failed: whole(arm.failed) })}</small>}
            </td>
            <Shares arm={arm} outcomes={good} />
            <td>
                <Bar share={arm.survived} kind="survived" />
            </td>
            <Shares arm={arm} outcomes={other} />
            <td class="number">{lasts ? text("report.or_more", { months: arm.horizon }) : arm.median_months}</td>
        </tr>
    );
}

const WIDTH = 110;

/** A bar from 0 to 100 with its interval as a whisker, and the numbers above it. */
function Bar({ share, kind }: { readonly share: ShareVerdict; readonly kind: string }) {
    const at = (value: number) => Math.round(value * WIDTH * 10) / 10;
    const { low, high } = share.interval;
    return (
        <span class="share" title={text("report.share_title", { share: of100(share.share), low: of100(low), high: of100(high) })}>
            <span class="number">{withInterval(share)}</span>
            <svg viewBox={`0 0 ${WIDTH} 12`} width={WIDTH} height="12" aria-hidden="true">
                <rect class="bar-ground" x="0" y="2" width={WIDTH} height="8" />
                <rect class={`bar ${kind}`} x="0" y="2" width={at(share.share)} height="8" />
                <path class="whisker" d={`M${at(low)},6H${at(high)}M${at(low)},2.5V9.5M${at(high)},2.5V9.5`} />
            </svg>
        </span>
    );
}

function Meanings({ shown }: { readonly shown: readonly Outcome[] }) {
    return (
        <dl class="meanings">
            {shown.map((outcome) => (
                <div key={outcome}>
                    <dt>{text(`outcomes.${outcome}`)}</dt>
                    <dd>{text(`report.meaning.${outcome}`)}</dd>
                </div>
            ))}
        </dl>
    );
}

function shareOf(arm: ArmVerdict, outcome: Outcome): ShareVerdict {
    return arm.outcomes.find((entry) => entry.outcome === outcome) ?? { share: 0, interval: { low: 0, high: 0 } };
}
