import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { text } from "../../state/language";
import { lesson } from "../../state/lesson";
import { RUNS } from "../../state/setup";
import { predict } from "./going";
import type { Question } from "./kinds";

/** Ranges that hands are counted for where a number is asked for. */
const RANGES = 5;

/** What can be voted for: what is said where it has the most hands, its words, and whether an answer falls to it. */
interface Vote {
    readonly said: string | number;
    readonly words: string;
    readonly holds: (right: string | number) => boolean;
}

/** The hands of a class, by lesson and step, in the order of the votes. */
const counted = signal<{ readonly [step: string]: readonly number[] }>({});

function stepKey(): string {
    return `${lesson.value?.lesson ?? ""}.${lesson.value?.step ?? 0}`;
}

function votesOf(place: string, question: Question): readonly Vote[] {
    if (question.kind === "choice") return (question.options ?? []).map((option) => ({ said: option, words: text(`${place}.options.${option}`), holds: (right) => right === option }));
    const wide = RUNS / RANGES;
    return Array.from({ length: RANGES }, (_, range) => {
        const [low, high] = [range === 0 ? 0 : range * wide + 1, (range + 1) * wide];
        return { said: range * wide + wide / 2, words: text("lessons.hands.range", { low, high }), holds: (right) => Number(right) >= low && Number(right) <= high };
    });
}

interface HandsProps {
    /** Where the step's texts are. */
    readonly place: string;
    readonly question: Question;
}

/** Counts the hands of a class: a press a hand; what has the most is what the class expects. */
export function Hands({ place, question }: HandsProps) {
    const votes = votesOf(place, question);
    const [counts, count] = useState<readonly number[]>(votes.map(() => 0));
    const most = Math.max(...counts);
    const add = (vote: number, hands: number) => count(counts.map((known, other) => (other === vote ? Math.max(0, hands) : known)));
    return (
        <form
            class="prediction hands"
            onSubmit={(event) => {
                event.preventDefault();
                counted.value = { ...counted.peek(), [stepKey()]: counts };
                predict(votes[counts.indexOf(most)]?.said ?? "");
            }}
        >
            <strong>{text(`${place}.question`)}</strong>
            {votes.map(({ words }, vote) => (
                <label key={words} class="hand-count">
                    <span>{words}</span>
                    <input type="number" inputMode="numeric" min="0" max="999" value={counts[vote]} onInput={(event) => add(vote, Math.floor(event.currentTarget.valueAsNumber || 0))} />
                    <button type="button" aria-label={text("lessons.hands.add", { answer: words })} onClick={() => add(vote, (counts[vote] ?? 0) + 1)}>
                        +1
                    </button>
                </label>
            ))}
            <button type="submit" class="main" disabled={most === 0}>
                {text("lessons.hands.done")}
            </button>
        </form>
    );
}

/** The hands of the class as bars, and which of them were right. */
export function HandsShown({ place, question, right }: HandsProps & { readonly right: string | number }) {
    const counts = counted.value[stepKey()];
    if (counts === undefined) return null;
    const most = Math.max(...counts, 1);
    return (
        <table class="bars hands-shown">
            <caption>{text("lessons.hands.shown", { hands: counts.reduce((sum, hands) => sum + hands, 0) })}</caption>
            <tbody>
                {votesOf(place, question).map(({ words, holds }, vote) => (
                    <tr key={words} class={holds(right) ? "right" : ""}>
                        <th scope="row">
                            {words}
                            {holds(right) && <span class="hand-right"> {text("lessons.hands.right")}</span>}
                        </th>
                        <td class="figure">{counts[vote]}</td>
                        <td class="drawn" aria-hidden="true">
                            <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                                <rect width={(100 * (counts[vote] ?? 0)) / most} height="10" />
                            </svg>
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
