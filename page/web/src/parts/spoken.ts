import { language } from "../state/language";

/** A number as the language of the page writes it, with so many decimals. */
export function decimals(value: number, places: number): string {
    const written = new Intl.NumberFormat(language.value, { minimumFractionDigits: places, maximumFractionDigits: places }).format(value);
    return written.replace("-", "−").replace(/^−(0([.,]0*)?)$/, "$1");
}

/** A share in per cent, such as `31%`. */
export function perCent(share: number): string {
    return `${decimals(100 * share, 0)}%`;
}

/** A difference of shares in points of a hundred, with its sign. */
export function points(change: number): string {
    const written = decimals(100 * change, 0);
    return change > 0 && written !== "0" ? `+${written}` : written;
}

/** The name of a measure of the scenario's own, as words. */
export function spelt(name: string): string {
    return name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
}
