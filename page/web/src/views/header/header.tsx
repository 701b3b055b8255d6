import { explained } from "../../parts/hover";
import { codes, language, speak, text } from "../../state/language";
import { presenting } from "../../state/presentation";
import { screen } from "../../state/screen";
import { seen } from "../../state/seen";
import { change, open, scenario, setup, start, world } from "../../state/setup";

/** What is shown: which scenario, which of its worlds, in which language. */
export function Header() {
    return (
        <header class="page-header">
            <HomeButton />
            <h1>Alliance Dynamics</h1>
            <ScenarioChoice />
            <WorldChoice />
            <PresentationButton />
            <LanguageChoice />
        </header>
    );
}

/** The way back to the cover. */
export function HomeButton() {
    return (
        <button type="button" class="home-button" aria-label={text("header.home")} onClick={() => (screen.value = "cover")} {...explained(text("header.home"))}>
            <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
                <path d="M3,12L12,4L21,12M6,10V20H18V10" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round" />
            </svg>
        </button>
    );
}

/** Letters for the last row, and back. */
export function PresentationButton() {
    return (
        <button type="button" class="presentation-button" aria-pressed={presenting.value} aria-label={text("header.present")} onClick={() => (presenting.value = !presenting.value)} {...explained(text("header.present"))}>
            <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
                <path d="M3,4H21V16H3ZM12,16V21M8,21H16" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round" />
            </svg>
        </button>
    );
}

function ScenarioChoice() {
    const offered = start.value?.scenarios ?? [];
    const chosen = offered.findIndex((scenario) => scenario.toml === setup.value?.toml);
    return (
        <label class="field">
            <span>{text("header.scenario")}</span>
            <select value={String(chosen)} onChange={(event) => open(offered[Number(event.currentTarget.value)]?.toml ?? "")}>
                {chosen < 0 && <option value="-1">{ownTitle()}</option>}
                {offered.map((scenario, place) => (
                    <option key={scenario.name} value={String(place)}>
                        {scenario.title}
                    </option>
                ))}
            </select>
        </label>
    );
}

/** What a file of the reader's own calls itself. */
function ownTitle(): string {
    const { answer, question } = scenario.value;
    const title = question?.toml === setup.value?.toml ? (answer?.title ?? "") : "";
    return title === "" ? text("header.own_scenario") : text("header.own_titled", { title });
}

function WorldChoice() {
    const replication = setup.value?.replication ?? 0;
    const outcome = world.value.answer?.outcome;
    return (
        <div class="field" role="group" aria-label={text("header.world")}>
            <span>{text("header.world")}</span>
            <button type="button" disabled={replication === 0} aria-label={text("header.previous_world")} onClick={() => change({ replication: replication - 1 })}>
                ‹
            </button>
            <output>{replication}</output>
            <button type="button" aria-label={text("header.next_world")} onClick={() => change({ replication: replication + 1 })}>
                ›
            </button>
            {outcome !== undefined && !Number.isFinite(seen.value) && <span class={`outcome ${outcome}`}>{text(`outcomes.${outcome}`)}</span>}
        </div>
    );
}

/** The languages there are. */
export function LanguageChoice() {
    return (
        <div class="field languages" role="group" aria-label={text("header.language")}>
            {codes.map((code) => (
                <button key={code} type="button" lang={code} aria-pressed={code === language.value} onClick={() => speak(code)}>
                    {code.toUpperCase()}
                </button>
            ))}
        </div>
    );
}
