import type { ScenarioKey, Value } from "../../engine/types";
import { editedChanges, editedScenario, set } from "../../state/editing";
import { hasText, language, text } from "../../state/language";

/** What the engine says of a key in the setting that is edited. */
export function keyOf(name: string): ScenarioKey | undefined {
    return editedScenario.value.answer?.keys.find(({ key }) => key === name);
}

/** A key's value as it was set last, though the engine may not have answered yet. */
export function present(key: ScenarioKey): number | boolean {
    const changed = editedChanges.value.find(([name]) => name === key.key)?.[1];
    return typeof changed === "number" || typeof changed === "boolean" ? changed : key.written;
}

/** Sets a key; what the file has anyway is no change. */
export function setKey(key: ScenarioKey, value: number | boolean): void {
    set(key.key, value === key.written ? null : value);
}

/** The short name of a key, also of one member's; or the key itself. */
export function nameOf(key: string): string {
    const place = `parameters.${key}.name`;
    if (hasText(place)) return text(place);
    const [, member = "", own = ""] = /^members\.(.+)\.(\w+)$/.exec(key) ?? [];
    const ofAll = `parameters.population.${own}.name`;
    return hasText(ofAll) ? `${member}: ${text(ofAll)}` : key;
}

/** A value in few signs. */
export function said(value: Value | undefined): string {
    if (typeof value === "boolean") return text(value ? "whatif.on" : "whatif.off");
    if (typeof value === "number") return value.toLocaleString(language.value, { maximumSignificantDigits: 6, useGrouping: false }).replace("-", "−");
    if (value === undefined) return "";
    if (!Array.isArray(value)) return JSON.stringify(value);
    if (value.length > 0 && value.every(isSteward)) return value.map(term).join("; ");
    return value.length > 0 && typeof value[0] !== "object" ? JSON.stringify(value) : text("whatif.listed", { count: value.length });
}

interface Steward {
    readonly role: string;
    readonly from?: number;
    readonly until?: number;
}

function isSteward(value: unknown): value is Steward {
    return typeof value === "object" && value !== null && "role" in value;
}

function term({ role, from = 0, until }: Steward): string {
    return until === undefined ? text("whatif.steward_on", { role, from }) : text("whatif.steward", { role, from, until });
}
