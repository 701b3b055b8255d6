import { pathToFileURL } from "node:url";
import { readFileSync, statSync } from "node:fs";
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

test("a report goes onto paper", async ({ page }) => {
    await page.goto(pathToFileURL(study).href);
    await expect(page.locator(".alliance-picture")).toBeVisible();
    const paper = await page.pdf({ format: "A4", path: "test-results/pictures/report.pdf" });
    expect(paper.length).toBeGreaterThan(50_000);
});

test("the report of one run plays it", async ({ page }) => {
    await page.goto(pathToFileURL(one).href);
    await expect(page.locator(".alliance-picture")).toBeVisible();
    await page.getByRole("button", { name: /To the end/ }).click();
    await expect(page.locator(".player-month")).toHaveText(/Month (\d+) of \1/);
    expect(await barriers(page)).toEqual([]);
    await picture(page, "report-of-one-run");
});
