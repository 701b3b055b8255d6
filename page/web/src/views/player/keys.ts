import { lastMonth, pause, play, playing, speed, SPEEDS, step } from "../../state/player";

/** What a key does anywhere on the page. */
const KEYS: { readonly [key: string]: () => void } = {
    " ": () => (playing.value ? pause() : play()),
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    Home: () => step(-lastMonth.value),
    End: () => step(lastMonth.value),
    "+": () => faster(1),
    "=": () => faster(1),
    "-": () => faster(-1),
};

/** Controls with a use of their own for the space bar, and for the others. */
const PRESSED = "button, a, summary, select, textarea, input:not([type=range]), [role=button], [role=tab], [contenteditable]";
const WALKED = "select, textarea, input:not([type=checkbox], [type=button]), [role=tab], [role=radio], [role=slider], [contenteditable]";
const TYPED = "select, textarea, input:not([type=checkbox], [type=button], [type=range]), [contenteditable]";

/** Marks the part of a page that the keys are for, where they are not for all of it: a long page is scrolled by some of them. */
const OWN_PART = "[data-player-keys]";

/** Plays by keyboard, wherever the focus has no use for the key; gives what stops it. */
export function listenToKeys(): () => void {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
}

function onKey(event: KeyboardEvent): void {
    const deed = KEYS[event.key];
    if (deed === undefined || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isElsewhere(event.target)) return;
    const own = event.key === " " ? PRESSED : /^[-+=]$/.test(event.key) ? TYPED : WALKED;
    if (event.target instanceof Element && event.target.closest(own) !== null) return;
    event.preventDefault();
    deed();
}

function faster(places: number): void {
    speed.value = SPEEDS[SPEEDS.indexOf(speed.value) + places] ?? speed.value;
}

function isElsewhere(target: EventTarget | null): boolean {
    const part = document.querySelector(OWN_PART);
    return part !== null && !(target instanceof Node && part.contains(target));
}
