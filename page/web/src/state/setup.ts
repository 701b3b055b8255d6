import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { engine } from "../engine/client";
import type { Change, EnsembleQuestion, ScenarioQuestion, StartAnswer, Value, WorldAnswer, WorldQuestion } from "../engine/types";
import { asking, type Asked } from "./asking";
import { withNames } from "./drawn";
import { language } from "./language";
import { goTo, pause } from "./player";
import { staged } from "./staged";

/** Worlds of an ensemble. */
export const RUNS = 200;

/** Everything that decides what is on the screen, but for the month: this is what a link carries. */
export interface Setup {
    readonly toml: string;
    readonly changes: readonly Change[];
    readonly seed: number | null;
    readonly replication: number;
    /** The other setting of *side by side*: what differs from the file there. */
    readonly rival: readonly Change[] | null;
}

/** What the engine has to offer, in all languages. */
export const offer = signal<StartAnswer | null>(null);

/** The same in the language of the page, as far as it is there. */
export const start = computed<StartAnswer | null>(() => {
    if (offer.value === null) return null;
    const code = language.value;
    return { ...offer.value, scenarios: offer.value.scenarios.map((scenario) => ({ ...scenario, ...scenario.translated[code] })) };
});

/** The setting on the screen; `null` until the engine has answered for the first time. */
export const setup = signal<Setup | null>(null);

const settings = distinct<ScenarioQuestion | null>(() => (setup.value === null ? null : asSettings(setup.value, setup.value.changes)));
const rivalSettings = distinct<ScenarioQuestion | null>(() => {
    const rival = setup.value?.rival ?? null;
    return setup.value === null || rival === null ? null : asSettings(setup.value, rival);
});

/** Which world is on the screen, and which one beside it. */
export const worldSettings = distinct(() => ofWorld(settings.value));
export const rivalWorldSettings = distinct(() => ofWorld(rivalSettings.value));

/** The world as the file alone has it: seats at the table are taken from it, so that they stay while settings change. */
export const plainWorld = named(
    asking(
        distinct(() => ofWorld(setup.value === null ? null : asSettings(setup.value, []))),
        engine.world,
    ),
);

export const scenario = asking(settings, engine.scenario);
export const rivalScenario = asking(rivalSettings, engine.scenario);
export const world = named(asking(worldSettings, engine.world));
export const rivalWorld = named(asking(rivalWorldSettings, engine.world));
/** Which ensemble is meant to be on the screen. */
export const ensembleQuestion = computed(() => ofEnsemble(settings.value));
export const ensemble = asking(ensembleQuestion, engine.ensemble);
export const rivalEnsemble = asking(computed(() => ofEnsemble(rivalSettings.value)), engine.ensemble);

effect(() => {
    if (setup.value === null) return;
    staged.value = [world.value.answer, rivalWorld.value.answer].filter((answer) => answer !== null);
});

/** Begins anew with a scenario file. */
export function open(toml: string): void {
    begin({ toml, changes: [], seed: null, replication: 0, rival: null });
}

/** Puts another setting on the screen, at its first month. */
export function begin(wanted: Setup): void {
    pause();
    goTo(1);
    setup.value = wanted;
}

/** Changes something of what is on the screen. */
export function change(part: Partial<Setup>): void {
    if (setup.value !== null) setup.value = { ...setup.value, ...part };
}

/** The changes with one more; `null` takes the key's change back. */
export function withChange(changes: readonly Change[], key: string, value: Value | null): readonly Change[] {
    const others = changes.filter(([known]) => known !== key);
    return value === null ? others : [...others, [key, value]];
}

/** Worlds whose members are called as the page's language calls them. */
function named<Question>(asked: ReadonlySignal<Asked<WorldAnswer, Question>>): ReadonlySignal<Asked<WorldAnswer, Question>> {
    return computed(() => ({ ...asked.value, answer: asked.value.answer === null ? null : withNames(asked.value.answer) }));
}

/** A question that counts as another one only where it says something else. */
function distinct<Question>(question: () => Question): ReadonlySignal<Question> {
    let last: Question | undefined;
    return computed(() => {
        const next = question();
        if (last === undefined || JSON.stringify(last) !== JSON.stringify(next)) last = next;
        return last;
    });
}

function asSettings({ toml, seed }: Setup, changes: readonly Change[]): ScenarioQuestion {
    return seed === null ? { toml, changes } : { toml, changes, seed };
}

function ofWorld(asked: ScenarioQuestion | null): WorldQuestion | null {
    return asked === null ? null : { ...asked, replication: setup.value?.replication ?? 0 };
}

function ofEnsemble(asked: ScenarioQuestion | null): EnsembleQuestion | null {
    return asked === null ? null : { ...asked, runs: RUNS };
}
