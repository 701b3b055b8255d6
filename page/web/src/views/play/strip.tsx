import type { ReadonlySignal } from "@preact/signals";
import type { WorldAnswer } from "../../engine/types";
import { useMonth } from "../../parts/month";
import { text } from "../../state/language";
import { MONTHS, YEARS } from "../../state/game";

const ALL = YEARS * MONTHS;

interface StripProps {
    readonly world: WorldAnswer;
    /** How far it has been lived. */
    readonly position: ReadonlySignal<number>;
}

/** Ten years as a strip that fills month by month: blue where there is trust at the table, orange where there is none. */
export function Strip({ world, position }: StripProps) {
    const month = useMonth(position, world.months);
    const trust = world.timeline["trust"] ?? [];
    const years = Array.from({ length: YEARS - 1 }, (_, place) => (place + 1) * MONTHS);
    return (
        <svg class="strip" viewBox={`0 0 ${ALL} 10`} preserveAspectRatio="none" role="img" aria-label={text("game.strip", { month, months: ALL })}>
            {trust.slice(0, month).map((value, place) => (
                <rect key={place} x={place} width="1.05" height="10" class={value < 0 ? "without-trust" : "with-trust"} fill-opacity={0.18 + 0.82 * Math.min(1, Math.abs(value) * 1.6)} />
            ))}
            {years.map((at) => (
                <line key={at} x1={at} x2={at} y1="0" y2="10" class="strip-year" vector-effect="non-scaling-stroke" />
            ))}
            {month === world.months && world.months < ALL && <path d={`M${world.months},0V10`} class="strip-end" vector-effect="non-scaling-stroke" />}
        </svg>
    );
}
