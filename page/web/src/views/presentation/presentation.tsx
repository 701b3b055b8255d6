import { perCent } from "../../parts/spoken";
import { text } from "../../state/language";
import { lesson } from "../../state/lesson";
import { ensemble } from "../../state/setup";
import { Alliance } from "../alliance/alliance";
import { covered } from "../lessons/going";
import { Lessons } from "../lessons/lessons";
import { Player } from "../player/player";
import "./presentation.css";

/** What a room full of people looks at: the alliance and one number, or the lesson that is open beside it. */
export function Presentation() {
    return (
        <main class={lesson.value === null ? "presentation" : "presentation with-lesson"}>
            <section class="stage" aria-label={text("page.stage")}>
                <Alliance />
                <Player />
            </section>
            {lesson.value === null ? (
                <OneNumber />
            ) : (
                <section class="presented-lesson" aria-label={text("tabs.lessons")}>
                    <Lessons />
                </section>
            )}
        </main>
    );
}

/** How many worlds thrive, as large as it can be; and how many are still there. */
function OneNumber() {
    const { answer, waiting } = ensemble.value;
    if (answer === null || covered.value) return <p class="one-number" aria-busy={waiting} />;
    const thriving = answer.outcomes.find(({ outcome }) => outcome === "thriving")?.share ?? 0;
    return (
        <p class="one-number" aria-busy={waiting} aria-live="polite">
            <strong>{perCent(thriving)}</strong>
            <span>{text("presentation.number", { runs: answer.runs, there: perCent(answer.survived.value) })}</span>
        </p>
    );
}
