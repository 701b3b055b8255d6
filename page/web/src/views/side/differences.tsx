import type { Value } from "../../engine/types";
import { changesOf, type Side } from "../../state/editing";
import { text } from "../../state/language";
import { scenario } from "../../state/setup";
import { EditedSide } from "../whatif/edited";
import { nameOf, said } from "../whatif/values";

/** What the two settings do not have in common, and which of them the sliders change. */
export function Differences() {
    const keys = differing();
    return (
        <section>
            <EditedSide />
            {keys.length === 0 ? (
                <p>{text("side.same_settings")}</p>
            ) : (
                <table>
                    <caption>{text("side.differences")}</caption>
                    <thead>
                        <tr>
                            <td />
                            <th scope="col">A</th>
                            <th scope="col">B</th>
                        </tr>
                    </thead>
                    <tbody>
                        {keys.map((key) => (
                            <tr key={key}>
                                <th scope="row" title={key}>{nameOf(key)}</th>
                                <td>{shown(key, "a")}</td>
                                <td>{shown(key, "b")}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </section>
    );
}

function differing(): readonly string[] {
    const keys = [...changesOf("a"), ...changesOf("b")].map(([key]) => key);
    return [...new Set(keys)].filter((key) => JSON.stringify(valueOf(key, "a")) !== JSON.stringify(valueOf(key, "b")));
}

/** The value of a key, as far as it is known: of what is no number and no switch, only what was changed. */
function valueOf(key: string, side: Side): Value | undefined {
    const changed = changesOf(side).find(([name]) => name === key);
    return changed === undefined ? scenario.value.answer?.keys.find((known) => known.key === key)?.written : changed[1];
}

function shown(key: string, side: Side): string {
    const value = valueOf(key, side);
    return value === undefined ? text("side.written") : said(value);
}
