import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { english } from "./dutch";
import { expect, opened, picture, ready, test } from "./people";
import { ran } from "./program";

const SCENARIO = `title = "Lowest"
months = 24
population.count = 5
[experiment]
runs = 20
[[arms]]
name = "quiet"
set = { "gossip.enabled" = false }
[[measures]]
name = "lowest_tie"
of = "trust"
by = "min"
[[measures]]
name = "distrust"
of = "trust"
share_below = 0
`;

const file = join(mkdtempSync(join(tmpdir(), "alliance-")), "lowest.toml");
writeFileSync(file, SCENARIO);

for (const [language, label] of [["en", "Lowest tie, a measure of this scenario’s own"], ["nl", "Lowest tie, een maat van dit scenario zelf"]] as const) {
    test(`a measure of one's own is chosen by its name, in one world and over many (${language})`, async ({ page }) => {
        await opened(page, `#scenario=vicious-circle&lang=${language}&tab=takeaway`);
        await page.locator("input[type=file]").setInputFiles(file);
        const chart = page.locator(".over-time-chart").last();
        await expect(chart.locator("option", { hasText: "Lowest tie" })).toBeAttached();
        await ready(page);
        await page.keyboard.press("End");
        await chart.getByRole("combobox").selectOption({ label: "Lowest tie" });
        await expect(chart.getByRole("img")).toHaveAttribute("aria-label", new RegExp(`^${label}`));
        await expect(chart.locator(".over-time-heading b")).toHaveText(/^−?\d[.,]\d\d$/);
        const place = await chart.locator(".u-over").boundingBox();
        await page.mouse.move((place?.x ?? 0) + 30, (place?.y ?? 0) + 30);
        await expect(page.locator(".hover-tip")).toContainText("90%");
        await picture(page, `own-measure-${language}`);
        await page.mouse.move(0, 0);
        await page.getByRole("combobox", { name: /Scenario/ }).selectOption({ index: 0 });
        await ready(page);
        await expect(chart.getByRole("combobox")).toHaveValue("members");
    });
}

test("a report draws every measure of one's own over time", async ({ page }) => {
    const report = `${ran("run", file, "--no-charts")}/report.html`;
    expect(readFileSync(report, "utf8")).toContain("lowest_tie");
    await page.goto(pathToFileURL(report).href);
    for (const name of ["Lowest tie", "Distrust"]) {
        await expect(page.locator(".arms-chart figcaption", { hasText: `${name}, a measure of this scenario’s own` })).toBeVisible();
    }
    await page.locator(".arms-chart").last().scrollIntoViewIfNeeded();
    await picture(page, "report-own");
    await page.getByRole("button", { name: "NL", exact: true }).click();
    await expect(page.locator(".arms-chart figcaption", { hasText: "Distrust, een maat van dit scenario zelf" })).toBeVisible();
    expect(await english(page, ".chart-pairs")).toEqual([]);
});
