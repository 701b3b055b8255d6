import { edited, editSide, type Side } from "../../state/editing";
import { text } from "../../state/language";
import { setup } from "../../state/setup";

const SIDES: readonly Side[] = ["a", "b"];

/** Which of the two settings the sliders change; nothing where there is but one. */
export function EditedSide() {
    if ((setup.value?.rival ?? null) === null) return null;
    return (
        <div class="edited-side" role="group" aria-label={text("whatif.edits")}>
            <span>{text("whatif.edits")}</span>
            {SIDES.map((side) => (
                <button key={side} type="button" aria-pressed={edited.value === side} onClick={() => editSide(side)}>
                    {text(`whatif.side_${side}`)}
                </button>
            ))}
        </div>
    );
}
