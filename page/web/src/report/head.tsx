import { codes, language, speak, text } from "../state/language";
import type { ReportData } from "./data";
import { appended } from "./hidden";
import { LiveLink } from "./live";

/** What it is a report of, and in which language. */
export function Head({ data }: { readonly data: ReportData }) {
    const { title, made, asked } = data;
    const by = [asked.author, asked.date].filter((said) => said !== "");
    return (
        <header class="report-head">
            <div>
                <p class="quiet">{text(data.kind === "trace" ? "report.kind_trace" : "report.kind_run")}</p>
                <h1 dir="auto">{title === "" ? made.file : title}</h1>
                {asked.question !== "" && (
                    <p class="asked" dir="auto">
                        {asked.question}
                    </p>
                )}
                {by.length > 0 && (
                    <p class="quiet" dir="auto">
                        {by.join(", ")}
                    </p>
                )}
            </div>
            <div class="field languages screen" role="group" aria-label={text("header.language")}>
                {codes.map((code) => (
                    <button key={code} type="button" lang={code} aria-pressed={code === language.value} onClick={() => speak(code)}>
                        {code.toUpperCase()}
                    </button>
                ))}
                <LiveLink />
                <label class="appended">
                    <input type="checkbox" checked={appended.value} onChange={(event) => (appended.value = event.currentTarget.checked)} />
                    {text("report.with_appendix")}
                </label>
                <button type="button" onClick={() => print()}>
                    {text("report.print")}
                </button>
            </div>
        </header>
    );
}
