import type { ExplanationAnswer, Reasons } from "../../engine/types";
import { ReasonBar, SaidBar } from "../../parts/reason_bar";
import { CAUSES, CHANNELS, lostInAll, saidOf, shareOf } from "../../parts/reasons";
import { perCent } from "../../parts/spoken";
import { text } from "../../state/language";
import { CauseList } from "./cause";

/** A smaller share is not worth a line. */
const LEAST = 0.005;

/** What members would say it was, beside what it was, and what would have been otherwise. */
export function WhatTheySay({ answer }: { readonly answer: ExplanationAnswer }) {
    const { reasons, conditions } = answer;
    if (lostInAll(reasons) <= 0) return null;
    return (
        <section class="what-they-say">
            <h3>{text("reasons.title")}</h3>
            <p>{text("reasons.they_say", { share: perCent(saidOf(reasons)) })}</p>
            <SaidBar reasons={reasons} />
            <p>{text("reasons.it_was")}</p>
            <ReasonBar reasons={reasons} />
            <ul>
                {CHANNELS.filter((channel) => shareOf(reasons, channel) >= LEAST).map((channel) => (
                    <li key={channel}>
                        <span class={`reason-fill ${channel}`} aria-hidden="true" /> {text(`reasons.channels.${channel}`)} <b>{perCent(shareOf(reasons, channel))}</b>
                        {channel === "incidents" && <span class="quiet"> {byCause(reasons)}</span>}
                    </li>
                ))}
            </ul>
            <CauseList open={2} causes={conditions} answer={answer} title={text("reasons.conditions")} note={text("reasons.conditions_note")} />
        </section>
    );
}

/** Which conflicts took how much. */
function byCause(reasons: Reasons): string {
    const all = lostInAll(reasons);
    const causes = CAUSES.filter((cause) => reasons[`incidents_${cause}`] / all >= LEAST);
    const told = causes.map((cause) => `${text(`alliance.cause.${cause}`)} ${perCent(reasons[`incidents_${cause}`] / all)}`);
    return `(${told.join(", ")})`;
}
