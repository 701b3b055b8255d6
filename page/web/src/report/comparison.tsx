import { language, text } from "../state/language";
import type { ArmComparison, ReportData } from "./data";
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
            <p>{text("report.compared_about", { base: called })}</p>
            {language.value === "en" && <p class="sentence small">{comparison.sentence}</p>}
            {arms.length < n_comparisons && <p class="quiet">{text("report.some_rows", { shown: whole(arms.length), all: whole(n_comparisons) })}</p>}
            <div class={`scrolled ${arms.length > 20 ? "tall" : ""}`} tabIndex={0} role="group" aria-labelledby="compared">
                <table>
                    <thead>
                        <tr>
                            {["arm", "in_words", "worlds", "saved", "lost", "difference", "months_longer", "p"].map((column) => (
                                <th key={column} scope="col">
                                    {text(`report.column.${column}`)}
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {arms.map((arm, place) => (
                            <Row key={place} arm={arm} />
                        ))}
                    </tbody>
                </table>
            </div>
            {arms.length > 40 && <p class="print">{text("report.on_paper")}</p>}
            <p class="quiet">{text("report.compared_note", { n: whole(n_comparisons) })}</p>
        </section>
    );
}

function Row({ arm }: { readonly arm: ArmComparison }) {
    const { months } = arm;
    return (
        <tr>
            <th scope="row">
                <bdi>{nameOf(arm)}</bdi>
            </th>
            <td class="in-words">{inWords(arm)}</td>
            <td class="number">{whole(arm.worlds)}</td>
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

/** What it comes to, in plain words. */
function inWords(arm: ArmComparison): string {
    if (arm.worlds === 0) return text("report.words.nothing");
    const gaps = { arm: of100(arm.arm_survived.share), base: of100(arm.base_survived.share) };
    if (arm.mcnemar.p_holm >= LEVEL) return text("report.words.unclear", gaps);
    return text(arm.difference > 0 ? "report.words.helps" : "report.words.harms", gaps);
}
