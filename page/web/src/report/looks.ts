/** How an arm is drawn everywhere on the page: neighbours differ in colour and in dashes. */
export interface Look {
    readonly colour: string;
    readonly dash: readonly number[];
}

/** Okabe and Ito's colours, dark enough for lines and text on white. */
const COLOURS = ["#0072b2", "#c24e00", "#00785a", "#96457a", "#8a6a00", "#1b1f24", "#2a7fb8"] as const;
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/** How dark a band is: the fainter, the more there are, so that curves stay visible. */
export function bandOf(place: number, shown: number): string {
    const shade = Math.round(255 * Math.min(0.15, 0.5 / Math.max(shown, 1)));
    return `${lookOf(place).colour}${shade.toString(16).padStart(2, "0")}`;
}

export function lookOf(place: number): Look {
    const colour = COLOURS[place % COLOURS.length] ?? COLOURS[0];
    return { colour, dash: DASHES[place % DASHES.length] ?? [] };
}
