import type { EnsembleAnswer } from "../../engine/types";
import { inOwnWords } from "../../parts/refusal";
import { text } from "../../state/language";
import { baseline, isBaselineAway } from "../../state/baseline";
import { RUNS, ensemble, rivalEnsemble, rivalScenario, scenario } from "../../state/setup";
import "./outcomes.css";
import { Shares } from "./shares";
import { SurvivalCurve } from "./survival";
import { standing, verdict } from "../../state/verdict";
import { percent, range } from "./words";

/** How many worlds with this setting last, and how they end; always in sight. */
export function Outcomes() {
    const { answer, waiting } = ensemble.value;
    const refusal = ensemble.value.error ?? scenario.value.error ?? rivalEnsemble.value.error ?? rivalScenario.value.error;
    const away = waiting || rivalEnsemble.value.waiting;
    return (
        <section class={`outcomes-card${away ? " waiting" : ""}`} aria-label={text("outcomes_view.title", { runs: answer?.runs ?? RUNS })} aria-busy={away || isBaselineAway.value}>
            {answer === null && refusal === null && <p class="quiet">{text("outcomes_view.counting", { runs: RUNS })}</p>}
            {answer !== null && <Sentence />}
            {refusal !== null && (
                <pre class="refusal" role="alert" tabIndex={0}>
                    {inOwnWords(refusal)}
                </pre>
            )}
            {answer !== null && refusal === null && <SurvivalCurve now={answer} before={baseline.value} rival={rivalEnsemble.value.answer} />}
            {answer !== null && <Shares now={answer} before={baseline.value} rival={rivalEnsemble.value.answer} />}
        </section>
    );
}

function Sentence() {
    const [a, b] = [ensemble.value.answer, rivalEnsemble.value.answer];
    if (a === null) return null;
    const months = scenario.value.answer?.months ?? a.survival.month.at(-1) ?? 0;
    const hasMission = [a, b].some((answer) => answer?.outcomes.some(({ outcome, share }) => outcome === "completed" && share > 0) === true);
    const words = hasMission ? "outcomes_view.two_numbers_or_done" : "outcomes_view.two_numbers";
    return (
        <div class="survived" aria-live="polite">
            {b === null ? <TwoNumbers of={a} words={words} side="" /> : [<TwoNumbers key="A" of={a} words={words} side="A" />, <TwoNumbers key="B" of={b} words={words} side="B" />]}
            {b !== null && <p class="side-verdict">B: {text(`verdicts.${verdict(standing(b), standing(a))}`)}</p>}
            <p class="quiet">{text("outcomes_view.of_worlds", { runs: a.runs, months })}</p>
        </div>
    );
}

/** How many thrive, and how many are still there: the second without the first is an alliance on paper. */
function TwoNumbers({ of, words, side }: { readonly of: EnsembleAnswer; readonly words: string; readonly side: string }) {
    const { thriving, runs } = standing(of);
    const gaps = { thriving: percent(thriving / runs), there: percent(of.survived.value), range: range(of.survived) };
    return (
        <p class="two-numbers">
            {side !== "" && <b>{side}: </b>}
            <strong class="thriving">{text(`${words}.thriving`, gaps)}</strong> <strong class="there">{text(`${words}.there`, gaps)}</strong>
        </p>
    );
}
