import { useState } from "preact/hooks";
import { text } from "../../state/language";
import { RUNS } from "../../state/setup";
import { predict, prediction } from "./going";
import type { Question } from "./kinds";

interface PredictionProps {
    /** Where the step's texts are. */
    readonly place: string;
    readonly question: Question;
}

/** Asks what the reader expects. */
export function Prediction({ place, question }: PredictionProps) {
    return question.kind === "guess" ? <Guess place={place} /> : <Choice place={place} question={question} />;
}

function Guess({ place }: { readonly place: string }) {
    const said = prediction.value;
    const [guess, setGuess] = useState(typeof said === "number" ? said : RUNS / 2);
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
                <input type="range" min="0" max={RUNS} step="1" value={guess} disabled={said !== null} onInput={(event) => setGuess(event.currentTarget.valueAsNumber)} />
            </label>
            <p>
                <output>{text("lessons.guessed", { guess, runs: RUNS })}</output>
            </p>
            {said === null && (
                <button type="submit" class="main">
                    {text("lessons.predict")}
                </button>
            )}
        </form>
    );
}

function Choice({ place, question }: PredictionProps) {
    const said = prediction.value;
    const [chosen, choose] = useState(typeof said === "string" ? said : null);
    return (
        <form
            class="prediction"
            onSubmit={(event) => {
                event.preventDefault();
                if (chosen !== null) predict(chosen);
            }}
        >
            <fieldset disabled={said !== null}>
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
            {said === null && (
                <button type="submit" class="main" disabled={chosen === null}>
                    {text("lessons.predict")}
                </button>
            )}
        </form>
    );
}
