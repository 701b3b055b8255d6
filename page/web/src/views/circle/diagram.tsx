import { useRef } from "preact/hooks";
import type { LoopArrow, LoopsAnswer } from "../../engine/types";
import { text } from "../../state/language";
import { bow, written, type Room } from "./bow";
import { isArrowCut, isCutHere, over, toggle } from "./cuts";
import { listed, quantity } from "./words";

export const WIDTH = 400;
export const HEIGHT = 470;
/** Width of an arrow at which hardly anything goes on, and of the strongest one. */
const WIDTHS = { idle: 1.2, strongest: 9 };
/** A sum of loops that is weaker than this is drawn as not at work. */
const WEAK = 0.0005;

interface DiagramProps {
    readonly answer: LoopsAnswer;
    /** Place of the month in the lists of the answer. */
    readonly place: number;
    /** The loops that are looked at; none where nothing is. */
    readonly lit: readonly string[];
    readonly onLook: (arrow: LoopArrow | null) => void;
}

/** What moves what, with arrows as wide as the loops over them are strong. */
export function Diagram({ answer, place, lit, onLook }: DiagramProps) {
    const drawing = useRef<SVGSVGElement>(null);
    const rooms = new Map(answer.nodes.map((node) => [node.name, roomOf(quantity(node.name), node.x, node.y)]));
    const strongest = strongestOf(answer);

    function walk(event: KeyboardEvent): void {
        const arrows = [...(drawing.current?.querySelectorAll<SVGElement>(".arrow") ?? [])];
        const at = arrows.indexOf(event.target as SVGElement);
        const steps: { readonly [key: string]: number } = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
        const step = steps[event.key];
        if (step === undefined || at < 0) return;
        event.preventDefault();
        arrows[(at + step + arrows.length) % arrows.length]?.focus();
    }

    return (
        <svg ref={drawing} class={`circle-diagram ${lit.length > 0 ? "looking" : ""}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={text("circle.diagram")} onKeyDown={walk}>
            {answer.arrows.map((arrow, number) => {
                const [from, to] = [rooms.get(arrow.from), rooms.get(arrow.to)];
                if (from === undefined || to === undefined) return null;
                const strength = strengthOver(arrow, answer, place);
                return <ArrowMark key={`${arrow.from}→${arrow.to}`} {...{ arrow, answer, from, to, strength, strongest, onLook }} isLit={arrow.loops.some((loop) => lit.includes(loop))} isFirst={number === 0} />;
            })}
            {answer.nodes.map((node) => (
                <NodeMark key={node.name} name={quantity(node.name)} room={rooms.get(node.name) ?? roomOf("", 0, 0)} />
            ))}
        </svg>
    );
}

interface ArrowProps {
    readonly arrow: LoopArrow;
    readonly answer: LoopsAnswer;
    readonly from: Room;
    readonly to: Room;
    readonly strength: number;
    readonly strongest: number;
    readonly isLit: boolean;
    readonly isFirst: boolean;
    readonly onLook: (arrow: LoopArrow | null) => void;
}

function ArrowMark({ arrow, answer, from, to, strength, strongest, isLit, isFirst, onLook }: ArrowProps) {
    const loops = over(arrow, answer);
    const isOff = isArrowCut(arrow, answer);
    const hasScissors = isCutHere(arrow, answer);
    const isIdle = Math.abs(strength) < WEAK;
    const width = isOff || isIdle ? WIDTHS.idle : WIDTHS.idle + ((WIDTHS.strongest - WIDTHS.idle) * Math.abs(strength)) / strongest;
    const { shaft, head, sign, middle } = bow(from, to, arrow.bend, width);
    const kind = isOff ? "cut" : isIdle ? "idle" : strength > 0 ? "reinforcing" : "balancing";
    const press = () => toggle(loops);
    return (
        <g
            class={`arrow ${kind} ${isLit ? "lit" : ""}`}
            role="button"
            tabindex={isFirst ? 0 : -1}
            aria-label={described(arrow, isOff)}
            aria-pressed={isOff}
            onClick={press}
            onKeyDown={(event) => {
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                press();
            }}
            onMouseEnter={() => onLook(arrow)}
            onMouseLeave={() => onLook(null)}
            onFocus={() => onLook(arrow)}
            onBlur={() => onLook(null)}
        >
            <polyline class="reach" points={written([...shaft, ...head.slice(0, 1)])} />
            <polyline class="shaft" points={written(shaft)} stroke-width={width} stroke-dasharray={dashes(kind, width)} />
            <polygon class="head" points={written(head)} />
            <circle class="sign-ground" cx={sign.x} cy={sign.y} r="5.5" />
            <text class="sign" x={sign.x} y={sign.y}>
                {arrow.sign > 0 ? "+" : "−"}
            </text>
            {hasScissors && <Scissors x={middle.x} y={middle.y} />}
        </g>
    );
}

/** Two blades and two rings, on a little white ground. */
function Scissors({ x, y }: { readonly x: number; readonly y: number }) {
    return (
        <g class="scissors" transform={`translate(${x} ${y})`}>
            <circle r="9" class="ground" />
            <path d="M-6 -4 L5 3 M-6 4 L5 -3" />
            <circle cx="-6" cy="-4.5" r="2" class="ring" transform="translate(11 8.5)" />
            <circle cx="-6" cy="4.5" r="2" class="ring" transform="translate(11 -8.5)" />
        </g>
    );
}

/** A quantity in its box. */
export function NodeMark({ name, room }: { readonly name: string; readonly room: Room }) {
    const lines = linesOf(name);
    const [x, y] = [(room.left + room.right) / 2, (room.top + room.bottom) / 2];
    return (
        <g class="quantity">
            <rect x={room.left + 2} y={room.top + 2} width={room.right - room.left - 4} height={room.bottom - room.top - 4} rx="5" />
            <text x={x} y={y - (lines.length - 1) * 6.5}>
                {lines.map((line, number) => (
                    <tspan key={line} x={x} dy={number === 0 ? 0 : 13}>
                        {line}
                    </tspan>
                ))}
            </text>
        </g>
    );
}

/** What the loops over an arrow come to together in a month. */
function strengthOver(arrow: LoopArrow, answer: LoopsAnswer, place: number): number {
    return over(arrow, answer).reduce((sum, loop) => sum + (loop.strength[place] ?? 0), 0);
}

/** The greatest that any arrow comes to in any month, so that months can be compared. */
function strongestOf(answer: LoopsAnswer): number {
    const sums = answer.arrows.flatMap((arrow) => answer.whole.map((_, place) => Math.abs(strengthOver(arrow, answer, place))));
    return sums.reduce((most, sum) => Math.max(most, sum), WEAK);
}

function described(arrow: LoopArrow, isOff: boolean): string {
    const gaps = { from: quantity(arrow.from), to: quantity(arrow.to), loops: listed(arrow.loops) };
    const way = text(arrow.sign > 0 ? "circle.arrow_same" : "circle.arrow_opposite", gaps);
    return `${way} ${text(isOff ? "circle.press_to_mend" : "circle.press_to_cut")}`;
}

function dashes(kind: string, width: number): string | undefined {
    if (kind === "cut") return "2 5";
    return kind === "balancing" ? `${4 + 0.5 * width} ${3 + 0.3 * width}` : undefined;
}

/** A name on one line, or on two where it has two words. */
function linesOf(name: string): readonly string[] {
    const at = name.indexOf(" ");
    return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}

/** The room that a quantity takes up. */
export function roomOf(name: string, x: number, y: number): Room {
    const lines = linesOf(name);
    const half = Math.max(...lines.map((line) => line.length)) * 3.3 + 7.5;
    const tall = lines.length * 7 + 6;
    const middle = { x: Math.min(Math.max(6 + x * 388, half), WIDTH - half), y: 22 + y * 428 };
    return { left: middle.x - half, right: middle.x + half, top: middle.y - tall, bottom: middle.y + tall };
}
