import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { WorldAnswer, EventRow } from "../engine/types";
import { text } from "../state/language";
import { eventWords } from "../views/alliance/telling";
import { whole } from "./words";

interface HappeningsProps {
    readonly world: WorldAnswer;
    /** The month that is shown. */
    readonly month: number;
    readonly onMonth: (month: number) => void;
    readonly title: string;
}

/** What there is much of, and is listed only when asked for. */
const SMALL = new Set(["incident", "rumour", "warning_spoken", "warning_swallowed"]);
/** Lines that are listed at most. */
const MOST = 300;

const all = signal(false);

/** What happened, as lines that lead to their month. */
export function Happenings({ world, month, onMonth, title }: HappeningsProps) {
    const wanted = all.value;
    const events = useMemo(() => world.events.filter(({ kind }) => kind !== "end" && (wanted || !SMALL.has(kind))), [world, wanted]);
    return (
        <aside class="happenings" aria-label={text("report.happenings")}>
            <h3>{text("report.happenings")}</h3>
            <label class="field">
                <input type="checkbox" checked={wanted} onChange={(event) => (all.value = event.currentTarget.checked)} />
                {text("report.all_happenings")}
            </label>
            <ol tabIndex={0} aria-label={title}>
                {events.slice(0, MOST).map((event, place) => (
                    <Line key={place} event={event} month={month} onMonth={onMonth} />
                ))}
                {events.length === 0 && <li class="quiet">{text("report.nothing")}</li>}
                {events.length > MOST && <li class="quiet">{text("report.and_more", { n: whole(events.length - MOST) })}</li>}
                <li class={month >= world.months ? "now" : "later"}>
                    <button type="button" class="line" onClick={() => onMonth(world.months)}>
                        <b>{world.months}</b> <span>{text("report.ends", { outcome: text(`outcomes.${world.outcome}`) })}</span>
                    </button>
                </li>
            </ol>
        </aside>
    );
}

interface LineProps {
    readonly event: EventRow;
    readonly month: number;
    readonly onMonth: (month: number) => void;
}

function Line({ event, month, onMonth }: LineProps) {
    const when = event.month === month ? "now" : event.month > month ? "later" : "";
    return (
        <li class={`${when} ${event.kind}`}>
            <button type="button" class="line" aria-label={`${text("report.month", { month: event.month })}: ${eventWords(event)}`} onClick={() => onMonth(event.month)}>
                <b>{event.month}</b> <span dir="auto">{eventWords(event)}</span>
            </button>
        </li>
    );
}
