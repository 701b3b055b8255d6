import { useEffect, useRef } from "preact/hooks";
import { decimals, perCent } from "../../parts/spoken";
import { inOwnWords } from "../../parts/refusal";
import { text } from "../../state/language";
import { RUNS } from "../../state/setup";
import { blamed, losses, measured } from "./facts";
import { facts } from "./going";
import { HandsShown } from "./hands";
import type { Facts, Question } from "./kinds";

/** Guesses that lie no further off than this are good ones, and no further than that are near. */
const GOOD = 10;
const NEAR = 30;

interface FeedbackProps {
    readonly place: string;
    readonly question: Question;
    readonly said: string | number;
}

/** What happened, held against what was expected. */
export function Feedback({ place, question, said }: FeedbackProps) {
    const { answer, error } = facts.value;
    const isOfBefore = answer?.question !== question;
    const shown = useRef<HTMLDivElement>(null);
    useEffect(() => shown.current?.scrollIntoView({ block: "nearest" }), [isOfBefore]);
    if (error !== null && isOfBefore) return <pre class="refusal">{inOwnWords(error)}</pre>;
    if (answer === null || isOfBefore) return <p>{text("lessons.waiting")}</p>;
    return (
        <div class="feedback" ref={shown}>
            <p class="verdict">{verdict(place, question, said, answer)}</p>
            <HandsShown place={place} question={question} right={question.right(answer)} />
            <Bars place={place} question={question} facts={answer} />
            <p>{text(`${place}.after`, gaps(answer))}</p>
        </div>
    );
}

function verdict(place: string, question: Question, said: string | number, facts: Facts): string {
    const right = question.right(facts);
    if (typeof right === "string") {
        const answer = text(`${place}.options.${right}`);
        return text(said === right ? "lessons.right" : "lessons.wrong", { answer });
    }
    const off = Math.abs(Number(said) - right);
    const how = off <= GOOD ? "good" : off <= NEAR ? "near" : Number(said) > right ? "too_high" : "too_low";
    return text(`lessons.guess_${how}`, { guess: said, actual: right, runs: RUNS });
}

/** The settings of the question, each as long as what it comes to. */
function Bars({ place, question, facts }: { readonly place: string; readonly question: Question; readonly facts: Facts }) {
    const arms = Object.keys(question.arms);
    if (arms.length === 0) return null;
    const isCount = question.measure === "survived" || question.measure === "thriving";
    const sizes = arms.map((arm) => measured(facts.ensembles[arm], question.measure));
    const whole = isCount ? RUNS : Math.max(...sizes, 0.01);
    return (
        <table class="bars">
            <caption>{text(`lessons.measures.${question.measure}`, { runs: RUNS })}</caption>
            <tbody>
                {arms.map((arm, number) => (
                    <tr key={arm}>
                        <th scope="row">{text(`${place}.arms.${arm}`)}</th>
                        <td class="figure">{isCount ? sizes[number] : decimals(sizes[number] ?? 0, 2)}</td>
                        <td class="drawn" aria-hidden="true">
                            <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                                <rect width={Math.max(0, (100 * (sizes[number] ?? 0)) / whole)} height="10" />
                            </svg>
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

/** The numbers that the text after the answer may name: of every setting what it comes to, and how many thrive. */
function gaps(facts: Facts): { readonly [gap: string]: string | number } {
    const found: { [gap: string]: string | number } = { runs: RUNS };
    for (const [arm, ensemble] of Object.entries(facts.ensembles)) {
        found[`${arm}_survived`] = measured(ensemble, "survived");
        found[`${arm}_thriving`] = measured(ensemble, "thriving");
        found[`${arm}_trust`] = decimals(measured(ensemble, "trust"), 2);
        found[`${arm}_value`] = decimals(measured(ensemble, "value"), 2);
    }
    if (facts.world !== null) {
        for (const [channel, share] of Object.entries(losses(facts.world))) found[`lost_${channel}`] = perCent(share);
        found["said"] = perCent(blamed(facts.world));
    }
    const gain = facts.loops?.whole[0];
    return gain === undefined ? found : { ...found, gain: decimals(gain, 2) };
}
