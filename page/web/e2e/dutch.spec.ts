import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import type { StartAnswer } from "../src/engine/types";
import { english, isEnglish } from "./dutch";
import { expect, opened, picture, ready, test } from "./people";
import { program } from "./program";

const laboratory = (scenario: string, tab: string) => `#scenario=${scenario}&lang=nl&tab=${tab}`;

async function goTo(page: Page, address: string): Promise<void> {
    await page.goto("about:blank");
    await opened(page, address);
}

test("every bundled scenario is Dutch from its title to its arms and members", async ({ page, request }) => {
    test.setTimeout(300_000);
    const { scenarios } = (await (await request.get("api/start")).json()) as StartAnswer;
    for (const { name } of scenarios) {
        await goTo(page, laboratory(name, "whatif"));
        expect(await english(page), name).toEqual([]);
    }
});

test("every tab is Dutch, with what it says when something is pressed", async ({ page }) => {
    test.setTimeout(300_000);
    await goTo(page, laboratory("vicious-circle", "whatif"));
    await page.getByRole("button", { name: "begeleider vanaf maand 24" }).click();
    await ready(page);
    await page.locator("details.parameters").evaluateAll((groups) => groups.forEach((group) => ((group as HTMLDetailsElement).open = true)));
    await page.getByRole("searchbox").fill("patience");
    expect(await english(page)).toEqual([]);
    const patience = page.getByRole("spinbutton", { name: /Geduld/ }).first();
    await patience.fill("0");
    await patience.press("Enter");
    await expect(page.locator("pre.refusal").first()).toContainText("valt buiten het bereik");
    expect(await english(page)).toEqual([]);
    await goTo(page, laboratory("whistle-blower", "side"));
    await page.getByRole("combobox", { name: "B is" }).selectOption({ index: 2 });
    await ready(page);
    await picture(page, "nl-side");
    expect(await english(page)).toEqual([]);
    await goTo(page, laboratory("scapegoat", "circle"));
    await expect(page.locator(".loop-list .promised strong").nth(8)).toBeVisible({ timeout: 60_000 });
    await picture(page, "nl-circle");
    expect(await english(page)).toEqual([]);
    await goTo(page, laboratory("vicious-circle", "why"));
    await page.getByRole("combobox", { name: "Toekomsten" }).selectOption("20");
    await page.getByRole("button", { name: "Leg wereld 0 uit" }).click();
    await expect(page.locator(".explanation .causes").first()).toBeVisible({ timeout: 120_000 });
    await picture(page, "nl-why");
    expect(await english(page)).toEqual([]);
    await goTo(page, laboratory("vicious-circle", "takeaway"));
    expect(await english(page)).toEqual([]);
});

test("a member’s story and all events are Dutch", async ({ page }) => {
    test.setTimeout(120_000);
    for (const scenario of ["newcomers", "play-the-delegate", "three-phases", "team-of-teams", "stability-or-agility"]) {
        await goTo(page, laboratory(scenario, "whatif"));
        await page.locator(".alliance-picture .delegate").first().focus();
        await page.keyboard.press("Enter");
        await expect(page.locator(".story")).toBeVisible();
        expect(await english(page), scenario).toEqual([]);
        await page.keyboard.press("Escape");
        for (let month = 0; month < 8; month += 1) {
            await page.keyboard.press("ArrowRight");
            expect(await english(page, ".stage"), scenario).toEqual([]);
        }
    }
});

test("every lesson is Dutch, its settings too", async ({ page }) => {
    test.setTimeout(240_000);
    await goTo(page, laboratory("vicious-circle", "lessons"));
    expect(await english(page)).toEqual([]);
    for (let lesson = 0; lesson < 7; lesson += 1) {
        await page.locator(".lesson-list button").nth(lesson).click();
        for (;;) {
            await ready(page);
            const form = page.locator("form.prediction");
            if ((await form.count()) > 0) {
                if ((await form.locator("input[type=radio]").count()) > 0) await form.locator("input[type=radio]").first().check();
                await form.getByRole("button").click();
                await expect(page.locator(".feedback")).toBeVisible();
                await ready(page);
            }
            expect(await english(page), `lesson ${lesson + 1}`).toEqual([]);
            await expect(page.locator("pre.refusal")).toHaveCount(0);
            const next = page.locator(".onward button.main");
            if (/volgende les|zandbak/i.test((await next.textContent()) ?? "")) break;
            await next.click();
        }
        await page.locator(".all-lessons").click();
    }
});

test("a change of language keeps the setting, and says it in the other language", async ({ page }) => {
    await goTo(page, "#scenario=whistle-blower&lang=en&tab=whatif");
    await page.getByRole("button", { name: "one brave home" }).click();
    await ready(page);
    const shares = await page.locator(".shares").innerText();
    await page.getByRole("button", { name: "NL", exact: true }).click();
    await ready(page);
    await expect(page.getByRole("button", { name: "één dapper thuisfront" })).toHaveAttribute("aria-pressed", "true");
    await expect(page).toHaveURL(/Waterbedrijf/);
    expect(await english(page)).toEqual([]);
    expect((await page.locator(".shares").innerText()).match(/\d+%/g)).toEqual(shares.match(/\d+%/g));
    await page.getByRole("button", { name: "EN", exact: true }).click();
    await ready(page);
    await expect(page.getByRole("button", { name: "one brave home" })).toHaveAttribute("aria-pressed", "true");
    expect(await page.locator(".shares").innerText()).toBe(shares);
});

test("numbers are written and read with a decimal comma", async ({ page }) => {
    await goTo(page, laboratory("vicious-circle", "whatif"));
    const echo = page.getByRole("spinbutton", { name: /^Echo aan het thuisfront/ });
    await expect(echo).toHaveValue("0,4");
    await echo.fill("0,25");
    await echo.press("Enter");
    await ready(page);
    await expect(echo).toHaveValue("0,25");
    await expect(page).toHaveURL(/home_talk\.echo%22%2C0\.25/);
});

test("story and report of a Dutch scenario are Dutch", async ({ page, request }) => {
    test.setTimeout(300_000);
    const { scenarios } = (await (await request.get("api/start")).json()) as StartAnswer;
    const folder = mkdtempSync(join(tmpdir(), "alliance-nl-"));
    const toml = scenarios.find(({ name }) => name === "vicious-circle")?.translated["nl"]?.toml ?? "";
    const file = join(folder, "cirkel.toml");
    writeFileSync(file, toml);
    const asks = (...parts: readonly string[]) => execFileSync(program, [...parts, "--quiet"], { stdio: "pipe" });
    asks("story", file, "--lang", "nl", "--out", join(folder, "verhaal"));
    const told = readFileSync(join(folder, "verhaal", "story.md"), "utf8");
    expect(told.split(/(?<=[.!?])\s+/).filter(isEnglish)).toEqual([]);
    asks("run", file, "--runs", "20", "--no-charts", "--out", join(folder, "studie"));
    asks("report", join(folder, "studie"), "--lang", "nl");
    await page.goto(pathToFileURL(join(folder, "studie", "report.html")).href);
    await expect(page.locator("h1")).toBeVisible();
    expect(await english(page)).toEqual([]);
});
