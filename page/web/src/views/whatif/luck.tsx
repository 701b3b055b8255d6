import { useId } from "preact/hooks";
import { text } from "../../state/language";
import { change, scenario, setup } from "../../state/setup";
import { TurnRow } from "./row";

/** What luck is derived from, and how long it may last. */
export function Luck() {
    return (
        <details class="parameters">
            <summary>{text("whatif.groups.luck")}</summary>
            <TurnRow turn={{ key: "months", low: 12, high: 360, step: 12, unit: "months" }} />
            <Seed />
        </details>
    );
}

function Seed() {
    const id = useId();
    const seed = scenario.value.answer?.seed ?? 1;
    function take(field: HTMLInputElement): void {
        if (field.value !== "" && Number.isSafeInteger(field.valueAsNumber)) change({ seed: field.valueAsNumber });
        else field.value = String(seed);
    }
    return (
        <div class={`turn${(setup.value?.seed ?? null) === null ? "" : " changed"}`}>
            <label for={id}>{text("parameters.seed.name")}</label>
            <input id={id} type="number" min={0} max={Number.MAX_SAFE_INTEGER} step={1} value={setup.value?.seed ?? seed} aria-describedby={`${id}-says`} onChange={(event) => take(event.currentTarget)} />
            <button type="button" onClick={() => change({ seed: (setup.value?.seed ?? seed) + 1 })}>
                {text("whatif.next_seed")}
            </button>
            <p id={`${id}-says`} class="quiet">
                {text("parameters.seed.says")}
            </p>
        </div>
    );
}
