import { signal } from "@preact/signals";
import type { ScenarioAnswer, WorldAnswer } from "../../engine/types";
import { inOwnWords } from "../../parts/refusal";
import { text } from "../../state/language";
import { goTo, pause, playing, position } from "../../state/player";
import { plainWorld, rivalScenario, rivalWorld, scenario, setup, world } from "../../state/setup";
import type { Selected } from "./answering";
import { pictureText } from "./picture";
import { Stage } from "./stage";
import type { Word } from "./words";

/** Whose story is open. */
export const selected = signal<Selected | null>(null);

/** The world on the screen, and the one beside it. */
export function Alliance() {
    const here = world.value.answer;
    const rival = setup.value?.rival == null ? null : rivalWorld.value.answer;
    if (here === null) {
        const { error } = world.value;
        return error === null ? <div class="alliance-waiting" aria-busy="true" /> : <pre class="refusal">{inOwnWords(error)}</pre>;
    }
    const shared = { position, playing, selected, onMonth, like: seating() };
    if (rival === null) return <Stage world={here} silent={silentIn(scenario.value.answer)} {...shared} />;
    return (
        <div class="alliances">
            <Stage world={here} title={text("alliance.as_set")} silent={silentIn(scenario.value.answer)} {...shared} />
            <Stage world={rival} explained={false} title={text("alliance.rival")} silent={silentIn(rivalScenario.value.answer)} {...shared} />
        </div>
    );
}

/** The world on the screen as an SVG file of its own, at the moment shown or at another; `null` while there is none. */
export function currentPicture(caption: string, at = position.value): string | null {
    const here = world.value.answer;
    return here === null ? null : pictureText({ world: here, position: at, caption, like: seating(), silent: silentIn(scenario.value.answer) });
}

/** The world whose seats all take, once something differs from it. */
function seating(): WorldAnswer | undefined {
    const changed = setup.value?.rival != null || (setup.value?.changes.length ?? 0) > 0;
    return changed ? (plainWorld.value.answer ?? undefined) : undefined;
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
