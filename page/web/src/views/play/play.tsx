import { game } from "../../state/game";
import { text } from "../../state/language";
import { HomeButton, LanguageChoice, PresentationButton } from "../header/header";
import { Choosing } from "./choosing";
import { Ending } from "./ending";
import { isOver, lived } from "./living";
import "./play.css";
import { Round } from "./round";

/** A game: ten years as a delegate, a card a year. */
export function Play() {
    const { error } = lived.value;
    return (
        <>
            <header class="page-header">
                <HomeButton />
                <h1>{text("game.title")}</h1>
                <PresentationButton />
                <LanguageChoice />
            </header>
            <main class="play">
                {error !== null && <pre class="refusal">{error}</pre>}
                {game.value === null ? <Choosing /> : isOver.value ? <Ending /> : <Round />}
            </main>
        </>
    );
}
