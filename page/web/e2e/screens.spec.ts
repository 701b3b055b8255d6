import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, opened, ready, test } from "./people";
import { ran, scenarioFile } from "./program";

/** Where the pictures of the README are made; `npm run pictures` puts them where the README looks for them. */
const FOLDER = "test-results/readme";

test.beforeAll(() => void mkdirSync(FOLDER, { recursive: true }));

test("the README's picture of the page", async ({ page }) => {
    await opened(page, "#scenario=vicious-circle&world=33&month=30&tab=circle");
    await expect(page.locator(".loop-list li")).toHaveCount(21);
    await ready(page);
    await page.screenshot({ path: `${FOLDER}/explore.png` });
});

test("the README's picture of a report", async ({ page }) => {
    await page.goto(pathToFileURL(`${ran("run", scenarioFile("vicious-circle"), "--no-charts")}/report.html`).href);
    await expect(page.locator(".alliance-picture")).toBeVisible();
    await page.screenshot({ path: `${FOLDER}/report.png` });
});
