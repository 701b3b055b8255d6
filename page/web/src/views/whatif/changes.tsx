import { edit, editedChanges, set } from "../../state/editing";
import { pin, pinned } from "../../state/baseline";
import { text } from "../../state/language";
import { change, setup } from "../../state/setup";
import { keyOf, nameOf, said } from "./values";

/** What differs from the file, each with the way back. */
export function Changes() {
    const changes = editedChanges.value;
    const seed = setup.value?.seed ?? null;
    if (changes.length === 0 && seed === null) {
        return (
            <div class="changes">
                <p class="quiet">{text("whatif.as_file")}</p>
                {pinned.value !== null && <Pin />}
            </div>
        );
    }
    return (
        <div class="changes">
            <ul>
                {changes.map(([key, value]) => (
                    <Chip key={key} name={nameOf(key)} value={said(value)} written={said(keyOf(key)?.written)} onBack={() => set(key, null)} />
                ))}
                {seed !== null && <Chip name={nameOf("seed")} value={String(seed)} written="" onBack={() => change({ seed: null })} />}
            </ul>
            <button type="button" onClick={resetAll}>
                {text("whatif.reset_all")}
            </button>
            <Pin />
        </div>
    );
}

/** What the pale bar and line show: the file, or the setting that was on the screen when this was pressed. */
function Pin() {
    return (
        <button type="button" class="pin" aria-pressed={pinned.value !== null} title={text("whatif.pin_says")} onClick={() => pin(pinned.value === null)}>
            {text("whatif.pin")}
        </button>
    );
}

function resetAll(): void {
    edit([]);
    change({ seed: null });
}

interface ChipProps {
    readonly name: string;
    readonly value: string;
    readonly written: string;
    readonly onBack: () => void;
}

function Chip({ name, value, written, onBack }: ChipProps) {
    return (
        <li>
            {name} {written !== "" && <s>{written}</s>} <b>{value}</b>
            <button type="button" class="reset" aria-label={text("whatif.take_back", { name })} title={text("whatif.take_back", { name })} onClick={onBack}>
                ×
            </button>
        </li>
    );
}
