import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import jsqr from "jsqr";
import { barriers, expect, opened, picture, test } from "./people";

const WORLD = "#scenario=vicious-circle&world=16&month=1&tab=takeaway";

/** Presses a button that hands over a file, and keeps it as it is called. */
async function file(page: Page, name: string): Promise<{ readonly path: string; readonly name: string }> {
    const [download] = await Promise.all([page.waitForEvent("download", { timeout: 90_000 }), page.getByRole("button", { name }).click()]);
    const path = resolve("test-results", "taken", download.suggestedFilename());
    await download.saveAs(path);
    return { path, name: download.suggestedFilename() };
}

/** How many pictures a browser finds in a film, how large they are, and how many microseconds each stays. */
async function decoded(page: Page, film: Buffer): Promise<{ readonly frames: number; readonly width: number; readonly height: number; readonly stays: readonly number[]; readonly differ: boolean }> {
    return page.evaluate(async (letters) => {
        const decoder = new ImageDecoder({ data: Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0)), type: "image/gif" });
        await decoder.tracks.ready;
        const frames = decoder.tracks.selectedTrack?.frameCount ?? 0;
        const stays: number[] = [];
        const seen = new Set<string>();
        let [width, height] = [0, 0];
        for (let frameIndex = 0; frameIndex < frames; frameIndex += 1) {
            const { image } = await decoder.decode({ frameIndex });
            [width, height] = [image.displayWidth, image.displayHeight];
            stays.push(image.duration ?? 0);
            const canvas = new OffscreenCanvas(width, height);
            const pen = canvas.getContext("2d");
            pen?.drawImage(image, 0, 0);
            const dots = pen?.getImageData(0, 0, width, height).data ?? [];
            let sum = 0;
            for (let at = 0; at < dots.length; at += 4) sum = (sum * 31 + (dots[at] ?? 0)) % 1_000_003;
            seen.add(String(sum));
            image.close();
        }
        return { frames, width, height, stays, differ: seen.size === frames };
    }, film.toString("base64"));
}

for (const [language, button] of [
    ["en", "The run as a GIF"],
    ["nl", "Het verloop als GIF"],
] as const) {
    test(`the run comes as a GIF with a frame a month (${language})`, async ({ page }) => {
        test.setTimeout(150_000);
        await opened(page, `${WORLD}&lang=${language}`);
        const { path, name } = await file(page, button);
        expect(name).toBe("vicious-circle-film.gif");
        const film = readFileSync(path);
        expect(film.subarray(0, 6).toString("latin1")).toBe("GIF89a");
        expect(film.length).toBeLessThan(3_000_000);
        const { frames, width, height, stays, differ } = await decoded(page, film);
        expect([frames, width, height]).toEqual([30, 720, 536]);
        expect(stays).toEqual([...Array.from({ length: 29 }, () => 200_000), 3_000_000]);
        expect(differ).toBe(true);
        await expect(page.getByRole("button", { name: button })).toBeEnabled();
    });
}

test("a film can be given up", async ({ page }) => {
    const fair = JSON.stringify([["home_talk.echo", 0], ["home_talk.stereotyping", 0]]);
    await opened(page, `#${new URLSearchParams({ scenario: "vicious-circle", set: fair, tab: "takeaway", lang: "en" }).toString()}`);
    const downloads: string[] = [];
    page.on("download", (download) => downloads.push(download.suggestedFilename()));
    const button = page.getByRole("button", { name: "The run as a GIF" });
    const said = await button.evaluate(async (pressed: HTMLButtonElement) => {
        pressed.click();
        await new Promise((resolve) => setTimeout(resolve, 400));
        const said = pressed.textContent;
        pressed.click();
        return said;
    });
    expect(said).toMatch(/^Stop \(month \d+ of 120 is drawn\)$/);
    await expect(button).toBeVisible();
    expect(downloads).toEqual([]);
});

