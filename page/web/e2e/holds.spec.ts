import type { Page } from "@playwright/test";
import { english } from "./dutch";
import { barriers, expect, opened, picture, ready, test } from "./people";

const section = ".holds";

/** Moves the first slider, opens the section, and asks. */
async function asked(page: Page, button: RegExp): Promise<void> {
    const slider = page.locator(".turn input[type=range]:visible").first();
    await slider.focus();
    for (let press = 0; press < 40; press += 1) await page.keyboard.press("ArrowRight");
    await ready(page);
    await page.locator(`${section} summary`).first().click();
    await page.locator(section).getByRole("button", { name: button }).click();
    await expect(page.locator(`${section} .lead`)).toBeVisible({ timeout: 120_000 });
}

test("a change is tried under other models: sentence, picture and what it hangs on", async ({ page }) => {
    test.setTimeout(180_000);
    await opened(page);
    await page.locator(`${section} summary`).first().click();
    await expect(page.locator(section)).toContainText("Nothing is changed yet");
    await page.locator(`${section} summary`).first().click();
    await asked(page, /^Ask 100 other plausible models$/);
    await expect(page.locator(`${section} .lead`)).toHaveText(/^The change helps in \d+% of \d+ plausible models, and harms in \d+%\.$/);
    const models = Number(/of (\d+) plausible/.exec((await page.locator(`${section} .lead`).textContent()) ?? "")?.[1]);
    await expect(page.locator(`${section} svg rect`)).toHaveCount(models);
    await expect(page.getByRole("img", { name: /How many more of 100 worlds thrive with the change/ })).toBeVisible();
    await page.locator(`${section} summary`).first().scrollIntoViewIfNeeded();
    await picture(page, "holds");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Reset all" }).click();
    await ready(page);
    await expect(page.locator(`${section} .held.former`)).toBeVisible();
});

test("the same in Dutch, and it can be given up", async ({ page }) => {
    test.setTimeout(180_000);
    await opened(page, "#scenario=vicious-circle&lang=nl");
    await asked(page, /^Vraag het 100 andere aannemelijke modellen$/);
    await expect(page.locator(`${section} .lead`)).toHaveText(/^De verandering helpt in \d+% van \d+ aannemelijke modellen en schaadt in \d+%\.$/);
    expect(await english(page)).toEqual([]);
    await page.locator(section).getByRole("button", { name: /^Vraag het/ }).click();
    await page.locator(section).getByRole("button", { name: "Stop" }).click();
    await expect(page.locator(`${section} .progress`)).toHaveCount(0);
});
