import { useId } from "preact/hooks";

/** A word with what it means, told on hover, on focus and on touch. */
export function Term({ word, meaning }: { readonly word: string; readonly meaning: string }) {
    const id = useId();
    return (
        <span class="term">
            <button type="button" aria-describedby={id}>
                {word}
            </button>
            <span role="tooltip" id={id}>
                {meaning}
            </span>
        </span>
    );
}
