import { language, text } from "../state/language";
import type { ArmComparison, ReportData } from "./data";
import { byEffect } from "./order";
import { between, chance, nameOf, of100, signed, whole } from "./words";

/** A difference counts as shown where it would come about by chance less often than this. */
const LEVEL = 0.05;

/** The same worlds in every arm: who is saved, who is lost, and what that says. */
export function ComparisonPart({ data }: { readonly data: ReportData }) {
    const { comparison, n_comparisons } = data;
    if (comparison === null) return null;
    const { arms, base } = comparison;
    const called = nameOf({ arm: base, settings: [] });
    return (
        <section class="part" aria-labelledby="compared">
            <h2 id="compared">{text("report.compared")}</h2>
            <p class="screen">{text("report.compared_about", { base: called })}</p>
            {language.value === "en" && <p class="sentence small screen">{comparison.sentence}</p>}
            {arms.length < n_comparisons && <p class="quiet">{text("report.some_rows", { shown: whole(arms.length), all: whole(n_comparisons) })}</p>}
            <div class={`scrolled ${arms.length > 20 ? "tall" : ""}`} tabIndex={0} role="group" aria-labelledby="compared">
                <table>
                    <thead>
                        <tr>
                            {["arm", "in_words", "worlds", "saved", "lost", "difference", "months_longer", "p"].map((column) => (
                                <th key={column} scope="col" class={column === "worlds" ? "screen" : ""}>
                                    {text(`report.column.${column}`)}
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {byEffect(arms, data).map((arm, place) => (
                            <Row key={place} arm={arm} data={data} />
                        ))}
                    </tbody>
                </table>
            </div>
            {arms.length > 40 && <p class="print">{text("report.on_paper")}</p>}
            <p class="quiet">{text("report.compared_note", { n: whole(n_comparisons) })}</p>
        </section>
    );
}

function Row({ arm, data }: { readonly arm: ArmComparison; readonly data: ReportData }) {
    const { months } = arm;
    return (
        <tr>
            <th scope="row">
                <bdi>{nameOf(arm)}</bdi>
            </th>
            <td class="in-words">{inWords(arm, data)}</td>
            <td class="number screen">{whole(arm.worlds)}</td>
            <td class="number">{whole(arm.saved)}</td>
            <td class="number">{whole(arm.lost)}</td>
            <td class="number">
                {signed(100 * arm.difference, 0)} <small>({between(arm.paired, 0, 100)})</small>
            </td>
            <td class="number">
                {signed(months.difference, 1)} {months.paired !== null && <small>({between(months.paired, 1)})</small>}
            </td>
            <td class="number chance">{chance(arm.mcnemar.p_holm)}</td>
        </tr>
    );
}

/** What it comes to, in plain words: judged by how many thrive first, then by how many are still there. */
function inWords(arm: ArmComparison, data: ReportData): string {
    if (arm.worlds === 0) return text("report.words.nothing");
    const thriving = thrivingOf(arm, data);
    const gaps = { arm: of100(arm.arm_survived.share), base: of100(arm.base_survived.share) };
    const there = arm.mcnemar.p_holm >= LEVEL ? 0 : Math.sign(arm.difference);
    if (thriving === null) return text(there === 0 ? "report.words.unclear" : there > 0 ? "report.words.longer" : "report.words.shorter", gaps);
    const both = { ...gaps, thriving: of100(thriving.arm), thriving_base: of100(thriving.base) };
    const change = thriving.p_holm >= LEVEL ? 0 : Math.sign(thriving.arm - thriving.base);
    if (change > 0) return text("report.words.helps", both);
    if (there > 0) return text("report.words.hollow", both);
    if (change < 0) return text("report.words.harms", both);
    return text(there < 0 ? "report.words.fewer" : "report.words.same", both);
}

/** How often the same worlds thrive in the base and in an arm, where the study's verdict says it of the same base. */
function thrivingOf(arm: ArmComparison, { verdict, comparison }: ReportData) {
    const isBase = verdict?.arms[0]?.arm === comparison?.base;
    const found = verdict?.arms.find((other) => other.arm === arm.arm && JSON.stringify(other.settings) === JSON.stringify(arm.settings));
    return isBase ? (found?.paired?.fates.find(({ fate }) => fate === "thriving") ?? null) : null;
}
