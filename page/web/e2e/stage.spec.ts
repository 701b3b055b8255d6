import { barriers, expect, opened, picture, ready, test } from "./people";

test("the page opens with the alliance, its charts and its 200 worlds", async ({ page }) => {
    await opened(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Alliance Dynamics");
    await expect(page.locator(".player-month")).toHaveText(/Month \d+ of \d+/);
    await expect(page.locator(".over-time .plot")).toHaveCount(4);
    await expect(page.locator(".survived")).toHaveText(/\d+% thrive.*\d+% are still there.*Of 200 worlds, after \d+ months/);
    expect(await barriers(page)).toEqual([]);
    await picture(page, "stage");
});

test("a run is played, paused, stepped, rewound and scrubbed, by mouse and by keyboard", async ({ page }) => {
    await opened(page);
    const month = async (): Promise<number> => Number(/\d+/.exec((await page.locator(".player-month").textContent()) ?? "")?.[0]);
    expect(await month()).toBe(1);
    await page.getByRole("button", { name: "To the end" }).click();
    await page.getByRole("button", { name: "To the beginning" }).click();
    expect(await month()).toBe(1);
    await page.getByRole("button", { name: "One month on" }).click();
    expect(await month()).toBe(2);
    await page.getByRole("button", { name: "Play" }).click();
    await expect.poll(month).toBeGreaterThan(4);
    await page.getByRole("button", { name: "Pause" }).click();
    const stopped = await month();
    await page.locator("h1").click();
    await page.keyboard.press("ArrowLeft");
    expect(await month()).toBe(stopped - 1);
    await page.keyboard.press("End");
    const last = await month();
    await expect(page.locator(".player-month")).toHaveText(`Month ${last} of ${last}`);
    await page.keyboard.press("Home");
    expect(await month()).toBe(1);
    await page.getByRole("slider", { name: "Month", exact: true }).fill("30");
    expect(await month()).toBe(30);
    await page.keyboard.press("Space");
    await picture(page, "stage-month-30");
});

test("a member tells its story to the keyboard, and a mark says what it is", async ({ page }) => {
    await opened(page);
    const member = page.locator(".alliance-picture .delegate").first();
    await member.focus();
    await expect(page.locator(".hover-tip")).toContainText("trust");
    await page.keyboard.press("Enter");
    const story = page.locator(".story");
    await expect(story).toBeVisible();
    await picture(page, "story");
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(story).toHaveCount(0);
});

test("every scenario of the list is shown without a complaint", async ({ page }) => {
    test.setTimeout(180_000);
    await opened(page);
    const choice = page.getByRole("combobox", { name: "Scenario" });
    for (const value of await choice.locator("option").evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))) {
        await choice.selectOption(value);
        await ready(page);
        await expect(page.locator("pre.refusal")).toHaveCount(0);
    }
});

for (const [name, width, height] of [["projector", 1024, 768], ["laptop", 1366, 768], ["phone", 390, 844]] as const) {
    test(`nothing is cut on a ${name}`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await opened(page);
        const room = await page.evaluate(() => ({ page: document.documentElement.scrollWidth, window: window.innerWidth }));
        expect(room.page).toBeLessThanOrEqual(room.window);
        await picture(page, name);
        expect(await barriers(page)).toEqual([]);
    });
}

test("the page speaks Dutch, and remembers it in the address", async ({ page }) => {
    await opened(page, "?lang=nl");
    await expect(page.locator("html")).toHaveAttribute("lang", "nl");
    await expect(page.getByRole("tab", { name: "Naast elkaar" })).toBeVisible();
    for (const tab of await page.getByRole("tab").all()) {
        await tab.click();
        await picture(page, `nl-${(await tab.textContent()) ?? ""}`);
    }
    await page.getByRole("button", { name: "EN", exact: true }).click();
    await expect(page.getByRole("tab", { name: "Side by side" })).toBeVisible();
});
