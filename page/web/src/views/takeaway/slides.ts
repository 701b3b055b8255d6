import { language } from "../../state/language";

export interface Slide {
    /** A picture as SVG. */
    readonly picture: string;
    readonly sentence: string;
}

const STYLE = `
@page { size: A4 landscape; margin: 12mm; }
body { margin: 0; font: 24px/1.4 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #1b1f24; background: #fff; }
section { box-sizing: border-box; display: grid; grid-template-rows: auto minmax(0, 1fr) auto; justify-items: center; gap: 1vh; height: 100vh; padding: 2vh 4vw; break-inside: avoid; break-after: page; }
section:last-child { break-after: auto; }
h1 { margin: 0; font-size: 1.1em; color: #57606a; }
svg { width: 100%; height: 100%; }
p { margin: 0; max-width: 45em; text-align: center; }
@media print { section { height: 180mm; padding: 0; } }
@media screen and (max-width: 700px) { body { font-size: 17px; } section { height: auto; padding: 24px 4vw; } svg { height: auto; } }
`;

/** Slides as one page that needs nothing else: on a screen one below the other, on paper a page each. */
export function slidesPage(title: string, slides: readonly Slide[]): string {
    const sections = slides.map(({ picture, sentence }) => `<section><h1>${escaped(title)}</h1>\n${picture}\n<p>${escaped(sentence)}</p></section>`);
    const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style>`;
    return `<!doctype html>\n<html lang="${language.value}"><head>${head}</head><body>\n${sections.join("\n")}\n</body></html>\n`;
}

function escaped(words: string): string {
    return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
