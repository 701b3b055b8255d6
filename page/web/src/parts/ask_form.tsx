import type { Signal } from "@preact/signals";
import { text } from "../state/language";

interface AskFormProps<Goal extends string> {
    /** What the form is called in styles. */
    readonly name: string;
    /** What is hoped for, and the choices. */
    readonly goal: Signal<Goal>;
    readonly goals: readonly Goal[];
    /** How much is lived for the answer, the choices, and what they count. */
    readonly count: Signal<number>;
    readonly counts: readonly number[];
    readonly counted: string;
    /** What the button says, whether the question is being answered, and what asks it. */
    readonly ask: string;
    readonly isUnderWay: boolean;
    readonly onAsk: () => Promise<void>;
}

/** A long question: what is hoped for, how much is lived to answer it, and the button that asks. */
export function AskForm<Goal extends string>({ name, goal, goals, count, counts, counted, ask, isUnderWay, onAsk }: AskFormProps<Goal>) {
    return (
        <form
            class={name}
            onSubmit={(event) => {
                event.preventDefault();
                void onAsk();
            }}
        >
            <label class="field">
                <span>{text("why.goal")}</span>
                <select value={goal.value} onChange={(event) => (goal.value = event.currentTarget.value as Goal)}>
                    {goals.map((one) => (
                        <option key={one} value={one}>
                            {text(`why.goals.${one}`)}
                        </option>
                    ))}
                </select>
            </label>
            <label class="field">
                <span>{counted}</span>
                <select value={String(count.value)} onChange={(event) => (count.value = Number(event.currentTarget.value))}>
                    {counts.map((one) => (
                        <option key={one} value={String(one)}>
                            {one}
                        </option>
                    ))}
                </select>
            </label>
            <button type="submit" class="main" disabled={isUnderWay}>
                {ask}
            </button>
        </form>
    );
}
