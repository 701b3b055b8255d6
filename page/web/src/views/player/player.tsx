import { useEffect, useMemo } from "preact/hooks";
import type { WorldAnswer } from "../../engine/types";
import { explained } from "../../parts/hover";
import type { Mark } from "../../parts/timechart";
import { text } from "../../state/language";
import { noReturn } from "../../state/marks";
import { goTo, month, pause, play, playing, speed, SPEEDS, step, stopping } from "../../state/player";
import { horizon, seen } from "../../state/seen";
import { staged } from "../../state/staged";
import { marksOf } from "../overtime/overtime";
import { listenToKeys } from "./keys";
import "./player.css";

/** Plays the run, steps through it, and goes to any of its months. */
export function Player() {
    useEffect(listenToKeys, []);
    const last = horizon.value;
    const now = month.value;
    return (
        <section class="player" aria-label={text("player.title")}>
            <div class="player-buttons">
                <Button words={text("player.to_start")} sign="M3,2V14M13,2L5,8L13,14Z" onClick={() => step(-last)} />
                <Button words={text("player.back")} sign="M11,2L4,8L11,14Z" onClick={() => step(-1)} />
                <Button
                    words={playing.value ? text("player.pause") : text("player.play")}
                    sign={playing.value ? "M4,2H7V14H4ZM9,2H12V14H9Z" : "M4,1L14,8L4,15Z"}
                    onClick={() => (playing.value ? pause() : play())}
                    main
                />
                <Button words={text("player.forward")} sign="M5,2L12,8L5,14Z" onClick={() => step(1)} />
                <Button words={text("player.to_end")} sign="M13,2V14M3,2L11,8L3,14Z" onClick={() => step(last)} />
            </div>
            <button type="button" class="stop-button" aria-pressed={stopping.value} aria-label={text("player.stopping")} onClick={() => (stopping.value = !stopping.value)} {...explained(text("player.stopping"))}>
                <svg width="16" height="16" aria-hidden="true">
                    <path d="M3,15V1.5M3,2.5H13L10.5,5.5L13,8.5H3" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" />
                </svg>
            </button>
            <Scrubber now={now} last={last} />
            <output class="player-month">{text("player.month", { month: now, months: last })}</output>
            <select aria-label={text("player.speed")} value={String(speed.value)} onChange={(event) => (speed.value = Number(event.currentTarget.value))}>
                {SPEEDS.map((pace) => (
                    <option key={pace} value={String(pace)}>
                        {text("player.pace", { pace })}
                    </option>
                ))}
            </select>
        </section>
    );
}

interface ButtonProps {
    readonly words: string;
    readonly sign: string;
    readonly onClick: () => void;
    readonly main?: boolean;
}

function Button({ words, sign, onClick, main = false }: ButtonProps) {
    return (
        <button type="button" class={main ? "main" : ""} aria-label={words} onClick={onClick} {...explained(words)}>
            <svg width="16" height="16" aria-hidden="true">
                <path d={sign} fill="currentColor" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" />
            </svg>
        </button>
    );
}

function Scrubber({ now, last }: { readonly now: number; readonly last: number }) {
    const answer = staged.value[0] ?? null;
    const late = noReturn.value;
    // The same marks all along, so that a new month does not compare hundreds of them.
    const far = seen.value;
    const marks = useMemo(() => (answer === null ? null : <Marks world={answer} last={last} noReturn={late} until={far} />), [answer, last, late, far]);
    return (
        <div class="scrubber">
            {marks}
            <input
                type="range"
                min={1}
                max={Math.max(last, 1)}
                step={1}
                value={now}
                aria-label={text("player.scrub")}
                aria-valuetext={text("player.month", { month: now, months: last })}
                onInput={(event) => {
                    const wanted = Number(event.currentTarget.value);
                    pause();
                    goTo(wanted);
                }}
            />
        </div>
    );
}

const HEIGHTS: { readonly [kind in Mark["kind"]]: string } = { incident: "M-0.5,7H0.5V12H-0.5Z", exit: "M-4,3H4L0,12Z", shock: "M0,1L4,6.5L0,12L-4,6.5Z", arrival: "M-4,12H4L0,3Z" };

interface MarksProps {
    readonly world: WorldAnswer;
    readonly last: number;
    readonly noReturn: number | null;
    /** The last month whose marks may be seen. */
    readonly until: number;
}

/** Incidents, exits, arrivals and shocks above their months; the words are in the charts and the news. */
function Marks({ world, last, noReturn, until }: MarksProps) {
    const share = (at: number) => `${((at - 1) / Math.max(last - 1, 1)) * 100}%`;
    return (
        <svg class="scrubber-marks" height="12" aria-hidden="true">
            {marksOf(world).filter((mark) => mark.month <= until).map(({ month: at, kind }) => (
                <svg key={`${at} ${kind}`} x={share(at)} overflow="visible">
                    <path class={`mark-${kind}`} d={HEIGHTS[kind]} />
                </svg>
            ))}
            {noReturn !== null && (
                <svg x={share(noReturn)} overflow="visible">
                    <path class="mark-no-return" d="M-1,0H1V12H-1Z" />
                </svg>
            )}
        </svg>
    );
}
