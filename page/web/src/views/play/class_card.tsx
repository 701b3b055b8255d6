import { AT_HOME, type Choice, GIVING, NOTHING } from "../../state/game";
import { text } from "../../state/language";
import { choose, draft, isThere, names } from "./living";
import { nameIn } from "./named";
import { ChoiceSign } from "./signs";

/** Six groups of a class on one screen: a row a group, and what every sign means above it. */
export function ClassCard({ members }: { readonly members: readonly number[] }) {
    return (
        <table class="class-card">
            <caption>
                {[...AT_HOME.map((home) => [home, `game.homes.${home}`] as const), ...GIVING.map((giving) => [giving, `game.givings.${giving}`] as const), ["concede", "game.concede"] as const].map(([sign, place]) => (
                    <span key={sign}>
                        <ChoiceSign choice={sign} /> {text(place)}
                    </span>
                ))}
            </caption>
            <thead>
                <tr>
                    <td />
                    {(["visit", "home", "giving", "goal"] as const).map((question) => (
                        <th key={question} scope="col">
                            {text(`game.short.${question}`)}
                        </th>
                    ))}
                </tr>
            </thead>
            <tbody>
                {members.map((member, player) => (
                    <Group key={member} player={player} member={member} choice={draft.value[player] ?? NOTHING} />
                ))}
            </tbody>
        </table>
    );
}

interface GroupProps {
    readonly player: number;
    readonly member: number;
    readonly choice: Choice;
}

function Group({ player, member, choice }: GroupProps) {
    const name = nameIn(names.value[member] ?? "");
    const heading = (
        <th scope="row">
            <small>{text("game.group", { group: player + 1 })}</small> {name}
        </th>
    );
    if (!isThere(member)) {
        return (
            <tr class="left">
                {heading}
                <td colSpan={4}>{text("game.left")}</td>
            </tr>
        );
    }
    return (
        <tr>
            {heading}
            <td>
                <select aria-label={`${name}: ${text("game.visit")}`} value={String(choice.visit ?? -1)} onChange={(event) => choose(player, { visit: Number(event.currentTarget.value) < 0 ? null : Number(event.currentTarget.value) })}>
                    <option value="-1">{text("game.nobody")}</option>
                    {names.value.map((partner, other) => other !== member && <option key={partner} value={String(other)}>{nameIn(partner)}</option>)}
                </select>
            </td>
            <td>
                <div class="taps">
                {AT_HOME.map((home) => (
                    <Tap key={home} group={name} sign={home} words={text(`game.homes.${home}`)} pressed={choice.home === home} onPress={() => choose(player, { home: choice.home === home ? null : home })} />
                ))}
                </div>
            </td>
            <td>
                <div class="taps">
                {GIVING.map((giving) => (
                    <Tap key={giving} group={name} sign={giving} words={text(`game.givings.${giving}`)} pressed={choice.giving === giving} onPress={() => choose(player, { giving: choice.giving === giving ? null : giving })} />
                ))}
                </div>
            </td>
            <td>
                <Tap group={name} sign="concede" words={text("game.concede")} pressed={choice.concede} onPress={() => choose(player, { concede: !choice.concede })} />
            </td>
        </tr>
    );
}

interface TapProps {
    readonly group: string;
    readonly sign: string;
    readonly words: string;
    readonly pressed: boolean;
    readonly onPress: () => void;
}

function Tap({ group, sign, words, pressed, onPress }: TapProps) {
    return (
        <button type="button" class="tap" aria-pressed={pressed} aria-label={`${group}: ${words}`} onClick={onPress}>
            <ChoiceSign choice={sign} />
            <span aria-hidden="true">{words}</span>
        </button>
    );
}
