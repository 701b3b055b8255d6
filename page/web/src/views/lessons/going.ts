import { computed } from "@preact/signals";
import { engine } from "../../engine/client";
import type { Change, ScenarioQuestion, WorldQuestion } from "../../engine/types";
import { asking, type Asked } from "../../state/asking";
import { finished, lesson } from "../../state/lesson";
import { goTo, play } from "../../state/player";
import * as stage from "../../state/setup";
import { change, RUNS, setup, start } from "../../state/setup";
import { tab } from "../../state/tab";
import { inWordsOf } from "../../state/translating";
import type { Facts, Lesson, Question, Sight, Step } from "./kinds";
import { LESSONS } from "./plans";

/** The lesson that is open. */
export const current = computed<Lesson | null>(() => LESSONS.find(({ key, steps }) => key === lesson.value?.lesson && lesson.value.step < steps.length) ?? null);

/** Its step. */
export const step = computed<Step | null>(() => current.value?.steps[lesson.value?.step ?? 0] ?? null);

/** What was predicted in this step. */
export const prediction = computed(() => lesson.value?.predictions[lesson.value.step] ?? null);

/** Whether the fate of all worlds is not to be seen yet; those of another scenario have nothing to hide. */
export const covered = computed(() => (step.value?.covered ?? false) && prediction.value === null && setup.value?.toml === tomlOf(step.value));

/** What a step's question has to be answered from. */
interface FactsQuestion {
    readonly question: Question;
    readonly arms: readonly (readonly [string, ScenarioQuestion])[];
    readonly loops: WorldQuestion | null;
    readonly world: WorldQuestion | null;
}

const question = computed<FactsQuestion | null>(() => {
    const asked = step.value?.question;
    const toml = tomlOf(step.value);
    if (asked === undefined || toml === null) return null;
    const arms = Object.entries(asked.arms).map(([name, changes]) => [name, { toml, changes: inWords(changes) }] as const);
    const plain = { toml, changes: [], replication: worldOf() };
    return { question: asked, arms, loops: asked.needsLoops === true ? plain : null, world: asked.needsWorld === true ? plain : null };
});

/** What the engine says of the settings that the step compares; asked for while the reader still thinks. */
export const facts: { readonly value: Asked<Facts> } = asking(question, async ({ question, arms, loops, world }, signal) => {
    const ensembles: { [name: string]: Facts["ensembles"][string] } = {};
    for (const [name, settings] of arms) ensembles[name] = await engine.ensemble({ ...settings, runs: RUNS }, signal);
    return {
        question,
        ensembles,
        loops: loops === null ? null : await engine.loops(loops, signal),
        world: world === null ? null : await engine.world(world, signal),
    };
});

/** Opens a lesson at its beginning. */
export function begin(key: string): void {
    const plan = LESSONS.find((known) => known.key === key);
    if (plan === undefined) return;
    lesson.value = { lesson: key, step: 0, predictions: {} };
    enter();
}

/** Goes to another step of the lesson. */
export function go(to: number): void {
    const [place, plan] = [lesson.value, current.value];
    if (place === null || plan === null || to < 0) return;
    if (to >= plan.steps.length) return leave(plan);
    lesson.value = { ...place, step: to };
    if (to === plan.steps.length - 1) finished.value = [...new Set([...finished.value, plan.key])];
    enter();
}

/** Takes down what the reader expects, and puts on the screen what there is to be seen of it. */
export function predict(said: string | number): void {
    const place = lesson.value;
    if (place === null) return;
    lesson.value = { ...place, predictions: { ...place.predictions, [place.step]: said } };
    if (step.value?.reveal !== undefined) show(step.value.reveal);
}

/** Closes the lesson, and leaves the screen as it is. */
export function close(): void {
    lesson.value = null;
}

/** Shows something elsewhere on the page. */
export function see(sight: Sight): void {
    if (sight === "play") {
        goTo(1);
        play();
        document.querySelector(".stage")?.scrollIntoView({ block: "start" });
        return;
    }
    if (sight === "side") change({ rival: former() });
    tab.value = sight;
    document.querySelector<HTMLElement>(`[role="tab"][data-key="${sight}"]`)?.focus();
}

function leave(plan: Lesson): void {
    const next = LESSONS[LESSONS.indexOf(plan) + 1];
    if (next === undefined) close();
    else begin(next.key);
}

/** Puts the setting of a step on the screen: as it was left, where the step has been answered before. */
function enter(): void {
    const [now, said] = [step.value, prediction.value];
    if (now === null) return;
    if (said !== null && now.reveal !== undefined) show(now.reveal);
    else show(before());
}

/** What the screen shows before the step's question is answered. */
function before(): readonly Change[] {
    const steps = current.value?.steps ?? [];
    const at = lesson.value?.step ?? 0;
    if (steps[at]?.setting !== undefined) return steps[at].setting;
    const earlier = steps.slice(0, at).findLast(({ reveal, setting }) => reveal !== undefined || setting !== undefined);
    return earlier?.reveal ?? earlier?.setting ?? [];
}

/** What the setting on the screen is to be held against. */
function former(): readonly Change[] {
    const arms: Question["arms"] = step.value?.question?.arms ?? {};
    const shown = JSON.stringify(setup.value?.changes ?? []);
    const other = Object.values(arms).map(inWords).find((changes) => JSON.stringify(changes) !== shown);
    return other ?? [];
}

function show(changes: readonly Change[]): void {
    const toml = tomlOf(step.value);
    if (toml === null) return;
    stage.begin({ toml, changes: inWords(changes), seed: null, replication: worldOf(), rival: null });
}

/** The world that the step shows; of another scenario than the lesson's the first. */
function worldOf(): number {
    return step.value?.scenario === undefined ? (current.value?.world ?? 0) : 0;
}

/** Changes of the plans, which name things as the scenario's file does, in the words of the page. */
function inWords(changes: readonly Change[]): readonly Change[] {
    return inWordsOf(scenarioOf(step.value) ?? "", changes);
}

function tomlOf(now: Step | null): string | null {
    return start.value?.scenarios.find(({ name }) => name === scenarioOf(now))?.toml ?? null;
}

function scenarioOf(now: Step | null): string | undefined {
    return now?.scenario ?? current.value?.scenario;
}
