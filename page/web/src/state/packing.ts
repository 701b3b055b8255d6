/** What is too long when unpacked, or no packed text at all. */
export class Unpackable extends Error {}

/** A text, deflated, in the letters that a link may hold. */
export async function pack(text: string): Promise<string> {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
    const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The text again, if it has at most `limit` bytes. */
export async function unpack(packed: string, limit: number): Promise<string> {
    try {
        const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
        const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
        const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
        return new TextDecoder("utf-8", { fatal: true }).decode(await gathered(stream.getReader(), limit));
    } catch {
        throw new Unpackable();
    }
}

async function gathered(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>, limit: number): Promise<ArrayBuffer> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
        size += part.value.byteLength;
        if (size > limit) {
            await reader.cancel();
            throw new Unpackable();
        }
        parts.push(part.value);
    }
    return new Blob(parts).arrayBuffer();
}
