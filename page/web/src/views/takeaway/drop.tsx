import { useEffect, useState } from "preact/hooks";
import { text } from "../../state/language";
import { notice, openIfValid } from "../../state/opening";
import { start } from "../../state/setup";

/** Shows a scenario file, if the engine takes it. */
export async function openFile(file: File): Promise<void> {
    const limit = start.peek()?.limits.bytes ?? 0;
    if (file.size > limit) {
        notice.value = { words: text("takeaway.file_too_long", { name: file.name, limit: Math.floor(limit / 1000) }), refusal: null };
        return;
    }
    const fresh = { changes: [], seed: null, replication: 0, rival: null };
    await openIfValid({ toml: await file.text(), ...fresh }, text("takeaway.file_refused", { name: file.name }));
}

/** Takes a scenario file wherever on the page it is dropped. */
export function DropZone() {
    const [over, setOver] = useState(false);
    useEffect(() => listen(setOver), []);
    return over ? <div class="drop-overlay">{text("takeaway.drop_here")}</div> : null;
}

/** Follows a file that is dragged over the page; gives back what stops that. */
function listen(tell: (over: boolean) => void): () => void {
    const stop = new AbortController();
    const options = { signal: stop.signal };
    let within = 0;
    const count = (change: number) => (event: DragEvent) => {
        if (!holdsFile(event)) return;
        within += change;
        tell(within > 0);
    };
    addEventListener("dragenter", count(1), options);
    addEventListener("dragleave", count(-1), options);
    addEventListener("dragover", (event) => holdsFile(event) && event.preventDefault(), options);
    addEventListener("drop", (event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        within = 0;
        tell(false);
        const file = event.dataTransfer?.files[0];
        if (file !== undefined) void openFile(file);
    }, options);
    return () => stop.abort();
}

function holdsFile(event: DragEvent): boolean {
    return event.dataTransfer?.types.includes("Files") ?? false;
}
