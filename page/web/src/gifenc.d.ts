declare module "gifenc" {
    /** Red, green and blue, 0…255 each. */
    export type Palette = readonly (readonly number[])[];

    export interface FrameOptions {
        /** The colours of the film with its first frame, or of this frame alone. */
        readonly palette?: Palette;
        /** Milliseconds. */
        readonly delay?: number;
        readonly transparent?: boolean;
        readonly transparentIndex?: number;
        /** What becomes of the frame before the next one is drawn: 1 leaves it there. */
        readonly dispose?: number;
    }

    export interface Encoder {
        writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
        finish(): void;
        bytes(): Uint8Array<ArrayBuffer>;
    }

    export function GIFEncoder(): Encoder;
    export function quantize(dots: Uint8ClampedArray, colours: number): Palette;
    export function applyPalette(dots: Uint8ClampedArray, palette: Palette): Uint8Array;
}
