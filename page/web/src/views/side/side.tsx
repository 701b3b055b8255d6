import { text } from "../../state/language";
import { change, ensemble, rivalEnsemble, scenario, setup } from "../../state/setup";
import { pairs } from "./counts";
import { Differences } from "./differences";
import { PairedTable } from "./paired";
import "./side.css";
import { DifferingWorlds } from "./worlds";

/** Two settings under the same luck: what differs, and in which worlds it makes a difference. */
export function SideBySide() {
    return (
        <div class="side-by-side">
            <p>{text("side.intro")}</p>
            <RivalChoice />
            {(setup.value?.rival ?? null) !== null && <Comparison />}
        </div>
    );
}

function Comparison() {
    const [a, b] = [ensemble.value, rivalEnsemble.value];
    if (a.answer === null || b.answer === null) return <p class="quiet">{text("side.waiting")}</p>;
    const counted = pairs(a.answer, b.answer);
    return (
        <div class={`comparison${a.waiting || b.waiting ? " waiting" : ""}`}>
            <Differences />
            <PairedTable pairs={counted} />
            <DifferingWorlds pairs={counted} />
        </div>
    );
}

/** Which setting stands beside the one on the screen. */
function RivalChoice() {
    const arms = scenario.value.answer?.arms ?? [];
    const rival = setup.value?.rival ?? null;
    const now = JSON.stringify(rival);
    const place = arms.findIndex(({ set }) => JSON.stringify(set) === now);
    const chosen = rival === null ? "none" : place < 0 ? "own" : String(place);
    return (
        <div class="rival-choice">
            <label class="field">
                <span>{text("side.rival")}</span>
                <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
                    <option value="none">{text("side.none")}</option>
                    {arms.map(({ name }, at) => (
                        <option key={name} value={String(at)}>
                            {at === 0 ? text("side.as_file") : name}
                        </option>
                    ))}
                    <option value="own">{text(chosen === "own" ? "side.own_chosen" : "side.own")}</option>
                </select>
            </label>
            {rival !== null && <RivalButtons />}
        </div>
    );
}

function choose(option: string): void {
    const arm = scenario.peek().answer?.arms[Number(option)];
    if (option === "none") change({ rival: null });
    else if (option === "own") change({ rival: setup.peek()?.changes ?? [] });
    else if (arm !== undefined) change({ rival: arm.set });
}

function RivalButtons() {
    const { changes, rival } = setup.value ?? { changes: [], rival: null };
    return (
        <>
            <button type="button" onClick={() => change({ changes: rival ?? [], rival: changes })}>
                {text("side.swap")}
            </button>
            <button type="button" onClick={() => change({ changes: rival ?? [], rival: null })}>
                {text("side.take_b")}
            </button>
        </>
    );
}
