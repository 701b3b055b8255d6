import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { perCent } from "../../parts/spoken";
import { game } from "../../state/game";
import { text } from "../../state/language";
import { link } from "../../state/link";
import { screen } from "../../state/screen";
import * as laboratory from "../../state/setup";
import { Stage } from "../alliance/stage";
import type { Selected } from "../alliance/answering";
import { begin, lifeOf, type Life, lived, lives, living, plain, position, thriving } from "./living";
import { inLanguage } from "./named";
import { Strip } from "./strip";

const selected = signal<Selected | null>(null);
/** Lives that are compared are seen to their end. */
const theEnd = signal(Number.MAX_SAFE_INTEGER);

/** What became of the alliance, beside the same luck without its player and what other choices would have brought. */
export function Ending() {
    const [answer, without, played] = [lived.value.answer, plain.value.answer, game.value];
    if (answer === null || without === null || played === null) return null;
    const world = inLanguage(answer);
    return (
        <div class="ending">
            <section class="ending-picture">
                <Stage world={world} position={position} playing={living} selected={selected} onMonth={() => undefined} like={inLanguage(without)} bare />
            </section>
            <section class="ending-words">
                <h2 tabIndex={-1}>{text(`game.ended.${world.outcome}`, { month: world.months })}</h2>
                <p class="ending-without">{text(`game.without.${without.outcome}`, { month: without.months })}</p>
            </section>
            <section class="lives" aria-busy={lives.value.answer === null} aria-label={text("game.lives")}>
                {lives.value.answer === null ? <p class="quiet">{text("game.comparing")}</p> : lives.value.answer.map((life) => <LifeLine key={`${life.kind} ${life.otherwise ?? ""}`} {...life} />)}
                {lives.value.answer !== null && <p class="quiet">{text("game.lives_note")}</p>}
            </section>
            <Onward />
        </div>
    );
}

function LifeLine({ kind, otherwise, world, ensemble }: Life) {
    const flourish = thriving(ensemble);
    const there = ensemble.survived.value;
    return (
        <div class={`life ${kind}`}>
            <h3>
                {text(`game.places.${kind}`)}
                {otherwise !== null && <b> {text(`game.otherwise.${otherwise}`)}</b>}
            </h3>
            <Strip world={world} position={theEnd} />
            <p class="life-end">
                <span class={`outcome ${world.outcome}`}>{text(`outcomes.${world.outcome}`)}</span>
            </p>
            <div class="life-worlds">
                <span class="worlds-bar" aria-hidden="true">
                    <span class="there" style={{ width: `${100 * there}%` }} />
                    <span class="flourish" style={{ width: `${100 * flourish}%` }} />
                </span>
                <span>{text("game.in_worlds", { thriving: perCent(flourish), there: perCent(there), runs: ensemble.runs })}</span>
            </div>
        </div>
    );
}

function Onward() {
    const [copied, setCopied] = useState(false);
    const played = game.value;
    if (played === null) return null;
    const again = (world: number) => begin(played.players, played.member, world);
    const copy = async () => {
        await navigator.clipboard.writeText(link.value);
        setCopied(true);
    };
    const look = () => {
        const { toml, changes, replication } = lifeOf(played);
        laboratory.begin({ toml, changes, seed: null, replication, rival: [] });
        screen.value = "laboratory";
    };
    return (
        <nav class="ending-onward" aria-label={text("game.onward")}>
            <button type="button" class="main" onClick={() => again(played.world)}>
                {text("game.same_luck")}
            </button>
            <button type="button" onClick={() => again(Math.floor(Math.random() * NEW_LUCK))}>
                {text("game.new_luck")}
            </button>
            <button type="button" onClick={() => (game.value = null)}>
                {text("game.another")}
            </button>
            <button type="button" onClick={() => void copy()}>
                {text(copied ? "takeaway.copied" : "game.copy")}
            </button>
            <button type="button" onClick={look}>
                {text("game.look")}
            </button>
        </nav>
    );
}

/** Luck to draw a new game from. */
const NEW_LUCK = 1000;
