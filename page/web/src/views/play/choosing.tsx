import { PLAYED } from "../../state/game";
import { text } from "../../state/language";
import { begin } from "./living";
import { nameIn } from "./named";

/** The houses of the river, in the order of the file. */
const HOUSES = ["Province", "Water board", "Farmers' union", "Gravel company", "River villages"] as const;

/** Whose delegate to be; or a class in six groups. */
export function Choosing() {
    return (
        <section class="choosing">
            <h2>{text("game.choosing.title")}</h2>
            <p>{text("game.choosing.text")}</p>
            <h3>{text("game.choosing.who")}</h3>
            <div class="houses">
                {HOUSES.map((house, member) => (
                    <button key={house} type="button" class="house" onClick={() => begin("one", member)}>
                        <svg viewBox="-14 -14 28 28" aria-hidden="true">
                            <path d="M-12,-1L0,-12L12,-1V12H-12Z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
                        </svg>
                        <strong>{nameIn(house)}</strong>
                        <span>{text(`game.houses.${house}`)}</span>
                    </button>
                ))}
            </div>
            <h3>{text("game.choosing.or")}</h3>
            <button type="button" class="with-class" onClick={() => begin("class", 0)}>
                <strong>{text("game.choosing.class", { groups: PLAYED.class.members })}</strong>
                <span>{text("game.choosing.class_says")}</span>
            </button>
        </section>
    );
}
