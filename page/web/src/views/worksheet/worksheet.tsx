import { hasText, text } from "../../state/language";
import { RUNS, scenario } from "../../state/setup";
import { current } from "../lessons/going";
import type { Lesson } from "../lessons/kinds";
import "./worksheet.css";

/** Rows for what a pupil tries without a lesson. */
const ROWS = [1, 2, 3, 4, 5];

/** What paper shows in place of what can only be pressed: the questions of the lesson, or a table for what is tried. */
export function Worksheet() {
    const plan = current.value;
    return (
        <section class="worksheet" aria-hidden="true">
            <p class="worksheet-head">
                <span>{text("worksheet.name")}</span>
                <span>{text("worksheet.class")}</span>
                <span>{text("worksheet.date")}</span>
            </p>
            <h2>{plan === null ? (scenario.value.answer?.title ?? "") : text(`lessons.${plan.key}.title`)}</h2>
            {plan === null ? <Trials /> : <Questions plan={plan} />}
        </section>
    );
}

function Questions({ plan }: { readonly plan: Lesson }) {
    return (
        <ol class="worksheet-questions">
            {plan.steps.map((step) => {
                const place = `lessons.${plan.key}.${step.key}`;
                if (step.question === undefined || !hasText(`${place}.question`)) return null;
                return (
                    <li key={step.key}>
                        <h3>{text(`${place}.title`)}</h3>
                        <p>{text(`${place}.question`)}</p>
                        {step.question.options !== undefined && (
                            <p class="worksheet-options">
                                {step.question.options.map((option) => (
                                    <span key={option}>☐ {text(`${place}.options.${option}`)}</span>
                                ))}
                            </p>
                        )}
                        <p class="worksheet-line">{text("worksheet.expect")}</p>
                        <p class="worksheet-line">{text("worksheet.happened")}</p>
                        <p class="worksheet-line">{text("worksheet.why")}</p>
                    </li>
                );
            })}
        </ol>
    );
}

function Trials() {
    return (
        <table class="worksheet-trials">
            <thead>
                <tr>
                    <th>{text("worksheet.change")}</th>
                    <th>{text("worksheet.expect_of", { runs: RUNS })}</th>
                    <th>{text("worksheet.happened")}</th>
                    <th>{text("worksheet.why")}</th>
                </tr>
            </thead>
            <tbody>
                {ROWS.map((row) => (
                    <tr key={row}>
                        <td />
                        <td />
                        <td />
                        <td />
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
