import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import "./hover.css";

interface Told {
    readonly words: string;
    /** Where on the screen, in pixels. */
    readonly x: number;
    readonly y: number;
}

const told = signal<Told | null>(null);

/** How far the words stay from the pointer, and from the edge of the window. */
const AWAY = 14;
const EDGE = 6;

/** Says something beside a place on the screen; `pre-line`, so that a line break counts. */
export function tellAt(words: string, x: number, y: number): void {
    told.value = { words, x, y };
}

/** Says something beside an element, as for one that has the focus. */
export function tellBeside(words: string, element: Element): void {
    const box = element.getBoundingClientRect();
    tellAt(words, box.left + box.width / 2, box.bottom - AWAY / 2);
}

/** Takes back what was said. */
export function hush(): void {
    told.value = null;
}

/** What makes an element explain itself to the pointer and to the focus. */
export function explained(words: string) {
    return {
        onPointerMove: (event: PointerEvent) => tellAt(words, event.clientX, event.clientY),
        onPointerLeave: hush,
        // What a press changes is told anew when the pointer moves on.
        onPointerDown: hush,
        onFocus: (event: FocusEvent) => {
            if (event.currentTarget instanceof Element && event.currentTarget.matches(":focus-visible")) tellBeside(words, event.currentTarget);
        },
        onBlur: hush,
    };
}

/** Where all that is told shows; once on a page. */
export function HoverTip() {
    const place = useRef<HTMLDivElement>(null);
    const now = told.value;
    useLayoutEffect(() => {
        if (place.current !== null && now !== null) moveBeside(place.current, now);
    }, [now]);
    useEffect(() => {
        const escape = (event: KeyboardEvent) => event.key === "Escape" && hush();
        addEventListener("keydown", escape);
        return () => removeEventListener("keydown", escape);
    }, []);
    if (now === null) return null;
    return (
        <div class="hover-tip" ref={place} role="tooltip">
            {now.words}
        </div>
    );
}

function moveBeside(tip: HTMLElement, { x, y }: Told): void {
    const { width, height } = tip.getBoundingClientRect();
    const left = x + AWAY + width > innerWidth - EDGE ? x - AWAY - width : x + AWAY;
    const top = y + AWAY + height > innerHeight - EDGE ? y - AWAY - height : y + AWAY;
    tip.style.left = `${Math.max(EDGE, left)}px`;
    tip.style.top = `${Math.max(EDGE, top)}px`;
}
