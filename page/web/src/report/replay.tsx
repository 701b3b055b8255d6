import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { text } from "../state/language";
import { goTo, lastMonth, month, pause, playing, position } from "../state/player";
import { staged } from "../state/staged";
import type { Selected } from "../views/alliance/answering";
import { Stage } from "../views/alliance/stage";
import { TimeCharts } from "../views/overtime/overtime";
import { Player } from "../views/player/player";
import type { ReportData } from "./data";
import { Happenings } from "./happenings";
import { nameOf, whole } from "./words";
import { worldsOf, type Replayed } from "./worlds";

const chosen = signal(0);
const selected = signal<Selected | null>(null);

/** One run of every arm, to be played: the same luck, the same scrubber. */
export function ReplayPart({ data }: { readonly data: ReportData }) {
    const replays = worldsOf(data);
    const replay = replays[chosen.value] ?? replays[0];
    useEffect(() => {
        if (replay === undefined) return;
        const others = replays.filter((other) => other !== replay);
        staged.value = [replay, ...others].map(({ world }) => world);
    }, [replay, replays]);
    return (
        <section class={`part replay ${data.verdict === null ? "" : "appendix"}`} aria-labelledby="replay">
            <h2 id="replay">{text(`report.${titleOf(replays)}`)}</h2>
            <Which data={data} />
            {replays.length > 1 && <Arms replays={replays} />}
            {replay !== undefined && <Shown replay={replay} />}
            <LeftOut data={data} />
            {replays.length > 0 && <LastPictures replays={replays} />}
        </section>
    );
}

function titleOf(replays: readonly Replayed[]): string {
    if (replays.length <= 1) return "replay_one";
    return replays.every(({ arm }) => arm === replays[0]?.arm) ? "replay_settings" : "replay";
}

function Which({ data }: { readonly data: ReportData }) {
    if (data.replication === null) return null;
    const [number, why] = data.replication;
    return <p>{text(`report.which.${why}`, { number: whole(number) })}</p>;
}

function Arms({ replays }: { readonly replays: readonly Replayed[] }) {
    return (
        <div class="replay-arms screen" role="group" aria-label={text("report.choose_arm")}>
            {replays.map((replay, place) => (
                <button key={place} type="button" class="arm" aria-pressed={place === chosen.value} onClick={() => (chosen.value = place)}>
                    <bdi>{nameOf(replay)}</bdi> <span class={`outcome ${replay.world.outcome}`}>{text(`outcomes.${replay.world.outcome}`)}</span>
                </button>
            ))}
        </div>
    );
}

function Shown({ replay }: { readonly replay: Replayed }) {
    const { world, like, silent } = replay;
    const months = lastMonth.value;
    const title = useMemo(() => nameOf(replay), [replay]);
    const { months: kept } = world.ties;
    return (
        <div class="replay-stage screen" data-player-keys="" tabIndex={-1}>
            <div class="stage">
                <Stage world={world} like={like} silent={silent} position={position} playing={playing} selected={selected} onMonth={scrub} />
                <Player />
                <TimeCharts world={world} months={months} position={position} onMonth={scrub} />
                {kept.length < world.months && <p class="quiet">{text("report.some_months", { kept: whole(kept.length), all: whole(world.months) })}</p>}
            </div>
            <Happenings world={world} month={month.value} onMonth={scrub} title={title} />
        </div>
    );
}

function scrub(wanted: number): void {
    pause();
    goTo(wanted);
}

function LeftOut({ data }: { readonly data: ReportData }) {
    if (data.left_out.length === 0) return null;
    return (
        <ul class="alert">
            {data.left_out.map((run, place) => (
                <li key={place}>
                    <bdi>{data.kind === "trace" ? run.arm : nameOf(run)}</bdi>: {text(`report.left_out.${run.why}`)}
                </li>
            ))}
        </ul>
    );
}

/** Places for the pictures that are drawn when the page is printed. */
function LastPictures({ replays }: { readonly replays: readonly Replayed[] }) {
    return (
        <div class="last-pictures print">
            {replays.map((replay, place) => (
                <figure key={place}>
                    <figcaption>
                        <bdi>{nameOf(replay)}</bdi>: {text(`outcomes.${replay.world.outcome}`)}, {text("report.after", { months: replay.world.months })}
                    </figcaption>
                    <div class="last-picture" data-place={place} />
                </figure>
            ))}
        </div>
    );
}
