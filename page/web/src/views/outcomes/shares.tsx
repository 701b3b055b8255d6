import type { EnsembleAnswer, OutcomeShare } from "../../engine/types";
import { text } from "../../state/language";
import { baselineName, percent, withRange } from "./words";

interface SharesProps {
    readonly now: EnsembleAnswer;
    readonly before: EnsembleAnswer | null;
    readonly rival: EnsembleAnswer | null;
}

/** How the worlds end: a bar of the present setting, one of the rival, a pale one of what it is held against, and what is what. */
export function Shares({ now, before, rival }: SharesProps) {
    return (
        <div class={`shares${rival === null ? "" : " two"}`}>
            <Bar of={now} kind="now" name={rival !== null ? "A" : before === null ? "" : text("outcomes_view.now")} />
            {rival !== null && <Bar of={rival} kind="rival" name="B" />}
            {before !== null && <Bar of={before} kind="ghost" name={baselineName()} />}
            <ul>
                {now.outcomes.map((share, at) => (
                    <Ending key={share.outcome} share={share} rival={rival?.outcomes[at] ?? null} before={before?.outcomes[at] ?? null} />
                ))}
            </ul>
        </div>
    );
}

function Bar({ of, kind, name }: { readonly of: EnsembleAnswer; readonly kind: "now" | "rival" | "ghost"; readonly name: string }) {
    return (
        <div class={`share-line ${kind}`} aria-hidden="true">
            {name !== "" && <span>{name}</span>}
            <div class="share-bar">
                {of.outcomes.map(({ outcome, share }) => (
                    <div key={outcome} class={`outcome-fill ${outcome}`} style={{ width: `${share * 100}%` }} />
                ))}
            </div>
        </div>
    );
}

interface EndingProps {
    readonly share: OutcomeShare;
    readonly rival: OutcomeShare | null;
    readonly before: OutcomeShare | null;
}

function Ending({ share, rival, before }: EndingProps) {
    const name = text(`outcomes.${share.outcome}`);
    const title = `${name}: ${withRange({ ...share, value: share.share })}. ${text(`outcomes_view.meaning.${share.outcome}`)}`;
    const none = share.share + (rival?.share ?? 0) + (before?.share ?? 0) === 0;
    // Where there is no mission, none can be accomplished.
    if (none && share.outcome === "completed") return null;
    return (
        <li class={none ? "none" : ""} title={title}>
            <span class={`outcome-fill ${share.outcome}`} aria-hidden="true" />
            {name} <b>{percent(share.share)}</b>
            {rival !== null && <> | <b>{percent(rival.share)}</b></>}
            {before !== null && <span class="unseen"> {text("outcomes_view.was", { share: percent(before.share), baseline: baselineName() })}</span>}
        </li>
    );
}
