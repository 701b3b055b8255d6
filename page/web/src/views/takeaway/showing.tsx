import { signal } from "@preact/signals";
import { text } from "../../state/language";
import { scenario, setup, world } from "../../state/setup";
import { currentPicture } from "../alliance/alliance";
import { film } from "./film";
import { moments } from "./moments";
import { save, stem } from "./saving";
import { slidesPage } from "./slides";

/** The film that is being drawn: how far it is, and how to give it up. */
const drawing = signal<{ readonly done: number; readonly months: number; readonly stop: AbortController } | null>(null);

/** What can be shown to others: the run as a film, and three moments of it as slides. */
export function Showing() {
    const there = world.value.answer !== null;
    const now = drawing.value;
    return (
        <section>
            <h2>{text("takeaway.shows")}</h2>
            <p class="quiet">{text("takeaway.shows_says")}</p>
            <div class="row">
                <button type="button" disabled={!there} onClick={() => (now === null ? void keepFilm() : now.stop.abort())}>
                    {now === null ? text("takeaway.film") : text("takeaway.filming", { done: now.done, months: now.months })}
                </button>
                <button type="button" disabled={!there} onClick={keepSlides}>
                    {text("takeaway.slides")}
                </button>
            </div>
        </section>
    );
}

/** The picture of a month, with what it is below it; how the run ends is said in its last month. */
function frame(month: number): string {
    const here = world.peek().answer;
    const caption = text("takeaway.caption", { ...names(), month });
    const end = here !== null && month === here.months ? `: ${text(`outcomes.${here.outcome}`)}` : "";
    return currentPicture(`${caption}${end}`, month) ?? "";
}

function names(): { readonly title: string; readonly replication: number } {
    return { title: scenario.peek().answer?.title ?? "", replication: setup.peek()?.replication ?? 0 };
}

async function keepFilm(): Promise<void> {
    const months = world.peek().answer?.months ?? 1;
    const stop = new AbortController();
    const tell = (done: number) => (drawing.value = { done, months, stop });
    tell(0);
    const made = await film({ months, draw: frame, tell, stop: stop.signal }).finally(() => (drawing.value = null));
    if (made !== null) save(`${stem()}-film.gif`, made);
}

function keepSlides(): void {
    const here = world.peek().answer;
    if (here === null) return;
    const slides = moments(here).map(({ month, sentence }) => ({ picture: frame(month), sentence }));
    save(`${stem()}-slides.html`, new Blob([slidesPage(names().title, slides)], { type: "text/html" }));
}
