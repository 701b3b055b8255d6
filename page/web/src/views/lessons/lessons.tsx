import { useEffect, useRef } from "preact/hooks";
import { hasText, text } from "../../state/language";
import { finished, lesson } from "../../state/lesson";
import { tab } from "../../state/tab";
import { Feedback } from "./feedback";
import { begin, close, current, go, prediction, see, step } from "./going";
import type { Lesson, Step } from "./kinds";
import "./lessons.css";
import { LESSONS } from "./plans";
import { Prediction } from "./prediction";
import { Sandbox } from "./sandbox";

/** Guided lessons, and the sandbox. */
export function Lessons() {
    const [plan, now] = [current.value, step.value];
    return <div class="lessons">{plan === null || now === null ? <Choice /> : <OpenStep plan={plan} now={now} />}</div>;
}

function Choice() {
    return (
        <>
            <p>{text("lessons.intro")}</p>
            <ol class="lesson-list">
                {LESSONS.map(({ key }) => (
                    <li key={key}>
                        <button type="button" onClick={() => begin(key)}>
                            <strong>{text(`lessons.${key}.title`)}</strong>
                            <span>{text(`lessons.${key}.about`)}</span>
                            {finished.value.includes(key) && <span class="finished">{text("lessons.finished")}</span>}
                        </button>
                    </li>
                ))}
            </ol>
            <Sandbox />
        </>
    );
}

function OpenStep({ plan, now }: { readonly plan: Lesson; readonly now: Step }) {
    const heading = useHeading(`${plan.key} ${now.key}`);
    const place = `lessons.${plan.key}.${now.key}`;
    const room = useRoom(prediction.value !== null, place);
    const number = (lesson.value?.step ?? 0) + 1;
    return (
        <article class="lesson">
            <p class="quiet">{text("lessons.where", { title: text(`lessons.${plan.key}.title`), step: number, steps: plan.steps.length })}</p>
            <h2 ref={heading} tabIndex={-1}>
                {text(`${place}.title`)}
            </h2>
            {text(`${place}.text`)
                .split("\n")
                .map((paragraph) => (
                    <p key={paragraph}>{paragraph}</p>
                ))}
            {now.question !== undefined && <Prediction key={place} place={place} question={now.question} />}
            <div role="status" class="feedback-room" tabIndex={-1} ref={room}>
                {now.question !== undefined && prediction.value !== null && <Feedback place={place} question={now.question} said={prediction.value} />}
            </div>
            {hasText(`${place}.try`) && <p class="to-try">{text(`${place}.try`)}</p>}
            <Sights now={now} />
            <Onward plan={plan} now={now} number={number} />
        </article>
    );
}

/** Puts the focus on the heading whenever a new step is shown. */
function useHeading(shown: string) {
    const heading = useRef<HTMLHeadingElement>(null);
    const before = useRef<string | null>(null);
    useEffect(() => {
        if (before.current !== shown && document.activeElement?.getAttribute("role") !== "tab") heading.current?.focus();
        before.current = shown;
    }, [shown]);
    return heading;
}

/** Takes the focus to the room of the answer once the reader has answered, for the button that was pressed is gone then. */
function useRoom(isAnswered: boolean, shown: string) {
    const room = useRef<HTMLDivElement>(null);
    const before = useRef({ isAnswered, shown });
    useEffect(() => {
        if (isAnswered && !before.current.isAnswered && before.current.shown === shown) room.current?.focus({ preventScroll: true });
        before.current = { isAnswered, shown };
    }, [isAnswered, shown]);
    return room;
}

/** What to look at elsewhere; what would give the answer away only once it is given. */
function Sights({ now }: { readonly now: Step }) {
    const isOpen = now.question === undefined || prediction.value !== null;
    if (!isOpen || now.sights === undefined) return null;
    return (
        <p class="sights">
            {now.sights.map((sight) => (
                <button key={sight} type="button" onClick={() => see(sight)}>
                    {text(`lessons.see.${sight}`)}
                </button>
            ))}
        </p>
    );
}

function Onward({ plan, now, number }: { readonly plan: Lesson; readonly now: Step; readonly number: number }) {
    const isOpen = now.question === undefined || prediction.value !== null;
    const isLast = number === plan.steps.length;
    const isVeryLast = isLast && plan === LESSONS.at(-1);
    const onward = isVeryLast ? "lessons.sandbox_next" : isLast ? "lessons.next_lesson" : "lessons.next";
    return (
        <nav class="onward" aria-label={text("lessons.onward")}>
            {number > 1 && (
                <button type="button" onClick={() => go(number - 2)}>
                    {text("lessons.back")}
                </button>
            )}
            <button type="button" class={isOpen ? "main" : ""} disabled={!isOpen} onClick={() => go(number)}>
                {text(onward)}
            </button>
            {!isOpen && <span class="quiet">{text("lessons.first_predict")}</span>}
            <button type="button" class="all-lessons" onClick={close}>
                {text("lessons.all")}
            </button>
        </nav>
    );
}

/** The way back to an open lesson, from wherever it sent its reader. */
export function LessonBar() {
    const plan = current.value;
    if (plan === null || tab.value === "lessons") return null;
    return (
        <p class="lesson-bar">
            <span>{text("lessons.where", { title: text(`lessons.${plan.key}.title`), step: (lesson.value?.step ?? 0) + 1, steps: plan.steps.length })}</span>
            <button type="button" class="main" onClick={() => (tab.value = "lessons")}>
                {text("lessons.return")}
            </button>
            <button type="button" aria-label={text("lessons.stop")} title={text("lessons.stop")} onClick={close}>
                ×
            </button>
        </p>
    );
}

/** What stands where the fates of all worlds will be. */
export function CoveredOutcomes() {
    return <p class="covered">{text("lessons.covered")}</p>;
}
