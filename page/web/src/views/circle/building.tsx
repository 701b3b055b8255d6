import { computed, signal } from "@preact/signals";
import type { LoopsAnswer } from "../../engine/types";
import { text } from "../../state/language";

/** How much of the circle is drawn: four boxes, six, all of them; or those six, for a class to draw the arrows. */
export const PARTS = ["four", "six", "all", "own"] as const;
export type CirclePart = (typeof PARTS)[number];

export const part = signal<CirclePart>("all");

/** The heart of it, and what joins in next; by the names of the model's quantities. */
const FOUR: readonly string[] = ["trust", "home’s image", "hostile talk", "contribution"];
const SIX: readonly string[] = [...FOUR, "warnings", "gossip"];

/** Where few boxes stand, so that they make use of the whole room. */
const ROOMY: { readonly [name: string]: { readonly x: number; readonly y: number } } = {
    trust: { x: 0.72, y: 0.52 },
    contribution: { x: 0.72, y: 0.16 },
    "home’s image": { x: 0.24, y: 0.52 },
    "hostile talk": { x: 0.24, y: 0.16 },
    warnings: { x: 0.24, y: 0.86 },
    gossip: { x: 0.72, y: 0.86 },
};

const named = computed<readonly string[] | null>(() => (part.value === "all" ? null : part.value === "four" ? FOUR : SIX));

/** The part of the circle that is drawn, with its boxes where they have room. */
export function built(answer: LoopsAnswer): LoopsAnswer {
    const names = named.value;
    if (names === null) return answer;
    return {
        ...answer,
        nodes: answer.nodes.filter(({ name }) => names.includes(name)).map((node) => ({ ...node, ...ROOMY[node.name] })),
        arrows: answer.arrows.filter(({ from, to }) => names.includes(from) && names.includes(to)),
    };
}

/** Builds the circle up, or hands it to the class. */
export function BuildUp() {
    return (
        <div class="build-up" role="group" aria-label={text("circle.building.title")}>
            {PARTS.map((one) => (
                <button key={one} type="button" aria-pressed={part.value === one} onClick={() => (part.value = one)}>
                    {text(`circle.building.${one}`)}
                </button>
            ))}
        </div>
    );
}
