import { text } from "../../state/language";
import { verdict } from "../../state/verdict";
import type { Pairs } from "./counts";

/** In how many worlds which setting lasted, and how they ended. */
export function PairedTable({ pairs }: { readonly pairs: Pairs }) {
    const { runs, both, only_a, only_b, neither, differ } = pairs;
    const fates = runs - pairs.outcomes.reduce((sum, { both }) => sum + both, 0);
    return (
        <section>
            <p class="verdict">
                {text("side.verdict", { runs, differ: fates, saved: only_b, lost: only_a })} {text("side.judged", { a: pairs.a.thriving, b: pairs.b.thriving, runs, verdict: text(`verdicts.${verdict(pairs.b, pairs.a)}`) })}
            </p>
            <table class="fourfold">
                <caption>{text("side.survival", { runs })}</caption>
                <thead>
                    <tr>
                        <td />
                        <th scope="col">{text("side.b_lasts")}</th>
                        <th scope="col">{text("side.b_falls")}</th>
                    </tr>
                </thead>
                <tbody>
                    <tr>
                        <th scope="row">{text("side.a_lasts")}</th>
                        <td>{both}</td>
                        <td class={only_a > 0 ? "lost" : ""}>{only_a} <small>{text("side.lost")}</small></td>
                    </tr>
                    <tr>
                        <th scope="row">{text("side.a_falls")}</th>
                        <td class={only_b > 0 ? "saved" : ""}>{only_b} <small>{text("side.saved")}</small></td>
                        <td>{neither}</td>
                    </tr>
                </tbody>
            </table>
            <OutcomeTable pairs={pairs} />
            <p class="quiet">{text("side.moved", { differ: differ.length, runs })}</p>
        </section>
    );
}

function OutcomeTable({ pairs }: { readonly pairs: Pairs }) {
    return (
        <table>
            <caption>{text("side.by_outcome")}</caption>
            <thead>
                <tr>
                    <td />
                    <th scope="col">A</th>
                    <th scope="col">B</th>
                    <th scope="col">{text("side.in_both")}</th>
                </tr>
            </thead>
            <tbody>
                {pairs.outcomes.filter(({ outcome, a, b }) => outcome !== "completed" || a + b > 0).map(({ outcome, a, b, both }) => (
                    <tr key={outcome}>
                        <th scope="row">
                            <span class={`outcome-fill ${outcome}`} aria-hidden="true" /> {text(`outcomes.${outcome}`)}
                        </th>
                        <td>{a}</td>
                        <td>{b}</td>
                        <td>{both}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
