import type { Bounded, RobustnessAnswer } from "../../engine/types";
import { perCent, points } from "../../parts/spoken";
import { text } from "../../state/language";
import { lead } from "./words";

/** The height of the picture in its own units; its width is a unit a model. */
const HIGH = 100;

/** What the changes do in every model, from the lowest effect to the highest. */
export function OverModels({ answer }: { readonly answer: RobustnessAnswer }) {
    const { effects, as_written } = answer;
    const scale = scaleOf([...effects, ...(as_written === null ? [] : [as_written])]);
    const below = effects.filter(({ value }) => value < 0).length;
    const above = effects.findIndex(({ value }) => value > 0);
    const turns = [...new Set([below, above])].filter((at) => at > 0 && at < effects.length);
    return (
        <figure class="over-models">
            <figcaption>
                {text(`holds.picture_${answer.goal}`)} <span class="quiet">{text("holds.bars")}</span>
            </figcaption>
            <div class="over-models-plot">
                <Axis scale={scale} />
                <svg viewBox={`0 0 ${effects.length} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={`${text(`holds.picture_${answer.goal}`)} ${lead(answer)}`}>
                    {effects.map((effect, place) => (
                        <Bar key={place} effect={effect} place={place} scale={scale} />
                    ))}
                    <line class="nought" x1="0" x2={effects.length} y1={scale.at(0)} y2={scale.at(0)} />
                    {turns.map((at) => (
                        <line key={at} class="turn-line" x1={at} x2={at} y1="0" y2={HIGH} />
                    ))}
                    {as_written !== null && <line class="as-written" x1="0" x2={effects.length} y1={scale.at(as_written.value)} y2={scale.at(as_written.value)} />}
                </svg>
            </div>
            <Key answer={answer} hasTurn={turns.length > 0} />
        </figure>
    );
}

interface Scale {
    readonly low: number;
    readonly high: number;
    /** How far down an effect lies. */
    readonly at: (effect: number) => number;
}

/** From the lowest effect to the highest, nought among them; intervals may reach beyond. */
function scaleOf(effects: readonly Bounded[]): Scale {
    const values = effects.map(({ value }) => value);
    const [low, high] = [Math.min(-0.1, ...values) - 0.05, Math.max(0.1, ...values) + 0.05];
    return { low, high, at: (effect) => (HIGH * (high - Math.min(Math.max(effect, low), high))) / (high - low) };
}

function Bar({ effect: { value, low, high }, place, scale }: { readonly effect: Bounded; readonly place: number; readonly scale: Scale }) {
    const sign = low > 0 ? "helps" : high < 0 ? "harms" : "unclear";
    const [top, foot] = [scale.at(Math.max(value, 0)), scale.at(Math.min(value, 0))];
    return (
        <g class={sign}>
            <line class="interval" x1={place + 0.5} x2={place + 0.5} y1={scale.at(high)} y2={scale.at(low)} />
            <rect x={place + 0.1} y={top} width="0.8" height={foot - top} />
        </g>
    );
}

/** Tens of points beside the picture, so many that they do not touch. */
function Axis({ scale }: { readonly scale: Scale }) {
    const step = scale.high - scale.low > 0.7 ? 0.4 : 0.2;
    const ticks: number[] = [];
    for (let tick = Math.ceil(scale.low / step); tick <= scale.high / step; tick += 1) ticks.push(tick * step);
    return (
        <div class="over-models-axis" aria-hidden="true">
            {ticks.map((tick) => (
                <span key={tick} style={{ top: `${scale.at(tick)}%` }}>
                    {points(tick)}
                </span>
            ))}
        </div>
    );
}

function Key({ answer: { helps, harms, unclear, as_written }, hasTurn }: { readonly answer: RobustnessAnswer; readonly hasTurn: boolean }) {
    return (
        <ul class="over-models-key">
            <li><span class="swatch harms" aria-hidden="true" /> {text("holds.key.harms", { share: perCent(harms.value) })}</li>
            <li><span class="swatch unclear" aria-hidden="true" /> {text("holds.key.unclear", { share: perCent(unclear) })}</li>
            <li><span class="swatch helps" aria-hidden="true" /> {text("holds.key.helps", { share: perCent(helps.value) })}</li>
            {as_written !== null && <li><span class="stroke as-written" aria-hidden="true" /> {text("holds.key.written", { effect: points(as_written.value) })}</li>}
            {hasTurn && <li><span class="stroke upright" aria-hidden="true" /> {text("holds.key.turns")}</li>}
        </ul>
    );
}
