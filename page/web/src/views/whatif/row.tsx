import { useId } from "preact/hooks";
import type { ScenarioKey } from "../../engine/types";
import { text } from "../../state/language";
import type { Turn } from "./parameters";
import { keyOf, nameOf, present, said, setKey } from "./values";

/** A slider with its number, its sentence and the way back. */
export function TurnRow({ turn }: { readonly turn: Turn }) {
    const id = useId();
    const key = keyOf(turn.key);
    if (key === undefined || typeof key.written === "boolean") return null;
    const written = key.written;
    const value = Number(present(key));
    const low = Math.max(Math.min(turn.low, value, written), key.low ?? -Infinity);
    const high = Math.min(Math.max(turn.high, value, written), key.high ?? Infinity);
    const mark = `calc(8px + (100% - 16px) * ${(written - low) / (high - low)})`;
    const name = nameOf(turn.key);
    return (
        <div class={`turn${value === written ? "" : " changed"}`}>
            <label for={id}>{name}</label>
            <Reset scenarioKey={key} name={name} />
            <NumberField scenarioKey={key} name={name} step={turn.step} />
            <div class="slide">
                <input
                    id={id}
                    type="range"
                    min={low}
                    max={high}
                    step={turn.step}
                    value={value}
                    aria-describedby={`${id}-says`}
                    onInput={(event) => setKey(key, snapped(Number(event.currentTarget.value), written, turn.step))}
                />
                <span class="written-mark" style={{ left: mark }} title={text("whatif.in_file", { value: said(written) })} />
            </div>
            <p id={`${id}-says`} class="quiet">
                {text(`parameters.${turn.key}.says`)} <span class="span-of">{span(turn, low, high)}</span>
            </p>
        </div>
    );
}

function span(turn: Turn, low: number, high: number): string {
    const reach = text("whatif.span", { low: said(low), high: said(high) });
    return turn.unit === undefined ? reach : `${reach} ${text(`whatif.units.${turn.unit}`)}`;
}

/** The file's own value where the slider is as near to it as it can be. */
function snapped(value: number, written: number, step: number): number {
    return Math.abs(value - written) < step / 2 ? written : value;
}

interface KeyProps {
    readonly scenarioKey: ScenarioKey;
    readonly name: string;
}

/** A field that takes all that a file may say; what is not allowed the engine refuses, and says why. */
export function NumberField({ scenarioKey: key, name, step }: KeyProps & { readonly step?: number }) {
    const shown = said(Number(present(key)));
    function take(field: HTMLInputElement): void {
        const number = numberIn(field.value);
        if (number === null) field.value = shown;
        else setKey(key, number);
    }
    function turn(event: KeyboardEvent): void {
        const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        const to = Number(present(key)) + by * (key.whole ? 1 : (step ?? 0.01));
        setKey(key, Number(to.toPrecision(12)));
    }
    return (
        <input
            type="text"
            inputMode="decimal"
            class="number"
            role="spinbutton"
            aria-label={text("whatif.number_of", { name })}
            aria-valuenow={Number(present(key))}
            aria-valuetext={shown}
            value={shown}
            onKeyDown={turn}
            onChange={(event) => take(event.currentTarget)}
        />
    );
}

/** A number as people write it: with a decimal comma or point, and with either kind of minus. */
function numberIn(written: string): number | null {
    const number = Number(written.trim().replace("−", "-").replace(",", "."));
    return written.trim() === "" || !Number.isFinite(number) ? null : number;
}

/** Back to what the file has. */
export function Reset({ scenarioKey: key, name }: KeyProps) {
    return (
        <button
            type="button"
            class="reset"
            disabled={present(key) === key.written}
            aria-label={text("whatif.reset_one", { name, value: said(key.written) })}
            title={text("whatif.reset_one", { name, value: said(key.written) })}
            onClick={() => setKey(key, key.written)}
        >
            ↺
        </button>
    );
}

/** A switch with its sentence. */
export function SwitchRow({ name: keyName }: { readonly name: string }) {
    const id = useId();
    const key = keyOf(keyName);
    if (key === undefined || typeof key.written !== "boolean") return null;
    const name = nameOf(keyName);
    return (
        <div class={`turn${present(key) === key.written ? "" : " changed"}`}>
            <label class="switch">
                <input type="checkbox" role="switch" checked={present(key) === true} aria-describedby={`${id}-says`} onChange={(event) => setKey(key, event.currentTarget.checked)} />
                {name}
            </label>
            <Reset scenarioKey={key} name={name} />
            <p id={`${id}-says`} class="quiet">
                {text(`parameters.${keyName}.says`)}
            </p>
        </div>
    );
}
