import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { unpacked } from "../engine/unpacked";
import { language, text } from "../state/language";

/** The laboratory that the report carries, packed; nothing where it carries none. */
const carried = document.getElementById("live");

/** Where it has been opened. */
const opened = signal<string | null>(null);

/** A way to the laboratory, for the head of the page. */
export function LiveLink() {
    if (carried === null) return null;
    return (
        <a href="#live-title">
            {text("report.live_link")}
        </a>
    );
}

/** The scenario to be changed by the reader, with the engine that made the report: unpacked only when it is asked for. */
export function LivePart() {
    const frame = useRef<HTMLIFrameElement>(null);
    if (carried === null) return null;
    return (
        <section class="part live screen" aria-labelledby="live-title">
            <h2 id="live-title">{text("report.live")}</h2>
            <p>{text("report.live_about")}</p>
            {opened.value === null ? (
                <button type="button" class="main" onClick={() => void open(carried)}>
                    {text("report.live_open")}
                </button>
            ) : (
                <>
                    <button type="button" onClick={() => void frame.current?.requestFullscreen()}>
                        {text("report.live_full")}
                    </button>
                    <iframe ref={frame} src={opened.value} title={text("report.live")} allow="fullscreen" />
                </>
            )}
        </section>
    );
}

async function open(packed: HTMLElement): Promise<void> {
    const page = URL.createObjectURL(new Blob([await unpacked(packed)], { type: "text/html" }));
    const { scenario = "", seed = "", world = "0" } = packed.dataset;
    opened.value = `${page}#${new URLSearchParams({ scenario, seed, world, month: "1", lang: language.peek(), tab: "whatif" }).toString()}`;
}
