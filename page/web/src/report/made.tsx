import { language, text } from "../state/language";
import { CopyButton } from "./copy";
import type { MadeBy, ReportData } from "./data";
import { decimal, whole } from "./words";

/** The scenario, how the result was made, and how to make it again. */
export function MadePart({ data }: { readonly data: ReportData }) {
    return (
        <>
            <Scenario data={data} />
            <section class="part appendix" aria-labelledby="made">
                <h2 id="made">{text("report.made")}</h2>
                <Facts data={data} />
            </section>
            <Again data={data} />
            <InBrief data={data} />
        </>
    );
}

function Scenario({ data }: { readonly data: ReportData }) {
    const { toml, is_original, files } = data.scenario;
    return (
        <section class="part appendix" aria-labelledby="scenario">
            <h2 id="scenario">{text("report.scenario")}</h2>
            {data.description !== "" && (
                <div class="description" dir="auto">
                    {data.description.split(/\n\s*\n/).map((paragraph, place) => (
                        <p key={place}>{paragraph}</p>
                    ))}
                </div>
            )}
            <p class="quiet">
                {text(is_original ? "report.scenario_original" : "report.scenario_resolved")}
                {files.length > 0 && ` ${text("report.scenario_files", { files: files.join(", ") })}`}
            </p>
            <details class="screen">
                <summary>{text("report.scenario_show")}</summary>
                <CopyButton words={toml} label={text("report.copy_scenario")} />
                <pre class="toml" tabIndex={0} dir="ltr">
                    {toml}
                </pre>
            </details>
            {is_original && <pre class="toml print">{toml}</pre>}
        </section>
    );
}

/** On paper without the appendix: enough to find the result again. */
function InBrief({ data: { made, runs } }: { readonly data: ReportData }) {
    const { program, version, file, seed, digest } = made;
    const facts = { program, version, file, seed, runs: whole(runs?.done ?? 1), digest: digest.slice(0, 12) };
    return <p class="print quiet in-brief">{text("report.in_brief", facts)}</p>;
}

function Facts({ data }: { readonly data: ReportData }) {
    return (
        <dl class="facts">
            {factsOf(data).map(([fact, words]) => (
                <div key={fact}>
                    <dt>{text(`report.fact.${fact}`)}</dt>
                    <dd>
                        <bdi>{words}</bdi>
                    </dd>
                </div>
            ))}
        </dl>
    );
}

function factsOf({ made, runs }: ReportData): readonly (readonly [fact: string, words: string])[] {
    const counted = runs === null ? [] : ([["runs", whole(runs.done)], ["runs_per_cell", whole(made.runs_per_cell ?? 0)]] as const);
    return [
        ["program", [made.program, made.version].join(" ")],
        ...(made.commit === null ? [] : ([["commit", made.commit]] as const)),
        ["file", made.file],
        ["seed", made.seed],
        ...counted,
        ["started", when(made)],
        ["took", text("report.took", { seconds: duration(made.seconds), threads: whole(made.threads) })],
        ["digest", made.digest],
    ];
}

function when({ started }: MadeBy): string {
    const time = new Date(started);
    if (Number.isNaN(time.getTime())) return started;
    return new Intl.DateTimeFormat(language.value, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(time) + " UTC";
}

function duration(seconds: number): string {
    return decimal(seconds, seconds < 10 ? 2 : 0);
}

function Again({ data }: { readonly data: ReportData }) {
    if (data.again.length === 0) return null;
    return (
        <section class="part appendix" aria-labelledby="again">
            <h2 id="again">{text("report.again")}</h2>
            <p class="quiet">{text("report.again_about")}</p>
            <ul class="commands">
                {data.again.map((command) => (
                    <li key={command}>
                        <code dir="ltr">{command}</code>
                        <CopyButton words={command} label={text("report.copy_command", { command })} />
                    </li>
                ))}
            </ul>
        </section>
    );
}
