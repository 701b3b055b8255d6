import { useState } from "preact/hooks";
import { text } from "../state/language";

interface CopyButtonProps {
    readonly words: string;
    readonly label: string;
}

/** How long it says that it has copied, in milliseconds. */
const PRAISE = 2000;

/** Puts some words on the clipboard. */
export function CopyButton({ words, label }: CopyButtonProps) {
    const [done, setDone] = useState(false);
    const onClick = () => {
        void copy(words).then((copied) => {
            setDone(copied);
            setTimeout(() => setDone(false), PRAISE);
        });
    };
    return (
        <button type="button" class="copy screen" aria-label={label} onClick={onClick}>
            <span aria-live="polite">{text(done ? "report.copied" : "report.copy")}</span>
        </button>
    );
}

/** Where a page from a folder may not use the clipboard, the words are selected and copied in the old way. */
async function copy(words: string): Promise<boolean> {
    try {
        await navigator.clipboard.writeText(words);
        return true;
    } catch {
        return copySelected(words);
    }
}

function copySelected(words: string): boolean {
    const place = document.createElement("textarea");
    place.className = "unseen";
    place.value = words;
    document.body.append(place);
    place.select();
    const copied = document.execCommand("copy");
    place.remove();
    return copied;
}
