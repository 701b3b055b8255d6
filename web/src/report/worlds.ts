import type { WorldAnswer, WorldEvent } from "../engine/types";
import type { BriefEvents, Named, ReportData } from "./data";

/** One run, as the views of the alliance have it. */
export interface Replayed extends Named {
    readonly world: WorldAnswer;
}

const known = new WeakMap<ReportData, readonly Replayed[]>();

/** The runs that are replayed; always the same objects for the same report. */
export function worldsOf(data: ReportData): readonly Replayed[] {
    const replays = known.get(data) ?? data.replays.map(({ world, ...named }) => ({ ...named, world: { ...world, events: eventsOf(world.events, world.members) } }));
    known.set(data, replays);
    return replays;
}

function eventsOf({ kinds, causes, rows }: BriefEvents, members: readonly string[]): readonly WorldEvent[] {
    return rows.map(([month, kind, member, partner, cause, size, note = ""]) => ({
        month,
        kind: kinds[kind] ?? "",
        member: members[member] ?? "",
        partner: members[partner] ?? "",
        cause: causes[cause] ?? "",
        size,
        note,
    }));
}
