import type { ExplanationAnswer, ExplanationQuestion } from "../../engine/types";
import { AskForm } from "../../parts/ask_form";
import { Progress } from "../../parts/progress";
import { inOwnWords } from "../../parts/refusal";
import { text } from "../../state/language";
import { goTo, pause } from "../../state/player";
import { setup, start } from "../../state/setup";
import { explain, explanation, FUTURES, futures, goal, outdated } from "../../state/understanding";
import { CauseList } from "./cause";
import { Chances } from "./chances";
import { WhatTheySay } from "./reasons";
import "./why.css";
import { inWords, leaders } from "./words";

const GOALS: readonly ExplanationQuestion["goal"][] = ["survival", "thriving"];

/** What the world on the screen hung on. */
export function Why() {
    const answer = explanation.latest.value?.answer ?? null;
    const error = explanation.latest.value?.error ?? null;
    return (
        <div class="why-view">
            <p class="quiet">{text("why.intro")}</p>
            <Ask />
            <Progress of={explanation} words={text("why.working")} />
            {error !== null && <pre class="refusal" role="alert">{error === "" ? text("why.failed") : inOwnWords(error)}</pre>}
            <p class="unseen" role="status">{answer === null ? "" : text("why.ready")}</p>
            {answer !== null && <Explanation answer={answer} />}
            <CommandLine />
        </div>
    );
}

function Ask() {
    return (
        <AskForm
            name="why-ask"
            goal={goal}
            goals={GOALS}
            count={futures}
            counts={FUTURES}
            counted={text("why.futures")}
            ask={text("why.ask", { world: setup.value?.replication ?? 0 })}
            isUnderWay={explanation.isUnderWay.value}
            onAsk={explain}
        />
    );
}

function Explanation({ answer }: { readonly answer: ExplanationAnswer }) {
    const settled = answer.met ? answer.safety : answer.no_return;
    const ofFormer = outdated.value;
    return (
        <div class={ofFormer ? "explanation former" : "explanation"}>
            {ofFormer && <p class="alert" role="status">{text("why.former")}</p>}
            <p>{inWords(answer).join(" ")}</p>
            <Chances answer={answer} />
            {settled !== null && settled > 0 && !ofFormer && (
                <button type="button" onClick={() => goSettled(settled)}>
                    {text(answer.met ? "why.go_safe" : "why.go_too_late", { month: settled })}
                </button>
            )}
            <CauseList open={5} causes={leaders(answer)} answer={answer} title={text("why.causes")} note={text("why.causes_note")} />
            <CauseList open={4} causes={answer.mechanisms} answer={answer} title={text("why.mechanisms")} note={text("why.mechanisms_note")} />
            <WhatTheySay answer={answer} />
        </div>
    );
}

function goSettled(month: number): void {
    pause();
    goTo(month);
}

/** How to get the same without the page. */
function CommandLine() {
    const { toml, changes, seed, replication } = setup.value ?? { toml: "", changes: [], seed: null, replication: 0 };
    const bundled = start.value?.scenarios.find((scenario) => scenario.toml === toml)?.name;
    const file = changes.length > 0 || bundled === undefined ? "FILE.toml" : `scenarios/${bundled}.toml`;
    const seeded = seed === null ? "" : ` --seed ${seed}`;
    const command = `alliance explain ${file} --replication ${replication} --goal ${goal.value} --futures ${futures.value}${seeded}`;
    return (
        <details class="command">
            <summary>{text("why.command")}</summary>
            <pre tabIndex={0}>{command}</pre>
            {file === "FILE.toml" && <p class="quiet">{text("why.command_file")}</p>}
        </details>
    );
}
