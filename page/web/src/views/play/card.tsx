import { toChildArray, type ComponentChildren } from "preact";
import { AT_HOME, type Choice, GIVING } from "../../state/game";
import { text } from "../../state/language";
import { choose, names } from "./living";
import { nameIn } from "./named";
import { ChoiceSign } from "./signs";

interface CardProps {
    /** The place of the player, and the member that it plays. */
    readonly player: number;
    readonly member: number;
    readonly choice: Choice;
}

/** The four questions of a year. What is pressed again is open again. */
export function Card({ player, member, choice }: CardProps) {
    const others = names.value.flatMap((name, other) => (other === member ? [] : [{ name, other }]));
    return (
        <div class="year-card">
            <Question words={text("game.visit")}>
                {others.map(({ name, other }) => (
                    <Answer key={name} words={nameIn(name)} pressed={choice.visit === other} onPress={() => choose(player, { visit: choice.visit === other ? null : other })} />
                ))}
            </Question>
            <Question words={text("game.home")}>
                {AT_HOME.map((home) => (
                    <Answer key={home} sign={home} words={text(`game.homes.${home}`)} pressed={choice.home === home} onPress={() => choose(player, { home: choice.home === home ? null : home })} />
                ))}
            </Question>
            <Question words={text("game.giving")}>
                {GIVING.map((giving) => (
                    <Answer key={giving} sign={giving} words={text(`game.givings.${giving}`)} pressed={choice.giving === giving} onPress={() => choose(player, { giving: choice.giving === giving ? null : giving })} />
                ))}
            </Question>
            <Question words={text("game.goal")}>
                <Answer sign="firm" words={text("game.firm")} pressed={!choice.concede} onPress={() => choose(player, { concede: false })} />
                <Answer sign="concede" words={text("game.concede")} pressed={choice.concede} onPress={() => choose(player, { concede: true })} />
            </Question>
        </div>
    );
}

function Question({ words, children }: { readonly words: string; readonly children: ComponentChildren }) {
    return (
        <fieldset>
            <legend>{words}</legend>
            <div class={`answers of-${toChildArray(children).length}`}>{children}</div>
        </fieldset>
    );
}

interface AnswerProps {
    readonly words: string;
    readonly sign?: string;
    readonly pressed: boolean;
    readonly onPress: () => void;
}

function Answer({ words, sign, pressed, onPress }: AnswerProps) {
    return (
        <button type="button" class="answer" aria-pressed={pressed} onClick={onPress}>
            {sign !== undefined && <ChoiceSign choice={sign} />}
            <span>{words}</span>
        </button>
    );
}
