import type uPlot from "uplot";
import { makePicture } from "../views/alliance/picture";
import { sceneOf } from "../views/alliance/scene";
import { drawn, showAll } from "./chart";
import type { ReportData } from "./data";
import { hidden, onPaper } from "./hidden";
import { worldsOf, type Replayed } from "./worlds";

/** A sheet of A4 between its margins, in pixels of CSS. */
const SHEET = 690;
/** Two charts beside each other. */
const HALF = 336;
/** How high charts are there, of what they are on the screen: two pages hold what matters. */
const LOWER = 0.8;

/** On paper there are all arms, all months, and the last picture of every run. */
export function preparePrinting(data: ReportData): void {
    const replays = worldsOf(data);
    const heights = new Map<uPlot, number>();
    let before = hidden.value;
    addEventListener("beforeprint", () => {
        before = hidden.value;
        onPaper.value = true;
        hidden.value = new Set();
        for (const plot of drawn) {
            showAll(plot);
            const isPair = plot.root.closest(".chart-pairs") !== null;
            heights.set(plot, plot.height);
            plot.setSize({ width: isPair ? HALF : SHEET, height: Math.round(plot.height * LOWER) });
        }
        const width = replays.length === 1 ? SHEET : HALF;
        for (const place of document.querySelectorAll<HTMLElement>(".last-picture")) {
            const replay = replays[Number(place.dataset["place"])];
            if (replay !== undefined) drawLast(place, replay, width);
        }
    });
    addEventListener("afterprint", () => {
        hidden.value = before;
        onPaper.value = false;
        for (const plot of drawn) plot.setSize({ width: plot.root.parentElement?.clientWidth ?? SHEET, height: heights.get(plot) ?? plot.height });
    });
}

function drawLast(place: HTMLElement, { world, like, silent }: Replayed, width: number): void {
    const picture = makePicture(sceneOf(world, like), width, width === HALF ? 270 : 400, { silent: silent });
    picture.paint(world.months, { focus: null, tie: null });
    place.replaceChildren(picture.svg);
}
