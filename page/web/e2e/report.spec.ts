import { pathToFileURL } from "node:url";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spread } from "../src/report/spread";
import { barriers, expect, picture, SLACK, test } from "./people";
import { ran, scenarioFile } from "./program";

let study = "";
let one = "";

test.beforeAll(() => {
    study = `${ran("run", scenarioFile("vicious-circle"), "--runs", "100", "--no-charts")}/report.html`;
    one = `${ran("trace", scenarioFile("two-camps"), "--no-charts")}/report.html`;
});

test("the report of a study opens from a folder, within a second, and fits into a mail", async ({ page }) => {
    expect(statSync(study).size).toBeLessThan(3_000_000);
    await page.goto(pathToFileURL(study).href);
    await expect(page.locator(".alliance-picture")).toBeVisible();
    const painted = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity);
    console.log(`report: painted after ${painted.toFixed(0)} ms`);
    expect(painted).toBeLessThan(1000 * SLACK);
    expect(readFileSync(study, "utf8")).not.toMatch(/(src|href)="https?:/);
    expect(await barriers(page)).toEqual([]);
    await picture(page, "report");
});

test("its charts answer to the mouse, and its arms can be hidden and replayed", async ({ page }) => {
    await page.goto(pathToFileURL(study).href);
    const arm = page.getByRole("button", { name: "no gossip", exact: true }).first();
    await arm.click();
    await expect(arm).toHaveAttribute("aria-pressed", "false");
    await page.getByRole("button", { name: /facilitator from month 0/ }).last().click();
    await page.getByRole("slider", { name: "Month", exact: true }).fill("20");
    await expect(page.locator(".player-month")).toHaveText(/Month 20 of/);
    await page.getByRole("button", { name: "NL", exact: true }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "nl");
    await picture(page, "report-nl");
});

for (const language of ["EN", "NL"]) {
    test(`a report is two pages on paper, and its appendix goes with it on demand (${language})`, async ({ page }) => {
        await page.goto(pathToFileURL(study).href);
        await expect(page.locator(".alliance-picture")).toBeVisible();
        await page.getByRole("button", { name: language, exact: true }).click();
        const paper = await page.pdf({ format: "A4", preferCSSPageSize: true, path: `test-results/pictures/report-${language}.pdf` });
        expect(pagesIn(paper)).toBe(2);
        await page.locator(".report-head input[type=checkbox]").check();
        expect(pagesIn(await page.pdf({ format: "A4", preferCSSPageSize: true }))).toBeGreaterThan(4);
    });
}

/** Pages of a PDF: the count at the root of their tree. */
function pagesIn(paper: Buffer): number {
    return Math.max(...[...paper.toString("latin1").matchAll(/\/Count (\d+)/g)].map((count) => Number(count[1])));
}

test("arms stand in the order of how many thrive, behind the scenario as written", async ({ page }) => {
    await page.goto(pathToFileURL(study).href);
    const rows = page.locator(".outcomes-table tbody tr");
    await expect(rows.first().locator("th")).toHaveText("base (as written)");
    const shares = (await rows.locator("td:nth-of-type(2) .number").allTextContents()).map((share) => parseInt(share, 10));
    const others = shares.slice(1);
    expect(others.length).toBeGreaterThan(5);
    expect(others).toEqual([...others].sort((one, other) => other - one));
});

test("question, author and date of a scenario stand at the head of its report", async ({ page }) => {
    const file = join(mkdtempSync(join(tmpdir(), "alliance-")), "asked.toml");
    const asked = 'question = "Does a facilitator pay?"\nauthor = "A. Dean"\ndate = "May 2026"\n';
    writeFileSync(file, asked + readFileSync(scenarioFile("two-camps"), "utf8"));
    await page.goto(pathToFileURL(`${ran("trace", file, "--no-charts")}/report.html`).href);
    await expect(page.locator(".report-head")).toContainText("Does a facilitator pay?");
    await expect(page.locator(".report-head")).toContainText("A. Dean, May 2026");
});

test("names at the ends of lines keep their order, their distance and the chart's edges", () => {
    expect(spread([10, 11, 90], 14, 0, 100)).toEqual([10, 24, 90]);
    expect(spread([95, 96, 97], 14, 0, 100)).toEqual([72, 86, 100]);
    expect(spread([1, 2, 3], 14, 0, 20)).toBeNull();
});

test("bands are drawn when they are asked for", async ({ page }) => {
    await page.goto(pathToFileURL(study).href);
    const chart = page.locator(".arms-chart").first();
    const plain = await chart.screenshot();
    await page.getByRole("checkbox", { name: "Show the bands" }).check();
    await expect.poll(async () => (await chart.screenshot()).equals(plain)).toBe(false);
});

test("the report of one run plays it", async ({ page }) => {
    await page.goto(pathToFileURL(one).href);
    await expect(page.locator(".alliance-picture")).toBeVisible();
    await page.getByRole("button", { name: /To the end/ }).click();
    await expect(page.locator(".player-month")).toHaveText(/Month (\d+) of \1/);
    expect(await barriers(page)).toEqual([]);
    await picture(page, "report-of-one-run");
});
