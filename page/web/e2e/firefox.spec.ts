import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import puppeteer, { type Browser, type ElementHandle, type Frame, type Page } from "puppeteer-core";
import { SLACK } from "./people";
import { program } from "./program";

/** Firefox as it is installed: the browser that many schools have. */
const FIREFOX = process.env["FIREFOX"] ?? "/usr/bin/firefox-esr";

const folder = mkdtempSync(join(tmpdir(), "alliance-"));
const file = join(folder, "alliance.html");
const downloads = join(folder, "downloads");
let browser: Browser;
let page: Page;
let complaints: string[];

test.describe("in Firefox, from the folder", () => {
    test.beforeAll(async () => {
        execFileSync(program, ["page", "--out", file], { stdio: "pipe" });
        browser = await puppeteer.launch({
            browser: "firefox",
            executablePath: FIREFOX,
            headless: true,
            extraPrefsFirefox: { "intl.accept_languages": "en-GB", "browser.download.folderList": 2, "browser.download.dir": downloads },
        });
    });

    test.beforeEach(async () => {
        complaints = [];
        page = await browser.newPage();
        await page.setViewport({ width: 1280, height: 800 });
        page.on("pageerror", (error) => complaints.push(String(error)));
        page.on("console", (message) => {
            if (message.type() === "error") complaints.push(message.text());
        });
    });

    test.afterEach(async () => {
        await page.close();
        expect(complaints).toEqual([]);
    });

    test.afterAll(async () => {
        await browser.close();
    });

    test("the first month comes at once, and 200 worlds follow a slider", async () => {
        const began = Date.now();
        await page.goto(address());
        await page.waitForSelector(".alliance-picture svg");
        const first = Date.now() - began;
        await page.goto(address("#scenario=vicious-circle"));
        await ready(page);
        await page.focus(".turn input[type=range]");
        for (let time = 0; time < 10; time += 1) {
            await page.keyboard.press("ArrowRight");
            await ready(page);
        }
        const took = await page.evaluate(() => performance.getEntriesByName("ensemble").map((entry) => entry.duration));
        const median = took.toSorted((one, other) => one - other)[Math.floor(took.length / 2)] ?? Infinity;
        console.log(`Firefox: first month after ${first} ms; 200 worlds follow within ${Math.round(median)} ms (median)`);
        expect(first).toBeLessThan(1500 * SLACK);
        expect(median).toBeLessThan(400 * SLACK);
    });

    test("a game goes from the cover to its end, in Dutch", async () => {
        await page.goto(address("#lang=nl"));
        await press(page, "Spelen");
        await press(page, "Waterschap");
        await press(page, "alles wat je kunt");
        await press(page, "Zo doorgaan tot het eind");
        await page.waitForFunction(() => document.querySelectorAll(".life").length === 4, { timeout: 60_000 });
        expect(await page.$eval(".ending h2", (title) => title.textContent)).toMatch(/bloeit|bijeen|begonnen|uiteen|nachtkaars|weinig/);
    });

    test("a lesson goes from its first step to its last", async () => {
        await page.goto(address("#scenario=vicious-circle&tab=lessons"));
        await ready(page);
        await page.click(".lesson-list button");
        for (let isLast = false; !isLast; ) {
            await ready(page);
            if ((await page.$("form.prediction")) !== null) {
                await (await page.$("form.prediction input[type=radio]"))?.click();
                await page.click("form.prediction button");
                await page.waitForSelector(".feedback");
                await ready(page);
            }
            isLast = /next lesson/i.test(await page.$eval(".onward button.main", (button) => button.textContent));
            if (!isLast) await page.click(".onward button.main");
        }
    });

    test("a run is taken along as a GIF", async () => {
        await page.goto(address("#scenario=vicious-circle&month=1&tab=takeaway"));
        await ready(page);
        await press(page, "The run as a GIF");
        const film = join(downloads, "vicious-circle-film.gif");
        await expect.poll(() => existsSync(film) && readFileSync(film).subarray(0, 6).toString(), { timeout: 45_000 }).toBe("GIF89a");
    });

    test("a report with the engine in it has a laboratory", async () => {
        const scenario = join(folder, "own.toml");
        writeFileSync(scenario, 'title = "Own"\nmonths = 24\nseed = 5\npopulation.count = 4\nexperiment.runs = 10\n');
        const out = join(folder, "out");
        execFileSync(program, ["run", scenario, "--quiet", "--no-charts", "--out", out], { stdio: "pipe" });
        execFileSync(program, ["report", out, "--live", "--quiet"], { stdio: "pipe" });
        await page.goto(pathToFileURL(join(out, "report.html")).href);
        await press(page, "Open the laboratory");
        const frame = await (await page.waitForSelector("iframe"))?.contentFrame();
        if (!frame) throw new Error("no frame");
        await ready(frame);
        expect(await frame.$eval("select", (choice) => choice.selectedOptions[0]?.textContent)).toBe("Own");
    });
});

function address(hash = ""): string {
    return pathToFileURL(file).href + hash;
}

/** Presses the first button whose words begin like this, as soon as it can be pressed. */
async function press(place: Page, words: string): Promise<void> {
    const button = await place.waitForFunction(
        (begin) => [...document.querySelectorAll("button")].find((one) => one.textContent.startsWith(begin) && !one.disabled),
        {},
        words,
    );
    await (button as ElementHandle<HTMLButtonElement>).click();
}

/** Waits until everything that was asked for is on the screen. */
async function ready(place: Page | Frame): Promise<void> {
    await place.waitForFunction(() => document.querySelector("[aria-busy=true]") === null && document.querySelector(".alliance-picture") !== null);
}
