import type { Change, EnsembleAnswer, LoopsAnswer, WorldAnswer } from "../../engine/types";

/** Settings by the name that texts know them by: what differs from the scenario as written. */
export type Arms = { readonly [name: string]: readonly Change[] };

/** What the engine has said of the settings that a question compares. */
export interface Facts {
    /** The question that they answer. */
    readonly question: Question;
    readonly ensembles: { readonly [name: string]: EnsembleAnswer };
    /** The loops of the world on the screen, with the scenario as written, where the question asks for them. */
    readonly loops: LoopsAnswer | null;
    /** The world of the lesson with the scenario as written, where the question asks for it. */
    readonly world: WorldAnswer | null;
}

/** What is compared when the answer is shown. */
export type Measure = "survived" | "thriving" | "trust" | "value";

/** What is asked before it is shown. */
export interface Question {
    /** How many of 200 worlds, on a slider; or one of a few answers. */
    readonly kind: "guess" | "choice";
    /** The answers to choose from, by the names of their texts. */
    readonly options?: readonly string[];
    /** The settings whose worlds are looked at, in the order in which they are shown. */
    readonly arms: Arms;
    readonly measure: Measure;
    readonly needsLoops?: boolean;
    readonly needsWorld?: boolean;
    /** What is right: the name of an option, or how many worlds. */
    readonly right: (facts: Facts) => string | number;
}

/** What there is to be seen elsewhere on the page. */
export type Sight = "play" | "circle" | "why" | "side" | "whatif";

/** A step: a text, a setting on the screen, and a question where there is one. */
export interface Step {
    /** Its texts are at `lessons.<lesson>.<step>`. */
    readonly key: string;
    /** The scenario, by its name, where it is another than the lesson's. */
    readonly scenario?: string;
    /** What the screen shows on entering it, in the world of the lesson; as the step before where it does not say. */
    readonly setting?: readonly Change[];
    /** Whether the fate of all worlds stays covered until the question is answered. */
    readonly covered?: boolean;
    readonly question?: Question;
    /** What the screen shows once it is answered. */
    readonly reveal?: readonly Change[];
    readonly sights?: readonly Sight[];
}

export interface Lesson {
    /** Its texts are at `lessons.<lesson>`. */
    readonly key: string;
    /** The scenario that it is about, by its name. */
    readonly scenario: string;
    /** The world that its steps show: one that has the story to tell. */
    readonly world: number;
    readonly steps: readonly Step[];
}
