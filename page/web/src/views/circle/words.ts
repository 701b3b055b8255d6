import type { LoopStrengths } from "../../engine/types";
import { hasText, text } from "../../state/language";

/** What a quantity of the diagram is called. */
export function quantity(name: string): string {
    const place = `circle.quantities.${name}`;
    return hasText(place) ? text(place) : name;
}

/** What a loop is called. */
export function loopName(name: string): string {
    const place = `circle.loops.${name}.name`;
    return hasText(place) ? text(place) : name;
}

/** What a loop leads over. */
export function route(loop: LoopStrengths): string {
    const place = `circle.loops.${loop.name}.route`;
    return hasText(place) ? text(place) : loop.route;
}

/** Names one after the other. */
export function listed(names: readonly string[]): string {
    return names.map(loopName).join(", ");
}
