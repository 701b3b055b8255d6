import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import type { Download, Page } from "@playwright/test";
import { expect, listen, opened, picture, ready, test } from "./people";
import { ran, scenarioFile } from "./program";

async function taken(page: Page, name: string): Promise<string> {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return contents(download).then((bytes) => bytes.toString("utf8"));
}

async function contents(download: Download): Promise<Buffer> {
    return readFileSync(await download.path());
}

test("a link that is opened in a second browser gives the same picture", async ({ page }, { project }) => {
    await opened(page);
    await page.getByRole("button", { name: "no gossip" }).click();
    await page.getByRole("button", { name: "The next world" }).click();
    await ready(page);
    await page.getByRole("slider", { name: "Month", exact: true }).fill("37");
    await page.getByRole("tab", { name: "Side by side", exact: true }).click();
    await page.getByRole("combobox", { name: "B is" }).selectOption({ index: 1 });
    await ready(page);
    await page.getByRole("tab", { name: "Take away", exact: true }).click();
    const field = page.getByRole("textbox", { name: "Link" });
    await expect(field).toHaveValue(/rival=/);
    await expect(field).toHaveValue(/tab=takeaway/);
    const link = await field.inputValue();
    const other = await chromium.launch(project.use.launchOptions);
    const second = await (await other.newContext({ viewport: project.use.viewport ?? null, locale: "en-GB" })).newPage();
    const complaints: string[] = [];
    listen(second, complaints);
    await second.goto(link);
    await ready(second);
    await expect(second.locator(".player-month")).toHaveText((await page.locator(".player-month").textContent()) ?? "");
    const seen = async (one: Page) => one.locator(".alliance-picture svg").evaluateAll((pictures) => pictures.map((drawn) => drawn.innerHTML.replace(/alliance-\d+/g, "")));
    expect(await seen(second)).toEqual(await seen(page));
    // The ghost of the setting before is the first reader's alone.
    const told = async (one: Page) => one.locator(".survived, .share-line:not(.ghost), .changes").allInnerTexts();
    expect(await told(second)).toEqual(await told(page));
    expect(complaints).toEqual([]);
    await other.close();
});

test("the scenario comes as TOML that the program runs, and the data as the tables of the program", async ({ page }) => {
    await opened(page);
    await page.getByRole("button", { name: "no gossip" }).click();
    await ready(page);
    await page.getByRole("tab", { name: "Take away", exact: true }).click();
    await picture(page, "take-away");
    expect(await taken(page, "Scenario as TOML")).toContain("[gossip]");
    const timeline = (await taken(page, "This world, month by month")).trim().split("\n");
    const folder = ran("trace", scenarioFile("vicious-circle"), "--arm", "no gossip", "--no-charts");
    expect(timeline).toEqual(readFileSync(`${folder}/timeline.csv`, "utf8").trim().split("\n"));
});

test("pictures come as SVG and PNG", async ({ page }) => {
    await opened(page);
    await page.getByRole("tab", { name: "Take away", exact: true }).click();
    expect(await taken(page, "Alliance as SVG")).toMatch(/^<svg[\s\S]*<\/svg>\s*$/);
    for (const name of ["Alliance as PNG", "Over time as PNG", "Survival as PNG"]) {
        expect((await taken(page, name)).slice(1, 4)).toBe("PNG");
    }
});

test("a scenario is dropped on the page; a wrong one is explained and changes nothing", async ({ page }) => {
    await opened(page);
    const drop = async (text: string) => {
        const files = await page.evaluateHandle((content) => {
            const data = new DataTransfer();
            data.items.add(new File([content], "own.toml"));
            return data;
        }, text);
        await page.dispatchEvent("body", "dragenter", { dataTransfer: files });
        await page.dispatchEvent("body", "drop", { dataTransfer: files });
    };
    await drop('title = "Wrong"\nmonts = 12\n');
    await expect(page.locator("pre.refusal").first()).toContainText("did you mean `months`?");
    await expect(page.getByRole("combobox", { name: "Scenario" })).not.toHaveValue("-1");
    await drop('title = "Own"\nmonths = 24\n[population]\ncount = 5\n');
    await expect(page.locator(".player-month")).toHaveText(/of (24|1?\d)$/);
    await ready(page);
    await page.getByRole("tab", { name: "Take away", exact: true }).click();
    await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(/file=/);
});

test("a broken link says so, and the page begins as always", async ({ page }) => {
    await page.goto("#scenario=nowhere&month=x");
    await ready(page);
    await expect(page.getByText("‘nowhere’")).toBeVisible();
});
