import { render } from "preact";
import { HoverTip } from "./parts/hover";
import { ComparisonPart } from "./report/comparison";
import { Curves } from "./report/curves";
import type { ReportData } from "./report/data";
import { Head } from "./report/head";
import { appended } from "./report/hidden";
import { LivePart } from "./report/live";
import { MadePart } from "./report/made";
import { Outcomes } from "./report/outcomes";
import { preparePrinting } from "./report/print";
import { ReasonsPart } from "./report/reasons";
import { ReplayPart } from "./report/replay";
import { VerdictPart } from "./report/verdict";
import { codes, language, speak } from "./state/language";
import "./style/page.css";
import "./report/report.css";

function Report({ data }: { readonly data: ReportData }) {
    return (
        <>
            <Head data={data} />
            <main class={`report ${appended.value ? "with-appendix" : ""}`}>
                <VerdictPart data={data} />
                <Outcomes data={data} />
                <ReasonsPart data={data} />
                <Curves data={data} />
                <ComparisonPart data={data} />
                <LivePart />
                <ReplayPart data={data} />
                <MadePart data={data} />
            </main>
            <HoverTip />
        </>
    );
}

function begin(): void {
    const data = JSON.parse(document.getElementById("data")?.textContent ?? "null") as ReportData;
    speak(data.language !== null && codes.includes(data.language) ? data.language : language.value);
    const place = document.getElementById("page");
    if (place !== null) render(<Report data={data} />, place);
    preparePrinting(data);
}

begin();
