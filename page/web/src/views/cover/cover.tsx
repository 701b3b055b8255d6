import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { text } from "../../state/language";
import { Stage } from "../alliance/stage";
import { LanguageChoice } from "../header/header";
import type { Selected } from "../alliance/answering";
import { inLanguage } from "../play/named";
import "./cover.css";
import { enter, type Door, DOORS } from "./doors";
import { keepPlaying, position, shown } from "./showing";

const moving = signal(true);
const nobody = signal<Selected | null>(null);

/** What this is in one sentence, a picture that moves, and three doors. */
export function Cover() {
    useEffect(keepPlaying, []);
    const world = shown.value.answer;
    return (
        <main class="cover">
            <header>
                <h1>{text("cover.title")}</h1>
                <LanguageChoice />
            </header>
            <p class="cover-sentence">{text("cover.sentence")}</p>
            <div class="cover-picture" aria-hidden="true" aria-busy={world === null} inert>
                {world !== null && <Stage world={inLanguage(world)} position={position} playing={moving} selected={nobody} onMonth={() => undefined} bare />}
            </div>
            <Legend />
            <nav class="doors" aria-label={text("cover.doors")}>
                {DOORS.map((door) => (
                    <button key={door} type="button" class={door === "play" ? "door main" : "door"} onClick={() => enter(door)}>
                        <Sign door={door} />
                        <strong>{text(`cover.${door}`)}</strong>
                        <span>{text(`cover.${door}_says`)}</span>
                    </button>
                ))}
            </nav>
        </main>
    );
}

/** What moves in the picture, and what fills. */
function Legend() {
    return (
        <p class="cover-legend" aria-hidden="true">
            {MARKS.map(([mark, drawn]) => (
                <span key={mark}>
                    <svg viewBox="0 0 16 16" class={`mark-${mark}`}>
                        <path d={drawn} />
                    </svg>
                    {text(`cover.mark.${mark}`)}
                </span>
            ))}
        </p>
    );
}

const MARKS = [
    ["good", "M8,3a5,5 0 1 0 .01,0Z"],
    ["bad", "M8,2L14,8L8,14L2,8Z"],
    ["home", "M2,7.5L8,2L14,7.5V14H2Z"],
    ["warning", "M1.5,1.5H14.5V11H8.5L5,14.5V11H1.5ZM8,3.5V7M8,8.9V9.1"],
] as const;

const SIGNS: { readonly [door in Door]: string } = {
    play: "M9,5L27,16L9,27Z",
    lessons: "M16,8C13,5 8,5 4,6V26C8,25 13,25 16,28C19,25 24,25 28,26V6C24,5 19,5 16,8ZM16,8V28",
    laboratory: "M12,4H20M13.5,4V13L5.5,25Q4,28 7,28H25Q28,28 26.5,25L18.5,13V4M9.5,20H22.5",
};

function Sign({ door }: { readonly door: Door }) {
    return (
        <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d={SIGNS[door]} fill={door === "play" ? "currentColor" : "none"} stroke="currentColor" stroke-width="2.2" stroke-linejoin="round" stroke-linecap="round" />
        </svg>
    );
}
