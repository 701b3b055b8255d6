import { signal } from "@preact/signals";
import { useId } from "preact/hooks";
import { encode } from "uqr";
import { text } from "../../state/language";
import { link } from "../../state/link";
import { save, stem } from "./saving";

/** Bytes of the longest link that is put into a code: more needs one so fine that phones cannot read it off a wall. */
const LONGEST = 1273;

/** White round a code, in its dots, without which no phone finds it. */
const MARGIN = 4;

/** Where others open the page, if that is not where it is open here. */
const elsewhere = signal("");

/** The link as a picture that a phone reads. */
export function QrCode() {
    const id = useId();
    const address = elsewhere.value.trim() === "" ? link.value : moved(link.value, elsewhere.value.trim());
    const isHereAlone = reachesNobody(address);
    return (
        <details class="qr">
            <summary>{text("takeaway.code")}</summary>
            {isHereAlone && <p>{text("takeaway.code_here_alone")}</p>}
            <label for={id}>{text("takeaway.code_place")}</label>
            <input id={id} type="url" inputMode="url" placeholder="https://" value={elsewhere.value} onInput={(event) => (elsewhere.value = event.currentTarget.value)} />
            <Drawn address={address} />
        </details>
    );
}

function Drawn({ address }: { readonly address: string }) {
    const bytes = new TextEncoder().encode(address).length;
    if (bytes > LONGEST) return <p role="status">{text("takeaway.code_too_long", { bytes, longest: LONGEST })}</p>;
    const { path, size } = codeOf(address);
    return (
        <>
            <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={text("takeaway.code_of")} shape-rendering="crispEdges">
                <rect width={size} height={size} fill="#fff" />
                <path d={path} fill="#000" />
            </svg>
            <div class="row">
                <button type="button" onClick={() => save(`${stem()}-qr.svg`, new Blob([asFile(path, size)], { type: "image/svg+xml" }))}>
                    {text("takeaway.code_svg")}
                </button>
            </div>
        </>
    );
}

/** The dark dots of a code as a path, and how many dots wide it is. */
function codeOf(address: string): { readonly path: string; readonly size: number } {
    const { data, size } = encode(address, { ecc: "L", boostEcc: true, border: MARGIN });
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { path: dark.join(""), size };
}

function asFile(path: string, size: number): string {
    const width = size * 10;
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${width}" height="${width}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>\n`;
}

/** The same place of the page where it is open elsewhere. */
function moved(address: string, elsewhere: string): string {
    return `${elsewhere.split("#")[0] ?? ""}#${address.split("#")[1] ?? ""}`;
}

/** Whether an address means something else on another device, or nothing. */
function reachesNobody(address: string): boolean {
    return /^(file|blob):|^\w+:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]/.test(address);
}
