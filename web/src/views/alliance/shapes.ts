const SVG = "http://www.w3.org/2000/svg";

/** Colours are those of the page; they stand as attributes, so that the picture can leave it. */
export const COLOUR = {
    ink: "#1b1f24",
    quiet: "#57606a",
    line: "#c4ccd4",
    trust: "#0072b2",
    distrust: "#d55e00",
    neutral: "#8c959f",
    table: "#f5efe3",
    rim: "#cbbd9d",
    delegate: "#36414d",
    white: "#ffffff",
    mended: "#00785a",
    shock: "#e69f00",
    camps: ["#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442"],
} as const;

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
        if (this.element.textContent !== words) this.element.textContent = words;
    }

    show(shown: boolean): void {
        this.put({ display: shown ? "inline" : "none" });
    }
}

/** As many shapes as are asked for; those not asked for are hidden. */
export class Pool {
    private readonly shapes: Shape[] = [];
    private used = 0;

    constructor(private readonly make: () => Shape) {}

    begin(): void {
        this.used = 0;
    }

    next(): Shape {
        const shape = this.shapes[this.used] ?? this.make();
        this.shapes[this.used] = shape;
        this.used += 1;
        shape.show(true);
        return shape;
    }

    end(): void {
        for (let place = this.used; place < this.shapes.length; place += 1) this.shapes[place]?.show(false);
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
