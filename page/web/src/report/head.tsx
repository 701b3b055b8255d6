import { codes, language, speak, text } from "../state/language";
import type { ReportData } from "./data";

/** What it is a report of, and in which language. */
export function Head({ data }: { readonly data: ReportData }) {
    const { title, made } = data;
    return (
        <header class="report-head">
            <div>
                <p class="quiet">{text(data.kind === "trace" ? "report.kind_trace" : "report.kind_run")}</p>
                <h1 dir="auto">{title === "" ? made.file : title}</h1>
            </div>
            <div class="field languages screen" role="group" aria-label={text("header.language")}>
                {codes.map((code) => (
                    <button key={code} type="button" lang={code} aria-pressed={code === language.value} onClick={() => speak(code)}>
                        {code.toUpperCase()}
                    </button>
                ))}
                <button type="button" onClick={() => print()}>
                    {text("report.print")}
                </button>
            </div>
        </header>
    );
}
