import type { Reasons } from "../engine/types";
import { CHANNELS, type Channel, shareOf } from "./reasons";
import "./reasons.css";

/** How trust was lost, each channel as wide as its share of all that was lost. */
export function ReasonBar({ reasons, only = CHANNELS }: { readonly reasons: Reasons; readonly only?: readonly Channel[] }) {
    return (
        <span class="reason-bar" aria-hidden="true">
            {only.map((channel) => (
                <span key={channel} class={`reason-fill ${channel}`} style={{ width: `${100 * shareOf(reasons, channel)}%` }} />
            ))}
        </span>
    );
}
