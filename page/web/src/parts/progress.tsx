import type { LongQuestion } from "../state/long";
import { text } from "../state/language";
import "./progress.css";

/** How far a long question has come, with the way to give it up; nothing where none is on its way. */
export function Progress<Question, Answer>({ of, words }: { readonly of: LongQuestion<Question, Answer>; readonly words: string }) {
    if (!of.isUnderWay.value) return null;
    return (
        <div class="progress">
            <progress max="1" value={of.latest.value?.done ?? 0} aria-label={words} />
            <span>{words}</span>
            <button type="button" onClick={() => of.cancel()}>
                {text("page.cancel")}
            </button>
        </div>
    );
}
