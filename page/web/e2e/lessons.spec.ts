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

/** Walks a lesson from its first step to its last, and keeps what it said of the predictions. */
async function walk(page: Page, onward: RegExp): Promise<string[]> {
    for (const said: string[] = []; ; ) {
        await ready(page);
        await predict(page);
        await ready(page);
        said.push(await page.locator(".lesson h2").innerText(), ...(await page.locator(".feedback").allInnerTexts()));
        const next = page.locator(".onward button.main");
        await expect(next).toBeEnabled();
        if (onward.test((await next.textContent()) ?? "")) return said;
        await next.click();
    }
}

for (const [address, language, onward] of [
    ["", "en", /next lesson|sandbox/i],
    ["?lang=nl", "nl", /volgende les|zandbak/i],
] as const) {
    // The words hold for the numbers that they were written for: where these change, the lessons have to be read again.
    test(`all seven lessons go from start to end, and say what the model says (${language})`, async ({ page }) => {
        test.setTimeout(240_000);
        await opened(page, address);
        await page.getByRole("tab").nth(4).click();
        await expect(page.locator(".lesson-list button")).toHaveCount(7);
        await picture(page, `lessons-${language}`);
        const said: string[] = [];
        for (let lesson = 0; lesson < 7; lesson += 1) {
            await page.locator(".lesson-list button").nth(lesson).click();
            said.push(...(await walk(page, onward)));
            await picture(page, `lesson-${language}-${lesson + 1}`);
            if (lesson === 0) expect(await barriers(page)).toEqual([]);
            await page.locator(".all-lessons").click();
            await expect(page.locator(".lesson-list button .finished")).toHaveCount(lesson + 1);
        }
        expect(said.join("\n\n")).toMatchSnapshot(`lessons-${language}.txt`);
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

test("a link leads back into a lesson, and its answer is as covered as it was", async ({ page }) => {
    await opened(page);
    await page.getByRole("tab").nth(4).click();
    await page.locator(".lesson-list button").first().click();
    await page.locator(".onward button.main").click();
    await expect(page).toHaveURL(/lesson=closing\.2/);
    const title = await page.locator(".lesson h2").innerText();
    await page.reload();
    await ready(page);
    await expect(page.locator(".lesson h2")).toHaveText(title);
    await expect(page.locator(".outcomes-card")).toHaveCount(0);
    await page.getByRole("combobox", { name: "Scenario" }).selectOption("Newcomers");
    await expect(page.locator(".outcomes-card")).toBeVisible();
});

test("the last step of a lesson has its scenario as written on the screen", async ({ page }) => {
    await opened(page, "#scenario=whistle-blower&tab=lessons&lesson=warning.5");
    await predict(page);
    await expect(page).toHaveURL(/set=/);
    await page.locator(".onward button.main").click();
    await expect(page).not.toHaveURL(/set=/);
});
