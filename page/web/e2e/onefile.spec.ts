import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, opened, picture, ready, SLACK, test } from "./people";
import { program } from "./program";

const file = join(mkdtempSync(join(tmpdir(), "alliance-")), "alliance.html");
const address = pathToFileURL(file).href;

/** Questions whose answer is the last of some lines. */
const LONG = ["explanation", "robustness"];

test.beforeAll(() => {
    execFileSync(program, ["page", "--out", file, "--lang", "nl"], { stdio: "pipe" });
});

test("the file weighs at most 1.8 MB", () => {
    const weight = statSync(file).size;
    console.log(`one file: ${Math.round(weight / 1000)} kB`);
    expect(weight).toBeLessThanOrEqual(1_800_000);
});

test("every question has in the file's engine the bytes that the program sends", async ({ request }) => {
    test.setTimeout(300_000);
    const engine = await carriedEngine();
    const start = (await (await request.get("api/start")).json()) as { scenarios: { name: string; toml: string }[] };
    const ask = async (question: string, body: object) => {
        const sent = await request.post(`api/${question}`, { data: body });
        const told = engine(`${question}\n${JSON.stringify(body)}`);
        const wanted = sent.ok() && LONG.includes(question) ? lastLine(await sent.text()) : await sent.text();
        expect(told.toString(), `${question} ${JSON.stringify(body).slice(0, 100)}`).toBe(wanted);
    };
    for (const { toml } of start.scenarios) {
        const settings = { toml, changes: [["gossip.rate", 0.21]] };
        await ask("scenario", settings);
        await ask("world", { ...settings, replication: 3 });
        await ask("ensemble", { ...settings, seed: 11, runs: 37 });
        await ask("loops", { ...settings, replication: 3 });
    }
    const { toml } = start.scenarios[0] ?? { toml: "" };
    await ask("explanation", { toml, changes: [], replication: 1, goal: "survival", futures: 10 });
    await ask("robustness", { toml, changes: [["gossip.enabled", false]], base: [["home_talk.echo", 0.2]], goal: "thriving", models: 20, runs: 4 });
    await ask("robustness", { toml, changes: [], base: [], goal: "survival", models: 20, runs: 4 });
    await ask("scenario", { toml: "months = 0", changes: [] });
    await ask("ensemble", { toml, changes: [], runs: 100_000 });
});

test("from the folder: nothing is fetched, the first month comes at once, 200 worlds follow a slider", async ({ page }) => {
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const began = Date.now();
    await page.goto(address);
    await expect(page.locator(".alliance-picture").first()).toBeVisible();
    const first = Date.now() - began;
    await ready(page);
    await expect(page.locator("html")).toHaveAttribute("lang", "nl");
    await picture(page, "one-file");
    await opened(page, `${address}#scenario=vicious-circle`);
    const follow = await followed(page, 40);
    console.log(`one file: first month after ${first} ms; 200 worlds follow within ${follow.median} ms, 95 % within ${follow.most} ms`);
    expect(first).toBeLessThan(1500 * SLACK);
    expect(follow.median).toBeLessThan(400 * SLACK);
    expect(follow.most).toBeLessThan(800 * SLACK);
    expect(requests.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
});

test("from the folder: an explanation tells how far it is and can be given up", async ({ page }) => {
    await opened(page, `${address}?lang=en`);
    await page.getByRole("tab", { name: "Why" }).click();
    await page.getByRole("button", { name: "Explain world 0" }).click();
    await expect(page.locator(".progress")).toBeVisible();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.locator(".progress")).toHaveCount(0);
    await page.getByRole("tab", { name: "What if" }).click();
    await page.getByRole("button", { name: "no gossip" }).click();
    await ready(page);
});

test("from the folder: a change is tried under other models", async ({ page }) => {
    test.setTimeout(120_000);
    await opened(page, `${address}?lang=en`);
    await page.getByRole("button", { name: "someone dares to warn" }).click();
    await ready(page);
    await page.locator(".holds summary").click();
    const began = Date.now();
    await page.getByRole("button", { name: "Ask 100 other plausible models" }).click();
    await expect(page.locator(".holds .lead")).toHaveText(/^The change helps in \d+% of \d+ plausible models/, { timeout: 90_000 });
    console.log(`one file: 100 other models after ${Date.now() - began} ms`);
});

/** How long the page waited for 200 worlds after every move of a slider. */
async function followed(page: Page, times: number): Promise<{ median: number; most: number }> {
    const slider = page.locator(".turn input[type=range]:visible").first();
    await slider.focus();
    for (let time = 0; time < times; time += 1) {
        await page.keyboard.press(time % 20 < 10 ? "ArrowRight" : "ArrowLeft");
        await ready(page);
    }
    const took = await page.evaluate(() => performance.getEntriesByName("ensemble").map((entry) => entry.duration));
    const sorted = took.toSorted((one, other) => one - other);
    const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? Infinity);
    return { median: at(0.5), most: at(0.95) };
}

/** The engine in the repository, asked as a worker asks it. */
async function carriedEngine(): Promise<(question: string) => Buffer> {
    const packed = readFileSync(resolve(import.meta.dirname, "../../engine/engine.wasm.gz"));
    const { instance } = await WebAssembly.instantiate(gunzipSync(packed), { page: { progress: () => {} } });
    const engine = instance.exports as unknown as { memory: WebAssembly.Memory; room(length: number): number; ask(): number; told(): number; told_length(): number };
    return (question) => {
        const bytes = Buffer.from(question);
        const at = engine.room(bytes.length);
        new Uint8Array(engine.memory.buffer).set(bytes, at);
        engine.ask();
        return Buffer.from(new Uint8Array(engine.memory.buffer, engine.told(), engine.told_length()));
    };
}

/** The answer, without how far it was before. */
function lastLine(lines: string): string {
    return lines.trim().split("\n").at(-1)?.replace(/^\{"answer":(.*)\}$/s, "$1") ?? "";
}
