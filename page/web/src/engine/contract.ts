import type {
    EnsembleAnswer,
    EnsembleQuestion,
    ExplanationAnswer,
    ExplanationQuestion,
    LoopsAnswer,
    RobustnessAnswer,
    RobustnessQuestion,
    ScenarioAnswer,
    ScenarioQuestion,
    StartAnswer,
    WorldAnswer,
    WorldQuestion,
} from "./types";

/** Who answers the page's questions. A question that is aborted is answered by nobody. */
export interface Engine {
    start(signal: AbortSignal): Promise<StartAnswer>;
    scenario(question: ScenarioQuestion, signal: AbortSignal): Promise<ScenarioAnswer>;
    world(question: WorldQuestion, signal: AbortSignal): Promise<WorldAnswer>;
    ensemble(question: EnsembleQuestion, signal: AbortSignal): Promise<EnsembleAnswer>;
    loops(question: WorldQuestion, signal: AbortSignal): Promise<LoopsAnswer>;
    /** Tells now and then how much is done, 0…1. */
    explanation(question: ExplanationQuestion, signal: AbortSignal, tell: (done: number) => void): Promise<ExplanationAnswer>;
    /** Tells now and then how much is done, 0…1. */
    robustness(question: RobustnessQuestion, signal: AbortSignal, tell: (done: number) => void): Promise<RobustnessAnswer>;
}

/** What the engine says when it will not answer; its message is meant for the reader. */
export class EngineRefusal extends Error {}

/** Nobody answers any more. */
export class EngineGone extends Error {}
