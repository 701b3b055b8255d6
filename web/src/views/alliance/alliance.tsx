import { signal } from "@preact/signals";
import type { ScenarioAnswer } from "../../engine/types";
import { text } from "../../state/language";
import { goTo, pause, playing, position } from "../../state/player";
import { rivalScenario, rivalWorld, scenario, setup, world } from "../../state/setup";
import { type Selected, Stage } from "./stage";
import type { Word } from "./words";

/** Whose story is open. */
export const selected = signal<Selected | null>(null);

/** The world on the screen, and the one beside it. */
export function Alliance() {
    const here = world.value.answer;
    const rival = setup.value?.rival == null ? null : rivalWorld.value.answer;
    if (here === null) return <div class="alliance-waiting" aria-busy="true" />;
    const shared = { position, playing, selected, onMonth };
    if (rival === null) return <Stage world={here} silent={silentIn(scenario.value.answer)} {...shared} />;
    return (
        <div class="alliances">
            <Stage world={here} title={text("alliance.as_set")} silent={silentIn(scenario.value.answer)} {...shared} />
            <Stage world={rival} like={here} title={text("alliance.rival")} silent={silentIn(rivalScenario.value.answer)} {...shared} />
        </div>
    );
}

function onMonth(month: number): void {
    pause();
    goTo(month);
}

const ALL: readonly Word["kind"][] = [];
const silences = new Map<string, readonly Word["kind"][]>();

/** What nobody says where gossip or home talk is switched off; the same list for the same answer. */
function silentIn(answer: ScenarioAnswer | null): readonly Word["kind"][] {
    const off = (mechanism: string, rate: string) =>
        answer?.keys.some(({ key, value }) => (key === `${mechanism}.enabled` && value === false) || (key === `${mechanism}.${rate}` && value === 0)) === true;
    const kinds: Word["kind"][] = [
        ...(off("gossip", "rate") ? (["gossip"] as const) : []),
        ...(off("home_talk", "reporting") ? (["report"] as const) : []),
        ...(off("home_talk", "loyalty") ? (["pull"] as const) : []),
    ];
    if (kinds.length === 0) return ALL;
    const known = silences.get(kinds.join()) ?? kinds;
    silences.set(kinds.join(), known);
    return known;
}
