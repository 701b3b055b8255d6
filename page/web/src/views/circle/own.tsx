import { useSignal } from "@preact/signals";
import type { LoopsAnswer } from "../../engine/types";
import { text } from "../../state/language";
import { bow, written } from "./bow";
import { HEIGHT, NodeMark, roomOf, WIDTH } from "./diagram";
import { quantity } from "./words";

/** An arrow that somebody has drawn, from one quantity to another. */
interface Drawn {
    readonly from: string;
    readonly to: string;
}

const BEND = 0.12;
const LINE = 2.5;

/** Boxes without arrows: a press on two of them draws one, or takes it away; then the model shows its own. */
export function OwnCircle({ answer }: { readonly answer: LoopsAnswer }) {
    const drawn = useSignal<readonly Drawn[]>([]);
    const chosen = useSignal<string | null>(null);
    const isShown = useSignal(false);
    const [arrows, first, shown] = [drawn.value, chosen.value, isShown.value];
    const rooms = new Map(answer.nodes.map(({ name, x, y }) => [name, roomOf(quantity(name), x, y)]));
    const isOf = (list: readonly Drawn[], { from, to }: Drawn) => list.some((one) => one.from === from && one.to === to);

    function press(name: string): void {
        const from = chosen.peek();
        chosen.value = from === null ? name : null;
        if (from === null || from === name) return;
        const arrow = { from, to: name };
        const known = drawn.peek();
        drawn.value = isOf(known, arrow) ? known.filter((one) => !isOf([one], arrow)) : [...known, arrow];
    }

    const missed = shown ? answer.arrows.filter((arrow) => !isOf(arrows, arrow)) : [];
    const found = arrows.filter((arrow) => isOf(answer.arrows, arrow)).length;
    return (
        <div class="own-circle">
            <p role="status">
                {shown ? text("circle.building.found", { found, all: answer.arrows.length, other: arrows.length - found }) : text(first === null ? "circle.building.how" : "circle.building.whither", { name: quantity(first ?? "") })}
            </p>
            <svg class="circle-diagram" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={text("circle.building.own")}>
                {arrows.map((arrow) => (
                    <OwnArrow key={`${arrow.from} ${arrow.to}`} {...{ arrow, rooms }} kind={shown ? (isOf(answer.arrows, arrow) ? "found" : "other") : "drawn"} />
                ))}
                {missed.map((arrow) => (
                    <OwnArrow key={`missed ${arrow.from} ${arrow.to}`} {...{ arrow, rooms }} kind="missed" />
                ))}
                {answer.nodes.map(({ name }) => (
                    <g
                        key={name}
                        class={`own-box ${first === name ? "chosen" : ""}`}
                        role="button"
                        tabindex={0}
                        aria-pressed={first === name}
                        aria-label={quantity(name)}
                        onClick={() => press(name)}
                        onKeyDown={(event) => {
                            if (event.key !== "Enter" && event.key !== " ") return;
                            event.preventDefault();
                            press(name);
                        }}
                    >
                        <NodeMark name={quantity(name)} room={rooms.get(name) ?? roomOf("", 0, 0)} />
                    </g>
                ))}
            </svg>
            <p class="own-onward">
                <button type="button" class="main" disabled={arrows.length === 0} onClick={() => (isShown.value = !shown)}>
                    {text(shown ? "circle.building.hide" : "circle.building.compare")}
                </button>
                <button type="button" disabled={arrows.length === 0} onClick={() => (drawn.value = [])}>
                    {text("circle.building.clear")}
                </button>
            </p>
        </div>
    );
}

interface OwnArrowProps {
    readonly arrow: Drawn;
    readonly rooms: ReadonlyMap<string, ReturnType<typeof roomOf>>;
    readonly kind: "drawn" | "found" | "other" | "missed";
}

function OwnArrow({ arrow, rooms, kind }: OwnArrowProps) {
    const [from, to] = [rooms.get(arrow.from), rooms.get(arrow.to)];
    if (from === undefined || to === undefined) return null;
    const { shaft, head } = bow(from, to, BEND, LINE);
    return (
        <g class={`own-arrow ${kind}`}>
            <polyline class="shaft" points={written(shaft)} stroke-width={LINE} />
            <polygon class="head" points={written(head)} />
        </g>
    );
}