for (const { language, button, sentences } of [
    {
        language: "en",
        button: "Three moments as slides",
        sentences: [/^The beginning, month 1: 6 members, mean trust \+0\.02, hostility at home 4 of 100\.$/, /^The turning point, month 19: the table falls into camps\. Camps: .+\.$/, /^The end, month 30: fragmented\. Members 6, mean trust −0\.14, hostility at home 34 of 100\.$/],
    },
    {
        language: "nl",
        button: "Drie momenten als dia’s",
        sentences: [/^Het begin, maand 1: 6 leden, gemiddeld vertrouwen \+0,02, vijandigheid thuis 4 van 100\.$/, /^Het keerpunt, maand 19: de tafel valt in kampen uiteen\. Kampen: .+\.$/, /^Het einde, maand 30: uiteengevallen\. Leden 6, gemiddeld vertrouwen −0,14, vijandigheid thuis 34 van 100\.$/],
    },
] as const) {
    test(`three moments come as one page of slides, a page of paper each (${language})`, async ({ page, context }) => {
        await opened(page, `${WORLD}&lang=${language}`);
        const { path, name } = await file(page, button);
        expect(name).toBe("vicious-circle-slides.html");
        const slides = await context.newPage();
        await slides.goto(pathToFileURL(path).href);
        const sections = slides.locator("section");
        await expect(sections).toHaveCount(3);
        for (const [place, sentence] of sentences.entries()) {
            await expect(sections.nth(place).locator("p")).toHaveText(sentence);
            await expect(sections.nth(place).locator("svg")).toBeVisible();
        }
        expect(await barriers(slides)).toEqual([]);
        for (const [width, height] of [[1366, 768], [390, 844]] as const) {
            await slides.setViewportSize({ width, height });
            expect(await slides.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
            await picture(slides, `slides-${language}-${width}`);
        }
        const paper = (await slides.pdf({ preferCSSPageSize: true })).toString("latin1");
        expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
    });
}

test("an alliance that does not fall into camps turns where trust changed most", async ({ page }) => {
    await opened(page, "#scenario=scapegoat&world=9&month=1&tab=takeaway");
    const { path } = await file(page, "Three moments as slides");
    const sentence = /<p>The turning point, month (\d+): within 6 months trust went from (\S+) to (\S+), further/.exec(readFileSync(path, "utf8"));
    expect(sentence).not.toBeNull();
    const trust = await page.evaluate(async () => {
        const { scenarios } = (await (await fetch("api/start")).json()) as { scenarios: { name: string; toml: string }[] };
        const toml = scenarios.find(({ name }) => name === "scapegoat")?.toml;
        const answer = (await (await fetch("api/world", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ toml, changes: [], replication: 9 }) })).json()) as { timeline: { trust: number[] } };
        return answer.timeline.trust;
    });
    const month = Number(sentence?.[1]);
    const change = (at: number) => Math.abs((trust[at - 1] ?? 0) - (trust[at - 7] ?? trust[0] ?? 0));
    const most = Math.max(...trust.map((_, place) => change(place + 1)).slice(0, -1));
    expect(change(month)).toBe(most);
    const written = (value: number) => `${value > 0 ? "+" : "−"}${Math.abs(value).toFixed(2)}`;
    expect([sentence?.[2], sentence?.[3]]).toEqual([written(trust[month - 7] ?? 0), written(trust[month - 1] ?? 0)]);
});

/** How many dots wide a code is drawn to be read. */
const WIDTH = 420;

/** What a phone reads in the code on the screen. */
async function read(page: Page): Promise<string | undefined> {
    const code = page.locator(".qr-code");
    await expect(code).toBeVisible();
    const reds = await code.evaluate(async (drawn, width) => {
        const image = new Image();
        const sized = drawn.cloneNode(true) as SVGElement;
        for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height: width })) sized.setAttribute(name, String(value));
        image.src = `data:image/svg+xml,${encodeURIComponent(sized.outerHTML)}`;
        await image.decode();
        const pen = new OffscreenCanvas(width, width).getContext("2d");
        pen?.drawImage(image, 0, 0);
        return [...(pen?.getImageData(0, 0, width, width).data ?? [])].filter((_, place) => place % 4 === 0);
    }, WIDTH);
    const dots = Uint8ClampedArray.from(reds.flatMap((red) => [red, red, red, 255]));
    return jsqr(dots, WIDTH, WIDTH)?.data;
}

test("the QR code holds the link, or the same place of the page elsewhere", async ({ page }) => {
    await opened(page, WORLD);
    await page.getByText("QR code", { exact: true }).click();
    const field = page.getByRole("textbox", { name: "Link" });
    await expect(field).toHaveValue(/&lang=en&/);
    const link = await field.inputValue();
    await expect.poll(() => read(page)).toBe(link);
    const alone = page.getByText("leads to this computer alone");
    await expect(alone).toBeVisible();
    await page.getByLabel("Where others open the page").fill("https://school.example/alliance.html");
    await expect(alone).toHaveCount(0);
    await expect.poll(() => read(page)).toBe(`https://school.example/alliance.html#${link.split("#")[1]}`);
    expect(await barriers(page)).toEqual([]);
    expect(readFileSync((await file(page, "QR code as SVG")).path, "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
});

test("a link that is too long for a QR code says so, in both languages", async ({ page }) => {
    // Letters without a pattern, so that packing does not make them fewer.
    let number = 1;
    const letters = Array.from({ length: 2000 }, () => ((number = (number * 48271) % 2147483647) % 36).toString(36)).join("");
    for (const [language, summary, words] of [
        ["en", "QR code", /^This link is too long for a code that a phone can read: \d{4,} letters, and 1273 are possible\./],
        ["nl", "QR-code", /^Deze link is te lang voor een code die een telefoon kan lezen: \d{4,} letters, en er passen er 1273\./],
    ] as const) {
        await page.goto("about:blank");
        await opened(page, `${WORLD}&lang=${language}`);
        const own = await page.evaluateHandle((content) => {
            const data = new DataTransfer();
            data.items.add(new File([content], "own.toml"));
            return data;
        }, `title = "Own"\ndescription = "${letters}"\nmonths = 24\n`);
        await page.dispatchEvent("body", "drop", { dataTransfer: own });
        await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(/file=/);
        await page.getByText(summary, { exact: true }).click();
        await expect(page.locator(".qr [role=status]")).toHaveText(words);
        await expect(page.locator(".qr-code")).toHaveCount(0);
    }
});

test("what can be taken away fits a desk, a tablet and a phone, light and dark", async ({ page }) => {
    for (const [width, height] of [[1366, 768], [1024, 768], [390, 844]] as const) {
        for (const colorScheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize({ width, height });
            await page.goto("about:blank");
            await opened(page, WORLD);
            await page.getByText("QR code", { exact: true }).click();
            await page.locator(".qr-code").scrollIntoViewIfNeeded();
            expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
            await picture(page, `qr-${width}-${colorScheme}`);
            await page.getByRole("button", { name: "The run as a GIF" }).scrollIntoViewIfNeeded();
            await picture(page, `showing-${width}-${colorScheme}`);
        }
    }
});
