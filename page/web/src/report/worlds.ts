import type { WorldAnswer, EventRow } from "../engine/types";
import type { BriefEvents, ReportData } from "./data";
import type { Named } from "./words";

/** One run, as the views of the alliance have it. */
export interface Replayed extends Named {
    readonly silent: ReportData["replays"][number]["silent"];
    readonly world: WorldAnswer;
    /** The world whose seats are taken, so that all arms can be compared. */
    readonly like: WorldAnswer | undefined;
}

const known = new WeakMap<ReportData, readonly Replayed[]>();

/** The runs that are replayed; always the same objects for the same report. */
export function worldsOf(data: ReportData): readonly Replayed[] {
    const replays = known.get(data) ?? makeWorlds(data);
    known.set(data, replays);
    return replays;
}

function makeWorlds({ replays }: ReportData): readonly Replayed[] {
    const worlds = replays.map(({ world }): WorldAnswer => ({ ...world, events: eventsOf(world.events, world.members) }));
    const first = worlds[0];
    const isLike = (world: WorldAnswer) => world !== first && world.members.join("\n") === first?.members.join("\n");
    return replays.flatMap(({ world: _, ...named }, place) => {
        const world = worlds[place];
        return world === undefined ? [] : [{ ...named, world, like: isLike(world) ? first : undefined }];
    });
}

function eventsOf({ kinds, causes, rows }: BriefEvents, members: readonly string[]): readonly EventRow[] {
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
