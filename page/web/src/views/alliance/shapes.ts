const SVG = "http://www.w3.org/2000/svg";

/** Colours are those of the page, dark or light; a picture that leaves it takes the light ones along (`inLight`). */
export const COLOUR = {
    ink: "var(--stage-ink, #1b1f24)",
    quiet: "var(--stage-quiet, #57606a)",
    line: "var(--stage-line, #c4ccd4)",
    trust: "var(--stage-trust, #0072b2)",
    distrust: "var(--stage-distrust, #d55e00)",
    neutral: "#8c959f",
    table: "var(--stage-table, #f3f0ea)",
    glow: "var(--stage-glow, #fde3a7)",
    rim: "var(--stage-rim, #cbbd9d)",
    delegate: "var(--stage-delegate, #36414d)",
    you: "var(--stage-you, #96457a)",
    white: "var(--stage-white, #ffffff)",
    face: "#ffffff",
    mended: "var(--stage-mended, #00785a)",
    shock: "#e69f00",
    camps: ["#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442"],
} as const;

/** A drawing's text with its light colours in it. */
export function inLight(drawing: string): string {
    return drawing.replace(/var\(--stage-\w+, (#\w+)\)/g, "$1");
}

export type Attributes = { readonly [name: string]: string | number };

/** A part of the picture that is only touched where it changes. */
export class Shape {
    readonly element: SVGElement;
    private readonly said = new Map<string, string>();

    constructor(kind: string, parent: Shape | SVGElement | null, attributes: Attributes = {}) {
        this.element = document.createElementNS(SVG, kind);
        (parent instanceof Shape ? parent.element : parent)?.append(this.element);
        this.put(attributes);
    }

    put(attributes: Attributes): void {
        for (const name in attributes) {
            const value = attributes[name] ?? "";
            const words = typeof value === "number" ? String(Math.round(value * 100) / 100) : value;
            if (this.said.get(name) === words) continue;
            this.said.set(name, words);
            this.element.setAttribute(name, words);
        }
    }

    say(words: string): void {
        if (this.said.get("") === words) return;
        this.said.set("", words);
        this.element.textContent = words;
    }

    /** Moves it so many pixels off, by style, so that it can go there slowly. */
    shift({ x, y }: { readonly x: number; readonly y: number }): void {
        this.element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    }

    show(shown: boolean): void {
        this.put({ display: shown ? "inline" : "none" });
    }
}

/** Something that is shown as often as it is needed; `all` is the whole of it. */
export interface Part {
    readonly all: Shape;
}

/** As many parts as are asked for; those not asked for are hidden. */
export class Pool<One extends Part> {
    private readonly parts: One[] = [];
    private used = 0;

    constructor(private readonly make: () => One) {}

    begin(): void {
        this.used = 0;
    }

    next(): One {
        const part = this.parts[this.used] ?? this.make();
        this.parts[this.used] = part;
        this.used += 1;
        part.all.show(true);
        return part;
    }

    end(): void {
        for (let place = this.used; place < this.parts.length; place += 1) this.parts[place]?.all.show(false);
    }
}

/** Between two numbers; where one of them is missing, the other. */
export function between(from: number, to: number, share: number): number {
    if (Number.isNaN(from)) return to;
    return Number.isNaN(to) ? from : from + (to - from) * share;
}

export const moved = (x: number, y: number, scale = 1) => `translate(${x.toFixed(1)} ${y.toFixed(1)})${scale === 1 ? "" : ` scale(${scale.toFixed(2)})`}`;

/** A closed path with so many points, alternating between two radii. */
export function star(points: number, outer: number, inner: number): string {
    const corners = Array.from({ length: points * 2 }, (_, corner) => {
        const angle = (corner / (points * 2)) * 2 * Math.PI;
        const radius = corner % 2 === 0 ? outer : inner;
        return `${(radius * Math.sin(angle)).toFixed(2)},${(-radius * Math.cos(angle)).toFixed(2)}`;
    });
    return `M${corners.join("L")}Z`;
}
