import { signal } from "@preact/signals";
import type { CarryingAssumption, EndOfKey, RobustnessAnswer, RobustnessQuestion } from "../../engine/types";
import { AskForm } from "../../parts/ask_form";
import { Progress } from "../../parts/progress";
import { inOwnWords } from "../../parts/refusal";
import { points } from "../../parts/spoken";
import { askOthers, canAsk, holding, hope, isFormer, MODELS, WORLDS, worlds } from "../../state/holding";
import { text } from "../../state/language";
import { nameOf } from "../whatif/values";
import "./holds.css";
import { OverModels } from "./picture";
import { allowed, inWords, lead } from "./words";

const HOPES: readonly RobustnessQuestion["goal"][] = ["thriving", "survival"];
/** So many assumptions are named. */
const NAMED = 5;

const isOpen = signal(false);

/** Whether what is changed does the same under other models that are as plausible. */
export function Holds() {
    return (
        <details class="parameters holds" open={isOpen.value} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
            <summary>{text("holds.title")}</summary>
            <div class="holds-body">
                {holding.latest.value === null && <p class="quiet">{text("holds.intro")}</p>}
                {canAsk.value ? <Ask /> : <p>{text("holds.nothing")}</p>}
                <Progress of={holding} words={text("holds.working", { models: MODELS })} />
                <Found />
            </div>
        </details>
    );
}

function Ask() {
    return (
        <AskForm
            name="holds-ask"
            goal={hope}
            goals={HOPES}
            count={worlds}
            counts={WORLDS}
            counted={text("holds.worlds")}
            ask={text("holds.ask", { models: MODELS })}
            isUnderWay={holding.isUnderWay.value}
            onAsk={askOthers}
        />
    );
}

function Found() {
    const { answer = null, error = null } = holding.latest.value ?? {};
    return (
        <>
            <p class="unseen" role="status">{answer === null ? "" : text("holds.ready")}</p>
            {error !== null && <pre class="refusal" role="alert">{error === "" ? text("holds.failed") : inOwnWords(error)}</pre>}
            {answer !== null && <Answer answer={answer} />}
        </>
    );
}

function Answer({ answer }: { readonly answer: RobustnessAnswer }) {
    return (
        <div class={isFormer.value ? "held former" : "held"}>
            {isFormer.value && canAsk.value && <p class="alert" role="status">{text("holds.former")}</p>}
            <p class="lead">{lead(answer)}</p>
            {answer.models > 0 && <OverModels answer={answer} />}
            <p>{inWords(answer).join(" ")}</p>
            {answer.models > 0 && <HangsOn answer={answer} />}
            <p class="quiet">{text("holds.no_probability", { varied: answer.varied })}</p>
        </div>
    );
}

/** The assumptions that carry it, with what the changes do at both ends of each. */
function HangsOn({ answer }: { readonly answer: RobustnessAnswer }) {
    if (answer.carries.length === 0) return <p>{text("holds.no_key")}</p>;
    return (
        <section>
            <h3>{text("holds.hangs_on")}</h3>
            <ul class="hangs-on">
                {answer.carries.slice(0, NAMED).map((carrying) => (
                    <Carrying key={carrying.key} carrying={carrying} />
                ))}
            </ul>
            <p class="quiet">{text(`holds.ends_${answer.goal}`)}</p>
        </section>
    );
}

function Carrying({ carrying: { key, low, high } }: { readonly carrying: CarryingAssumption }) {
    return (
        <li>
            <strong title={key}>{nameOf(key)}</strong>
            <span>
                <End end={low} /> <End end={high} />
            </span>
        </li>
    );
}

function End({ end }: { readonly end: EndOfKey }) {
    return (
        <span class="end">
            <b>{points(end.value)}</b> {text("holds.at", { values: allowed(end.values) })}
        </span>
    );
}
