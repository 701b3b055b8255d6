import { barriers, expect, opened, picture, ready, test } from "./people";
import type { Page } from "@playwright/test";

/** Predicts something, whatever is asked. */
async function predict(page: Page): Promise<void> {
    const form = page.locator("form.prediction");
    if ((await form.count()) === 0) return;
    const options = form.locator("input[type=radio]");
    if ((await options.count()) > 0) await options.first().check();
    await form.getByRole("button").click();
    await expect(page.locator(".feedback")).toBeVisible();
}

/** Walks a lesson from its first step to its last, and counts the steps. */
async function walk(page: Page, onward: RegExp): Promise<number> {
    for (let steps = 1; ; steps += 1) {
        await ready(page);
        await predict(page);
        await ready(page);
        const next = page.locator(".onward button.main");
        await expect(next).toBeEnabled();
        if (onward.test((await next.textContent()) ?? "")) return steps;
        await next.click();
    }
}

for (const [address, language, titles] of [
    ["", "en", ["How a circle closes", "Next lesson", "sandbox"]],
    ["?lang=nl", "nl", ["", "Volgende les", "zandbak"]],
] as const) {
    test(`all six lessons go from start to end (${language})`, async ({ page }) => {
        test.setTimeout(240_000);
        await opened(page, address);
        await page.getByRole("tab").nth(4).click();
        await expect(page.locator(".lesson-list button")).toHaveCount(6);
        await picture(page, `lessons-${language}`);
        for (let lesson = 0; lesson < 6; lesson += 1) {
            await page.locator(".lesson-list button").nth(lesson).click();
            const steps = await walk(page, new RegExp(`${titles[1]}|${titles[2]}`, "i"));
            expect(steps).toBeGreaterThanOrEqual(4);
            await picture(page, `lesson-${language}-${lesson + 1}`);
            if (lesson === 0) expect(await barriers(page)).toEqual([]);
            await page.locator(".all-lessons").click();
            await expect(page.locator(".lesson-list button .finished")).toHaveCount(lesson + 1);
        }
    });
}

test("the answer stays covered until something is predicted", async ({ page }) => {
    await opened(page);
    await page.getByRole("tab").nth(4).click();
    await page.locator(".lesson-list button").first().click();
    await page.locator(".onward button.main").click();
    await expect(page.locator(".outcomes-card")).toHaveCount(0);
    await expect(page.locator(".onward button", { hasText: "Next" })).toBeDisabled();
    await predict(page);
    await expect(page.locator(".outcomes-card")).toBeVisible();
});
