import { render } from "preact";
import { engine, isCarried } from "./engine/client";
import { HoverTip } from "./parts/hover";
import { Tabs } from "./parts/tabs";
import { gone } from "./state/asking";
import { language, speak, text } from "./state/language";
import { keepLink } from "./state/link";
import { presenting } from "./state/presentation";
import { screen } from "./state/screen";
import { offer, open, start } from "./state/setup";
import "./state/translating";
import { tab } from "./state/tab";
import "./style/page.css";
import { Alliance } from "./views/alliance/alliance";
import { Circle } from "./views/circle/circle";
import { Cover } from "./views/cover/cover";
import { BEGINS, enter } from "./views/cover/doors";
import { Header } from "./views/header/header";
import { covered, current } from "./views/lessons/going";
import { CoveredOutcomes, LessonBar, Lessons } from "./views/lessons/lessons";
import { Outcomes } from "./views/outcomes/outcomes";
import { OverTime } from "./views/overtime/overtime";
import { Play } from "./views/play/play";
import { Player } from "./views/player/player";
import { Presentation } from "./views/presentation/presentation";
import { SideBySide } from "./views/side/side";
import { DropZone } from "./views/takeaway/drop";
import { NoticeBar } from "./views/takeaway/notice";
import { TakeAway } from "./views/takeaway/takeaway";
import { WhatIf } from "./views/whatif/whatif";
import { Why } from "./views/why/why";
import { Worksheet } from "./views/worksheet/worksheet";
import "./style/dark.css";

/** What fills the page. */
function Page() {
    return (
        <>
            {gone.value && <p class="alert" role="alert">{text(isCarried ? "page.no_engine" : "page.gone")}</p>}
            <NoticeBar />
            <DropZone />
            <Filling />
            <HoverTip />
        </>
    );
}

function Filling() {
    if (screen.value === "cover") return <Cover />;
    return screen.value === "play" ? <Play /> : <Laboratory />;
}

function Laboratory() {
    return (
        <>
            <Header />
            {presenting.value ? <Presentation /> : <Desk />}
            <Worksheet />
        </>
    );
}

/** The alliance, and everything that can be asked beside it. */
function Desk() {
    const tabs = [
        { key: "whatif", title: text("tabs.whatif"), content: () => <WhatIf /> },
        { key: "side", title: text("tabs.side"), content: () => <SideBySide /> },
        { key: "circle", title: text("tabs.circle"), content: () => <Circle /> },
        { key: "why", title: text("tabs.why"), content: () => <Why /> },
        { key: "lessons", title: text("tabs.lessons"), content: () => <Lessons /> },
        { key: "takeaway", title: text("tabs.takeaway"), content: () => <TakeAway /> },
    ];
    return (
        <main class="stage-and-side" data-tab={tab.value} data-lesson={current.value?.key}>
            <section class="stage" aria-label={text("page.stage")}>
                <Alliance />
                <Player />
                <OverTime />
            </section>
            <section class="side" data-tab={tab.value} aria-label={text("page.side")}>
                {covered.value ? <CoveredOutcomes /> : <Outcomes />}
                <LessonBar />
                <Tabs label={text("page.side")} tabs={tabs} chosen={tab.value} onChoose={(key) => (tab.value = key)} />
            </section>
        </main>
    );
}

async function begin(): Promise<void> {
    speak(language.value);
    const place = document.getElementById("page");
    if (place !== null) render(<Page />, place);
    offer.value = await engine.start(new AbortController().signal);
    const first = start.value?.scenarios[0];
    await keepLink(() => {
        if (first !== undefined) open(first.toml);
    });
    // Who names a file wants to see it.
    if (screen.value === "cover" && first?.name !== BEGINS) enter("laboratory");
}

void begin();
