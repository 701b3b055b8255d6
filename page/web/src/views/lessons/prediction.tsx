import { useState } from "preact/hooks";
import { text } from "../../state/language";
import { RUNS } from "../../state/setup";
import { predict, prediction } from "./going";
import { Hands } from "./hands";
import type { Question } from "./kinds";

interface PredictionProps {
    /** Where the step's texts are. */
    readonly place: string;
    readonly question: Question;
}

/** Asks what the reader expects; once that is said, only says it. */
export function Prediction({ place, question }: PredictionProps) {
    const said = prediction.value;
    const [isCounting, setCounting] = useState(false);
    if (said !== null) return <Said place={place} said={said} />;
    return (
        <>
            {isCounting ? <Hands place={place} question={question} /> : question.kind === "guess" ? <Guess place={place} /> : <Choice place={place} question={question} />}
            <button type="button" class="count-hands" aria-pressed={isCounting} onClick={() => setCounting(!isCounting)}>
                {text("lessons.hands.count")}
            </button>
        </>
    );
}

function Said({ place, said }: { readonly place: string; readonly said: string | number }) {
    const answer = typeof said === "number" ? text("lessons.guessed", { guess: said, runs: RUNS }) : text(`${place}.options.${said}`);
    return (
        <p class="prediction">
            <strong>{text(`${place}.question`)}</strong> {text("lessons.you_said", { answer })}
        </p>
    );
}

function Guess({ place }: { readonly place: string }) {
    const [guess, setGuess] = useState(RUNS / 2);
    return (
        <form
            class="prediction"
            onSubmit={(event) => {
                event.preventDefault();
                predict(guess);
            }}
        >
            <label>
                <strong>{text(`${place}.question`)}</strong>
                <input type="range" min="0" max={RUNS} step="1" value={guess} onInput={(event) => setGuess(event.currentTarget.valueAsNumber)} />
            </label>
            <p>
                <output>{text("lessons.guessed", { guess, runs: RUNS })}</output>
            </p>
            <button type="submit" class="main">
                {text("lessons.predict")}
            </button>
        </form>
    );
}

function Choice({ place, question }: PredictionProps) {
    const [chosen, choose] = useState<string | null>(null);
    return (
        <form
            class="prediction"
            onSubmit={(event) => {
                event.preventDefault();
                if (chosen !== null) predict(chosen);
            }}
        >
            <fieldset>
                <legend>
                    <strong>{text(`${place}.question`)}</strong>
                </legend>
                {(question.options ?? []).map((option) => (
                    <label key={option} class={chosen === option ? "option chosen" : "option"}>
                        <input type="radio" name={place} value={option} checked={chosen === option} onChange={() => choose(option)} />
                        {text(`${place}.options.${option}`)}
                    </label>
                ))}
            </fieldset>
            <button type="submit" class="main" disabled={chosen === null}>
                {text("lessons.predict")}
            </button>
        </form>
    );
}
