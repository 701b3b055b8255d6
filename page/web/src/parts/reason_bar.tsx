import type { Reasons } from "../engine/types";
import { CHANNELS, saidOf, shareOf } from "./reasons";
import "./reasons.css";

/** How trust was lost, each channel as wide as its share of all that was lost. */
export function ReasonBar({ reasons }: { readonly reasons: Reasons }) {
    return (
        <span class="reason-bar" aria-hidden="true">
            {CHANNELS.map((channel) => (
                <span key={channel} class={`reason-fill ${channel}`} style={{ width: `${100 * shareOf(reasons, channel)}%` }} />
            ))}
        </span>
    );
}

/** What members would put down to the cultures. */
export function SaidBar({ reasons }: { readonly reasons: Reasons }) {
    return (
        <span class="reason-bar" aria-hidden="true">
            <span class="reason-fill blamed_on_culture" style={{ width: `${100 * saidOf(reasons)}%` }} />
        </span>
    );
}
