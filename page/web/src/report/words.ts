import { language, text } from "../state/language";
import type { CellData, Interval, ShareVerdict } from "./data";

/** What belongs to an arm at a design point. */
export type Named = Pick<CellData, "arm" | "settings">;

/** Numbers as the language writes them. */
export function decimal(value: number, digits: number): string {
    const words = new Intl.NumberFormat(language.value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    const rounded = Number(value.toFixed(digits));
    return `${rounded < 0 ? "−" : ""}${words.format(Math.abs(rounded))}`;
}

/** A whole number with its thousands apart. */
export function whole(value: number): string {
    return new Intl.NumberFormat(language.value).format(value);
}

/** With a plus sign where it is more than nought. */
export function signed(value: number, digits: number): string {
    const words = decimal(value, digits);
    return Number(value.toFixed(digits)) > 0 ? `+${words}` : words;
}

/** A share as so many of a hundred. */
export function of100(share: number): string {
    return decimal(100 * share, 0);
}

/** A share of a hundred, with its interval; without one where nothing varies. */
export function withInterval({ share, interval }: ShareVerdict): string {
    if (interval.low === interval.high) return of100(share);
    return `${of100(share)} (${of100(interval.low)}–${of100(interval.high)})`;
}

/** Both ends of an interval, scaled. */
export function between({ low, high }: Interval, digits: number, scale = 1): string {
    return text("report.between", { low: signed(scale * low, digits), high: signed(scale * high, digits) });
}

/** A p-value, not more exact than it is worth. */
export function chance(p: number): string {
    return p < 0.001 ? `< ${decimal(0.001, 3)}` : decimal(p, 3);
}

/** The arm that the others are held against. */
const BASE = "base";

/** What an arm at a design point is called: its values first, for long names are cut at their end. */
export function nameOf({ arm, settings }: Named): string {
    const values = settings.map(([key, value]) => `${key.split(".").pop() ?? key} = ${brief(value)}`);
    if (values.length === 0) return arm === BASE ? text("report.base") : arm;
    return arm === BASE ? values.join(", ") : `${values.join(", ")} · ${arm}`;
}

/** A number with more digits than one wants to read is rounded. */
function brief(value: string): string {
    const number = Number(value);
    return value.length > 7 && Number.isFinite(number) ? String(Number(number.toPrecision(4))) : value;
}
