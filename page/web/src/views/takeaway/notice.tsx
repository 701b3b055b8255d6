import { inOwnWords } from "../../parts/refusal";
import { text } from "../../state/language";
import { notice } from "../../state/opening";
import "./notice.css";

/** What went wrong with a link or a file, until it is dismissed. */
export function NoticeBar() {
    const now = notice.value;
    if (now === null) return null;
    return (
        <div class="alert notice" role="alert">
            <div>
                <p>{now.words}</p>
                {now.refusal !== null && (
                    <pre class="refusal" tabIndex={0}>
                        {inOwnWords(now.refusal)}
                    </pre>
                )}
            </div>
            <button type="button" onClick={() => (notice.value = null)}>
                {text("takeaway.dismiss")}
            </button>
        </div>
    );
}
