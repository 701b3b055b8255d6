import { edit, edited, editedChanges, editedScenario } from "../../state/editing";
import { text } from "../../state/language";
import { Holds } from "../holds/holds";
import { Arms } from "./arms";
import { Changes } from "./changes";
import { EditedSide } from "./edited";
import { Help } from "./help";
import { Luck } from "./luck";
import { GROUPS, type Group } from "./parameters";
import { AnyKey } from "./search";
import { SwitchRow, TurnRow } from "./row";
import "./whatif.css";

/** Sliders and switches for what matters, and a way to everything else. */
export function WhatIf() {
    if (editedScenario.value.answer === null) return <p class="quiet">{text("whatif.waiting")}</p>;
    return (
        <div class={`whatif ${edited.value}`}>
            <EditedSide />
            <Changes />
            <Holds />
            <Arms />
            <Help />
            {GROUPS.map((group) => (
                <ParameterGroup key={group.name} group={group} />
            ))}
            <Luck />
            <AnyKey />
        </div>
    );
}

/** Which groups the reader has opened or closed. */
const opened = new Map<string, boolean>();

function ParameterGroup({ group }: { readonly group: Group }) {
    const drawn = editedScenario.value.answer?.drawn === true;
    const turns = group.turns.filter((turn) => drawn || turn.drawn !== true);
    const keys = [...(group.enabled === undefined ? [] : [group.enabled]), ...turns.map((turn) => turn.key), ...(group.switches ?? [])];
    const changed = editedChanges.value.filter(([key]) => keys.includes(key));
    return (
        <details class="parameters" open={opened.get(group.name) ?? group.open} onToggle={(event) => opened.set(group.name, event.currentTarget.open)}>
            <summary>
                {text(`whatif.groups.${group.name}`)}
                {changed.length > 0 && <span class="changed-mark">{text("whatif.changed_here", { count: changed.length })}</span>}
            </summary>
            {group.enabled !== undefined && <SwitchRow name={group.enabled} />}
            {turns.map((turn) => (
                <TurnRow key={turn.key} turn={turn} />
            ))}
            {(group.switches ?? []).map((name) => (
                <SwitchRow key={name} name={name} />
            ))}
            {changed.length > 0 && (
                <button type="button" onClick={() => edit(editedChanges.value.filter(([key]) => !keys.includes(key)))}>
                    {text("whatif.reset_group")}
                </button>
            )}
        </details>
    );
}
