import type { CauseAnswer, Bounded, ExplanationAnswer } from "../../engine/types";
import { perCent, points } from "../../parts/spoken";
import { Term } from "../../parts/term";
import { text } from "../../state/language";
import { goTo, pause } from "../../state/player";
import { called, when } from "./words";

interface CauseListProps {
    readonly causes: readonly CauseAnswer[];
    readonly answer: ExplanationAnswer;
    readonly title: string;
    readonly note: string;
    /** How many stand in the open; the others fold away. */
    readonly open: number;
}

/** Causes with what taking each of them out would have changed. */
export function CauseList({ causes, answer, title, note, open }: CauseListProps) {
    const reach = Math.max(0.05, ...[...answer.causes, ...answer.mechanisms, ...answer.conditions].flatMap(({ change }) => [Math.abs(change.low), Math.abs(change.high)]));
    const row = (cause: CauseAnswer) => <CauseRow key={`${cause.what} ${cause.from}`} cause={cause} reach={reach} />;
    if (causes.length === 0) return null;
    return (
        <section class="causes">
            <h3>{title}</h3>
            <p class="quiet">{note}</p>
            <ol>{causes.slice(0, open).map(row)}</ol>
            {causes.length > open && (
                <details>
                    <summary>{text("why.others", { count: causes.length - open })}</summary>
                    <ol start={open + 1}>{causes.slice(open).map(row)}</ol>
                </details>
            )}
        </section>
    );
}

function CauseRow({ cause, reach }: { readonly cause: CauseAnswer; readonly reach: number }) {
    const isAct = cause.description.kind !== "mechanism" && cause.description.kind !== "condition";
    return (
        <li>
            <div class="cause-head">
                <strong>{called(cause)}</strong>
                {isAct && (
                    <button type="button" aria-label={text("why.go_to", { when: when(cause) })} onClick={() => goToCause(cause)}>
                        {text("why.go", { month: cause.from })}
                    </button>
                )}
            </div>
            <ChangeBar change={cause.change} reach={reach} />
            <p>{text("why.chance_without", { without: perCent(cause.chance_without), with: perCent(cause.chance_with), points: points(cause.change.value), low: points(cause.change.low), high: points(cause.change.high) })}</p>
            <p>{text("why.same_luck", { outcome: text(`outcomes.${cause.outcome_without}`), months: cause.months_without })}</p>
            <Figures cause={cause} />
        </li>
    );
}

function goToCause({ from }: CauseAnswer): void {
    pause();
    goTo(from);
}

/** The change of the chance as a bar from the middle, with its interval. */
function ChangeBar({ change, reach }: { readonly change: Bounded; readonly reach: number }) {
    const at = (value: number) => 100 + (96 * value) / reach;
    const [from, to] = [Math.min(at(0), at(change.value)), Math.max(at(0), at(change.value))];
    return (
        <svg class={`change-bar ${change.value < 0 ? "worse" : "better"}`} viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true">
            <line class="middle" x1="100" x2="100" y1="0" y2="14" />
            <rect x={from} y="3" width={Math.max(to - from, 1)} height="8" />
            <path class="interval" d={`M${at(change.low)} 7 H${at(change.high)} M${at(change.low)} 3 V11 M${at(change.high)} 3 V11`} />
        </svg>
    );
}

function Figures({ cause }: { readonly cause: CauseAnswer }) {
    const figures: readonly (readonly [string, Bounded | null])[] = [
        ["necessity", cause.necessity],
        ["sufficiency", cause.sufficiency],
        ["share", cause.share],
    ];
    const known = figures.filter((figure): figure is readonly [string, Bounded] => figure[1] !== null);
    if (known.length === 0) return null;
    return (
        <p class="figures">
            {known.map(([name, figure]) => (
                <span key={name}>
                    <Term word={text(`why.${name}`)} meaning={text(`why.${name}_meaning`)} /> {perCent(figure.value)}{" "}
                    <span class="quiet">{text("why.interval", { low: perCent(figure.low), high: perCent(figure.high) })}</span>
                </span>
            ))}
        </p>
    );
}
