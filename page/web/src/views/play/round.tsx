import { signal } from "@preact/signals";
import type { WorldAnswer } from "../../engine/types";
import { useMonth } from "../../parts/month";
import { game, type Game, MONTHS, NOTHING, playedOf, YEARS } from "../../state/game";
import { text } from "../../state/language";
import { Stage } from "../alliance/stage";
import type { Selected } from "../alliance/answering";
import { Card } from "./card";
import { ClassCard } from "./class_card";
import { yearWords } from "./happened";
import { draft, isThere, live, lived, living, looking, names, plain, position, year } from "./living";
import { inLanguage, nameIn } from "./named";
import { Strip } from "./strip";

const selected = signal<Selected | null>(null);

/** A year: the alliance as it stands, what happened, and what to do next. */
export function Round() {
    const [played, answer, without] = [game.value, lived.value.answer, plain.value.answer];
    if (played === null || answer === null || without === null) return <div class="round" aria-busy="true" />;
    const world = inLanguage(answer);
    const isTable = played.players === "class" && !looking.value;
    return (
        <div class={`round of-${played.players}`}>
            <Strip world={world} position={position} />
            {!isTable && (
                <section class="round-stage" aria-label={text("page.stage")}>
                    <Stage
                        world={world}
                        position={position}
                        playing={living}
                        selected={selected}
                        onMonth={() => undefined}
                        like={inLanguage(without)}
                        you={played.players === "one" ? played.member : undefined}
                        bare
                    />
                    <Happened world={world} />
                </section>
            )}
            <section class="round-card" aria-label={text("game.title")}>
                <h2>{text("game.year", { year: year.value, years: YEARS })}</h2>
                <Now played={played} />
            </section>
        </div>
    );
}

/** What there is to do now: nothing while a year goes by. */
function Now({ played }: { readonly played: Game }) {
    if (living.value) return <p class="living">{text("game.living")}</p>;
    if (looking.value) {
        return (
            <button type="button" class="main go" onClick={() => (looking.value = false)}>
                {text("game.choose")}
            </button>
        );
    }
    const members = playedOf(played);
    const isSomebodyThere = members.some(isThere);
    return (
        <>
            {isSomebodyThere ? <Questions played={played} /> : <p class="gone">{text("game.gone", { member: nameIn(names.value[members[0] ?? 0] ?? "") })}</p>}
            <p class="round-onward">
                {isSomebodyThere && (
                    <button type="button" class="main go" onClick={() => live("one")}>
                        {text("game.live", { year: year.value })}
                    </button>
                )}
                <button type="button" class={isSomebodyThere ? "rest" : "main go"} onClick={() => live("all")}>
                    {text(isSomebodyThere ? "game.live_all" : "game.watch")}
                </button>
            </p>
            {isSomebodyThere && <p class="quiet">{text(played.players === "class" ? "game.open_class" : "game.open")}</p>}
        </>
    );
}

function Questions({ played }: { readonly played: Game }) {
    if (played.players === "class") return <ClassCard members={playedOf(played)} />;
    return <Card player={0} member={played.member} choice={draft.value[0] ?? NOTHING} />;
}

/** What mattered in the year that has been lived, read aloud when it is over. */
function Happened({ world }: { readonly world: WorldAnswer }) {
    const month = useMonth(position, world.months);
    const words = month < MONTHS && !living.value ? [] : yearWords(world, month);
    return (
        <div class="happened" aria-live={living.value ? "off" : "polite"}>
            {words.length === 0 ? <p>{text(month < MONTHS ? "game.begins" : "game.quiet_year")}</p> : words.map((line) => <p key={line}>{line}</p>)}
        </div>
    );
}
