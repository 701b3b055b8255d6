import type { LoopStrengths } from "../../engine/types";
import { decimals } from "../../parts/spoken";
import { text } from "../../state/language";
import { isCut, toggle } from "./cuts";
import { loopName, route } from "./words";

interface LoopListProps {
    readonly loops: readonly LoopStrengths[];
    readonly place: number;
    readonly lit: readonly string[];
    readonly onLook: (loop: LoopStrengths | null) => void;
}

/** All loops, the strongest of the month first. */
export function LoopList({ loops, place, lit, onLook }: LoopListProps) {
    const size = (loop: LoopStrengths) => Math.abs(loop.strength[place] ?? 0);
    const ordered = [...loops].sort((one, other) => size(other) - size(one));
    const most = Math.max(...loops.map(size), 0.001);
    return (
        <section class="loop-list">
            <h3>{text("circle.list")}</h3>
            <p class="quiet">{text("circle.list_note")}</p>
            <ul>
                {ordered.map((loop) => (
                    <LoopRow key={loop.name} loop={loop} strength={loop.strength[place] ?? 0} most={most} breaks={loop.breaks[place] ?? false} isLit={lit.includes(loop.name)} onLook={onLook} />
                ))}
            </ul>
        </section>
    );
}

interface LoopRowProps {
    readonly loop: LoopStrengths;
    readonly strength: number;
    readonly most: number;
    readonly breaks: boolean;
    readonly isLit: boolean;
    readonly onLook: (loop: LoopStrengths | null) => void;
}

function LoopRow({ loop, strength, most, breaks, isLit, onLook }: LoopRowProps) {
    const cut = isCut(loop);
    const able = loop.cut.length > 0;
    const working = strength >= 0 ? "reinforcing" : "balancing";
    return (
        <li class={`${isLit ? "lit" : ""} ${cut ? "is-cut" : ""}`} onMouseEnter={() => onLook(loop)} onMouseLeave={() => onLook(null)} onFocusIn={() => onLook(loop)} onFocusOut={() => onLook(null)}>
            <span class={`kind ${loop.kind}`} title={text(`circle.${loop.kind}_meaning`)}>
                <span aria-hidden="true">{text(`circle.${loop.kind}_letter`)}</span>
                <span class="unseen">{text(`circle.${loop.kind}`)}</span>
            </span>
            <span class="loop-words">
                <strong>{loopName(loop.name)}</strong> <span class="quiet">{route(loop)}</span>
                {breaks && !cut && <span class="breaks">{text("circle.breaks")}</span>}
                {!able && <span class="quiet keyless">{text("circle.keyless")}</span>}
            </span>
            <span class="strength">
                <span class="figure">{decimals(strength, 2)}</span>
                <svg class={`bar ${working}`} viewBox="0 0 60 8" aria-hidden="true">
                    <rect width={(60 * Math.abs(strength)) / most} height="8" />
                </svg>
            </span>
            {able ? (
                <button type="button" aria-pressed={cut} aria-label={text(cut ? "circle.mend_loop" : "circle.cut_loop", { loop: loopName(loop.name) })} onClick={() => toggle([loop])}>
                    {text(cut ? "circle.mend" : "circle.cut")}
                </button>
            ) : (
                <button type="button" tabIndex={0} aria-disabled="true" class="no-cut" aria-label={text("circle.cannot_cut_loop", { loop: loopName(loop.name) })}>
                    –
                </button>
            )}
        </li>
    );
}
