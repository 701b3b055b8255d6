import { useId } from "preact/hooks";
import { editedScenario } from "../../state/editing";
import { text } from "../../state/language";
import { conversations, converse, facilitator, hire, once, planOnce, type Once } from "./plans";

/** Help that can be sent: somebody who looks after the alliance for a while, open conversations, an agreement, a clear message. */
export function Help() {
    return (
        <details class="parameters" open>
            <summary>{text("whatif.groups.help")}</summary>
            <FacilitatorRow />
            <ConversationsRow />
            <OnceRow kind="agreement" />
            <OnceRow kind="story" />
        </details>
    );
}

function FacilitatorRow() {
    const now = facilitator();
    return (
        <div class={`turn${now === null ? "" : " changed"}`}>
            <Switch name={text("whatif.facilitator")} on={now !== null} onTurn={(on) => hire(on ? { from: 0, months: 36 } : null)} />
            <p class="quiet">{text("whatif.facilitator_says")}</p>
            {now !== null && (
                <>
                    <Slide name={text("whatif.from_month")} value={now.from} high={lastMonth()} onSlide={(from) => hire({ ...now, from })} />
                    <Slide name={text("whatif.for_months")} value={now.months} low={1} high={120} onSlide={(months) => hire({ ...now, months })} />
                </>
            )}
        </div>
    );
}

function ConversationsRow() {
    const now = conversations();
    return (
        <div class={`turn${now === null ? "" : " changed"}`}>
            <Switch name={text("whatif.conversations")} on={now !== null} onTurn={(on) => converse(on ? { first: 6, count: 4, every: 6 } : null)} />
            <p class="quiet">{text("whatif.conversations_say")}</p>
            {now !== null && (
                <>
                    <Slide name={text("whatif.how_many")} value={now.count} low={1} high={20} onSlide={(count) => converse({ ...now, count })} />
                    <Slide name={text("whatif.from_month")} value={now.first} high={lastMonth()} onSlide={(first) => converse({ ...now, first })} />
                    <Slide name={text("whatif.every_months")} value={now.every} low={1} high={24} onSlide={(every) => converse({ ...now, every })} />
                </>
            )}
        </div>
    );
}

function OnceRow({ kind }: { readonly kind: Once }) {
    const month = once(kind);
    return (
        <div class={`turn${month === null ? "" : " changed"}`}>
            <Switch name={text(`whatif.${kind}`)} on={month !== null} onTurn={(on) => planOnce(kind, on ? 6 : null)} />
            <p class="quiet">{text(`whatif.${kind}_says`)}</p>
            {month !== null && <Slide name={text("whatif.in_month")} value={month} high={lastMonth()} onSlide={(to) => planOnce(kind, to)} />}
        </div>
    );
}

function lastMonth(): number {
    return (editedScenario.value.answer?.months ?? 120) - 1;
}

function Switch({ name, on, onTurn }: { readonly name: string; readonly on: boolean; readonly onTurn: (on: boolean) => void }) {
    return (
        <label class="switch">
            <input type="checkbox" role="switch" checked={on} onChange={(event) => onTurn(event.currentTarget.checked)} />
            {name}
        </label>
    );
}

interface SlideProps {
    readonly name: string;
    readonly value: number;
    readonly low?: number;
    readonly high: number;
    readonly onSlide: (value: number) => void;
}

function Slide({ name, value, low = 0, high, onSlide }: SlideProps) {
    const id = useId();
    return (
        <div class="plain-slide">
            <label for={id}>{name}</label>
            <input id={id} type="range" min={low} max={Math.max(high, value)} step={1} value={value} onInput={(event) => onSlide(Number(event.currentTarget.value))} />
            <output for={id}>{value}</output>
        </div>
    );
}
