/** Hands a file to the reader. */
export function save(name: string, content: Blob): void {
    const address = URL.createObjectURL(content);
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A picture in dots, from one in shapes. */
export async function asPng(svg: string, scale = 2): Promise<Blob> {
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await picture.decode();
    const [canvas, pen] = sheet(picture.naturalWidth * scale, picture.naturalHeight * scale);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return dots(canvas);
}

/** The charts within a part of the page, one below the other, each under what it shows. */
export async function chartsAsPng(part: string): Promise<Blob | null> {
    const charts = [...document.querySelectorAll<HTMLElement>(`${part} .plot`)].flatMap((plot) => {
        const canvas = plot.querySelector("canvas");
        return canvas === null ? [] : [{ canvas, title: plot.getAttribute("aria-label") ?? "" }];
    });
    if (charts.length === 0) return null;
    const head = 22 * devicePixelRatio;
    const width = Math.max(...charts.map(({ canvas }) => canvas.width));
    const [whole, pen] = sheet(width, charts.reduce((sum, { canvas }) => sum + canvas.height + head, 0));
    pen.fillStyle = "#1b1f24";
    pen.font = `${13 * devicePixelRatio}px system-ui, sans-serif`;
    let top = 0;
    for (const { canvas, title } of charts) {
        pen.fillText(title, 6, top + head * 0.7, width - 12);
        pen.drawImage(canvas, 0, top + head);
        top += head + canvas.height;
    }
    return dots(whole);
}

function sheet(width: number, height: number): readonly [HTMLCanvasElement, CanvasRenderingContext2D] {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("this browser cannot draw");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, height);
    return [canvas, pen];
}

async function dots(canvas: HTMLCanvasElement): Promise<Blob> {
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (made === null) throw new Error("this browser cannot make pictures of this size");
    return made;
}
