/** What stands, compressed and in letters, in an element of the page. */
export async function unpacked(element: HTMLElement | null): Promise<Uint8Array<ArrayBuffer>> {
    const packed = atob(element?.textContent?.trim() ?? "");
    const bytes = new Uint8Array(packed.length);
    for (let place = 0; place < packed.length; place += 1) bytes[place] = packed.charCodeAt(place);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}
