import { text } from "../../state/language";
import { previous } from "../../state/previous";
import { RUNS, ensemble, rivalEnsemble, rivalScenario, scenario } from "../../state/setup";
import "./outcomes.css";
import { Shares } from "./shares";
import { SurvivalCurve } from "./survival";
import { percent, range } from "./words";

/** How many worlds with this setting last, and how they end; always in sight. */
export function Outcomes() {
    const { answer, waiting } = ensemble.value;
    const refusal = ensemble.value.error ?? scenario.value.error ?? rivalEnsemble.value.error ?? rivalScenario.value.error;
    const away = waiting || rivalEnsemble.value.waiting;
    return (
        <section class={`outcomes-card${away ? " waiting" : ""}`} aria-label={text("outcomes_view.title", { runs: answer?.runs ?? RUNS })} aria-busy={away}>
            {answer === null && refusal === null && <p class="quiet">{text("outcomes_view.counting", { runs: RUNS })}</p>}
            {answer !== null && <Sentence />}
            {refusal !== null && (
                <pre class="refusal" role="alert" tabIndex={0}>
                    {refusal}
                </pre>
            )}
            {answer !== null && refusal === null && <SurvivalCurve now={answer} before={previous.value} rival={rivalEnsemble.value.answer} />}
            {answer !== null && <Shares now={answer} before={previous.value} rival={rivalEnsemble.value.answer} />}
        </section>
    );
}

function Sentence() {
    const [a, b] = [ensemble.value.answer, rivalEnsemble.value.answer];
    if (a === null) return null;
    const months = scenario.value.answer?.months ?? a.survival.month.at(-1) ?? 0;
    const gaps = { share: percent(a.survived.value), range: range(a.survived), runs: a.runs, months };
    const hasMission = a.outcomes.some(({ outcome, share }) => outcome === "completed" && share > 0);
    if (b === null) {
        return (
            <p class="survived" aria-live="polite">
                <strong>{text(hasMission ? "outcomes_view.survived_or_done" : "outcomes_view.survived", gaps)}</strong> <span class="quiet">{text("outcomes_view.survived_interval", gaps)}</span>
            </p>
        );
    }
    const both = { share: percent(a.survived.value), range: range(a.survived), rival: percent(b.survived.value), rival_range: range(b.survived) };
    return (
        <p class="survived" aria-live="polite">
            <strong>{text("outcomes_view.survived_both", both)}</strong>
        </p>
    );
}
