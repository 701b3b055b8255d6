import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { Asked } from "./engine";
import { Answers, contents, figures, paper, papers, shape, withoutFigures, type Language } from "./paper";

// What a teacher takes along, in docs/classroom, says the same in both languages, and what the program says.
const LANGUAGES = ["en", "nl"] as const;
const TEXTS = papers("en").filter((name) => name.endsWith(".md"));

test("what a teacher takes along has the same parts in both languages", () => {
    expect(papers("nl")).toEqual(papers("en"));
    for (const name of TEXTS) {
        expect(shape(paper("nl", name)), name).toEqual(shape(paper("en", name)));
        expect(contents(paper("nl", name)), name).toEqual(contents(paper("en", name)));
    }
});

/** Numbers that are no answers: minutes, worlds, what is counted of, a month that is looked at. */
const PLAIN: ReadonlySet<string> = new Set(["45", "90", "200", "100", "12"]);

for (const language of LANGUAGES) {
    test(`every number that the model gives is what the program says (${language})`, async ({ request }) => {
        test.setTimeout(300_000);
        const answers = new Answers(new Asked(request));
        let seen = 0;
        for (const name of TEXTS) {
            for (const { written, source } of figures(paper(language, name))) {
                expect.soft(written.replace(",", "."), `${name}: ${source}`).toBe(await answers.of(source));
                seen += 1;
            }
            const others = withoutFigures(paper(language, name)).replace(/^#.*$|\[[^\]]*\]\([^)]+\)|\(\d{4}\)/gm, "");
            expect.soft(others, name).not.toContain("<!--");
            expect.soft((others.match(/\d{2,}/g) ?? []).filter((number) => !PLAIN.has(number)), `${name}: numbers without a source`).toEqual([]);
        }
        expect(seen).toBeGreaterThan(60);
    });

    test(`the minutes of both plans follow one another, each with its five points (${language})`, () => {
        for (const length of [45, 90]) {
            const phases = paper(language, `lesson-${length}.md`).split(/^## /m).slice(1);
            let at = 0;
            for (const phase of phases) {
                const [, from, to] = /^(\d+)–(\d+) /.exec(phase) ?? [];
                expect(Number(from), phase).toBe(at);
                at = Number(to);
                expect(phase.match(/^- \*\*/gm), phase).toHaveLength(5);
            }
            expect(at).toBe(length);
        }
    });

    test(`the key has the arrows that the model has between the six boxes, and their words (${language})`, async ({ request }) => {
        const { arrows } = await new Asked(request).loops("vicious-circle", [], 16);
        const words = quantities(language);
        const drawn = paper(language, "circle-key.svg");
        const named = Object.entries(words).filter(([, word]) => drawn.includes(`>${word}<`));
        expect(named).toHaveLength(6);
        const six = named.map(([name]) => name);
        const model = arrows.filter(({ from, to }) => six.includes(from) && six.includes(to));
        const rows = model.map(({ from, to, sign }) => `| ${words[from]} | ${words[to]} | ${sign > 0 ? "+" : "−"} |`);
        const told = paper(language, "key.md").match(/^\| [^|]+ \| [^|]+ \| [+−] \|/gm) ?? [];
        expect([...told].sort()).toEqual(rows.sort());
        expect(drawn.match(/marker-end/g)).toHaveLength(rows.length);
        const asked = paper(language, "worksheet.md");
        for (const [, word] of named) expect(asked).toContain(word);
    });
}

test("the printed circle is empty", () => {
    const empty = readFileSync(resolve(import.meta.dirname, "../../../docs/classroom/circle.svg"), "utf8");
    expect(empty.match(/<rect [^>]*rx=/g)).toHaveLength(6);
    expect(empty).not.toMatch(/<text|<path/);
});

function quantities(language: Language): { readonly [name: string]: string } {
    const texts = JSON.parse(readFileSync(resolve(import.meta.dirname, `../texts/${language}.json`), "utf8")) as { readonly circle: { readonly quantities: { readonly [name: string]: string } } };
    return texts.circle.quantities;
}
