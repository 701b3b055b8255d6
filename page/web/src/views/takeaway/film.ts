import { applyPalette, GIFEncoder, quantize, type Palette } from "gifenc";
import { inDots } from "./saving";

/** Milliseconds that a month is shown, and the last one. */
const MONTH = 200;
const LAST = 3000;

/** Colours of a film; one more means that nothing has changed there. */
const COLOURS = 127;

/** Dots of a film to a pixel of the picture. */
const SCALE = 0.8;

export interface Script {
    readonly months: number;
    /** The picture of a month, as SVG. */
    readonly draw: (month: number) => string;
    /** Is told how many months are done. */
    readonly tell: (done: number) => void;
    readonly stop: AbortSignal;
}

/** A run as a GIF, a frame a month; `null` where it was stopped. */
export async function film({ months, draw, tell, stop }: Script): Promise<Blob | null> {
    const frame = (month: number) => inDots(draw(month), SCALE);
    const palette = await coloursOf([1, Math.ceil(months / 2), months], frame);
    const encoder = GIFEncoder();
    let before: Uint8Array | null = null;
    for (let month = 1; month <= months; month += 1) {
        if (stop.aborted) return null;
        const { data, width, height } = await frame(month);
        const dots = applyPalette(data, palette);
        const timing = { delay: month < months ? MONTH : LAST, dispose: 1 };
        if (before === null) encoder.writeFrame(dots, width, height, { ...timing, palette: [...palette, [0, 0, 0]] });
        else encoder.writeFrame(changed(dots, before, palette.length), width, height, { ...timing, transparent: true, transparentIndex: palette.length });
        before = dots;
        tell(month);
        await others();
    }
    encoder.finish();
    return new Blob([encoder.bytes()], { type: "image/gif" });
}

/** Lets the page answer: pictures are decoded in one go otherwise. */
function others(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve));
}

/** The colours that stand for all in some months. */
async function coloursOf(months: readonly number[], frame: (month: number) => Promise<ImageData>): Promise<Palette> {
    const frames = await Promise.all(months.map(frame));
    const all = new Uint8ClampedArray(frames.reduce((sum, { data }) => sum + data.length, 0));
    let at = 0;
    for (const { data } of frames) {
        all.set(data, at);
        at += data.length;
    }
    return quantize(all, COLOURS);
}

/** A frame with nothing where the one before has the same colour, which makes a film a fraction as heavy. */
function changed(dots: Uint8Array, before: Uint8Array, nothing: number): Uint8Array {
    return dots.map((colour, place) => (colour === before[place] ? nothing : colour));
}
