import { ReasonBar, SaidBar } from "../parts/reason_bar";
import { CHANNELS, lostInAll, saidOf, shareOf } from "../parts/reasons";
import { text } from "../state/language";
import type { ArmVerdict, ReportData } from "./data";
import { byEffect } from "./order";
import { nameOf, of100, whole } from "./words";

/** How trust was lost, arm by arm: what it was, and what members would say. */
export function ReasonsPart({ data }: { readonly data: ReportData }) {
    const arms = data.verdict?.arms ?? [];
    if (arms.every(({ reasons }) => lostInAll(reasons) <= 0)) return null;
    return (
        <section class="part appendix" aria-labelledby="lost">
            <h2 id="lost">{text("reasons.title")}</h2>
            <p class="quiet">{text("reasons.about_arms")}</p>
            {arms.length < data.n_cells && <p class="quiet">{text("report.some_rows", { shown: whole(arms.length), all: whole(data.n_cells) })}</p>}
            <div class={`scrolled ${arms.length > 20 ? "tall" : ""}`} tabIndex={0} role="group" aria-labelledby="lost">
                <table class="reasons-table">
                    <thead>
                        <tr>
                            <th scope="col">{text("report.arm")}</th>
                            <th scope="col">{text("reasons.column_say")}</th>
                            <th scope="col">{text("reasons.column_was")}</th>
                            {CHANNELS.map((channel) => (
                                <th key={channel} scope="col">
                                    <span class={`reason-fill ${channel}`} aria-hidden="true" /> {text(`reasons.channels.${channel}`)}
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {byEffect(arms, data).map((arm, place) => (
                            <Row key={place} arm={arm} />
                        ))}
                    </tbody>
                </table>
            </div>
        </section>
    );
}

function Row({ arm }: { readonly arm: ArmVerdict }) {
    const { reasons } = arm;
    return (
        <tr>
            <th scope="row">
                <bdi>{nameOf(arm)}</bdi>
            </th>
            <td class="said">
                <span class="number">{of100(saidOf(reasons))}</span>
                <SaidBar reasons={reasons} />
            </td>
            <td class="was">
                <ReasonBar reasons={reasons} />
            </td>
            {CHANNELS.map((channel) => (
                <td key={channel} class="number">
                    {of100(shareOf(reasons, channel))}
                </td>
            ))}
        </tr>
    );
}
