import { edit, editedChanges, editedScenario } from "../../state/editing";
import { text } from "../../state/language";

/** The arms of the file: settings that its writer has thought of, one press each. */
export function Arms() {
    const arms = editedScenario.value.answer?.arms ?? [];
    if (arms.length < 2) return null;
    const now = JSON.stringify(editedChanges.value);
    return (
        <div class="arms" role="group" aria-label={text("whatif.arms")}>
            <h2>{text("whatif.arms")}</h2>
            {arms.map(({ name, set }, place) => (
                <button key={name} type="button" aria-pressed={JSON.stringify(set) === now} onClick={() => edit(set)}>
                    {place === 0 ? text("whatif.base") : name}
                </button>
            ))}
        </div>
    );
}
