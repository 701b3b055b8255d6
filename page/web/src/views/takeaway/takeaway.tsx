import { signal } from "@preact/signals";
import { useId } from "preact/hooks";
import { text } from "../../state/language";
import { link } from "../../state/link";
import { month } from "../../state/player";
import { ensemble, scenario, setup, world } from "../../state/setup";
import { currentPicture } from "../alliance/alliance";
import { QrCode } from "./code";
import { openFile } from "./drop";
import { asPng, chartsAsPng, save, stem } from "./saving";
import { Showing } from "./showing";
import { runsTable, survivalTable, timelineTable } from "./tables";
import "./takeaway.css";

/** Everything that can be kept: a link, what can be shown, the scenario, pictures, data; and the way to open a file. */
export function TakeAway() {
    return (
        <div class="take-away">
            <Link />
            <Showing />
            <Scenario />
            <Pictures />
            <Data />
        </div>
    );
}

const copied = signal<string | null>(null);

function Link() {
    const id = useId();
    const field = () => document.getElementById(id) as HTMLInputElement | null;
    return (
        <section>
            <h2>{text("takeaway.link")}</h2>
            <p class="quiet" id={`${id}-says`}>
                {text("takeaway.link_says")}
            </p>
            <div class="row">
                <input id={id} readOnly value={link.value} aria-label={text("takeaway.link")} aria-describedby={`${id}-says`} onFocus={(event) => event.currentTarget.select()} />
                <button type="button" class="main" onClick={() => void copy(link.peek(), field())}>
                    {text("takeaway.copy")}
                </button>
            </div>
            <p role="status">{copied.value === link.value ? text("takeaway.copied") : ""}</p>
            <QrCode />
        </section>
    );
}

async function copy(address: string, field: HTMLInputElement | null): Promise<void> {
    try {
        await navigator.clipboard.writeText(address);
        copied.value = address;
    } catch {
        field?.focus();
    }
}

function Scenario() {
    const toml = scenario.value.answer?.toml;
    return (
        <section>
            <h2>{text("takeaway.scenario")}</h2>
            <p class="quiet">{text("takeaway.scenario_says")}</p>
            <div class="row">
                <Save title="takeaway.toml" name="scenario.toml" content={toml === undefined ? null : () => plain(toml, "application/toml")} />
                <label class="file-button">
                    <input type="file" accept=".toml,application/toml,text/plain" class="unseen" onChange={(event) => void take(event.currentTarget)} />
                    <span>{text("takeaway.open")}</span>
                </label>
            </div>
            <p class="quiet">{text("takeaway.open_says")}</p>
        </section>
    );
}

async function take(field: HTMLInputElement): Promise<void> {
    const file = field.files?.[0];
    if (file !== undefined) await openFile(file);
    field.value = "";
}

function Pictures() {
    const there = world.value.answer !== null;
    return (
        <section>
            <h2>{text("takeaway.pictures")}</h2>
            <div class="row">
                <Save title="takeaway.picture_svg" name="alliance.svg" content={there ? () => plain(alliance(), "image/svg+xml") : null} />
                <Save title="takeaway.picture_png" name="alliance.png" content={there ? () => asPng(alliance()) : null} />
                <Save title="takeaway.time_png" name="over-time.png" content={there ? () => chartsAsPng(".stage") : null} />
                <Save title="takeaway.survival_png" name="survival.png" content={ensemble.value.answer === null ? null : () => chartsAsPng(".outcomes-card")} />
            </div>
        </section>
    );
}

/** The alliance on the screen as a picture that says which month of which world it is. */
function alliance(): string {
    const gaps = { title: scenario.peek().answer?.title ?? "", replication: setup.peek()?.replication ?? 0, month: month.peek() };
    return currentPicture(text("takeaway.caption", gaps)) ?? "";
}

function Data() {
    const [one, many] = [world.value.answer, ensemble.value.answer];
    return (
        <section>
            <h2>{text("takeaway.data")}</h2>
            <p class="quiet">{text("takeaway.data_says")}</p>
            <div class="row">
                <Save title="takeaway.timeline" name="timeline.csv" content={one && (() => plain(timelineTable(one), "text/csv"))} />
                <Save title="takeaway.survival" name="survival.csv" content={many && (() => plain(survivalTable(many), "text/csv"))} />
                <Save title="takeaway.runs" name="runs.csv" content={many && (() => plain(runsTable(many), "text/csv"))} />
            </div>
        </section>
    );
}

interface SaveProps {
    readonly title: string;
    readonly name: string;
    /** What makes the file; `null` where there is nothing to keep yet. */
    readonly content: (() => Blob | null | Promise<Blob | null>) | null;
}

/** A button that hands over a file; its name begins with that of the scenario. */
function Save({ title, name, content }: SaveProps) {
    async function keep(): Promise<void> {
        const made = await content?.();
        if (made) save(`${stem()}-${name}`, made);
    }
    return (
        <button type="button" disabled={content === null} onClick={() => void keep()}>
            {text(title)}
        </button>
    );
}

function plain(content: string, type: string): Blob {
    return new Blob([content], { type });
}
