import type { Page } from "@playwright/test";
import { barriers, expect, picture, test } from "./people";

/** No page is wider than its window. */
async function fits(page: Page): Promise<void> {
    const room = await page.evaluate(() => ({ page: document.documentElement.scrollWidth, window: window.innerWidth }));
    expect(room.page).toBeLessThanOrEqual(room.window);
}

/** Everything that a finger is meant for is as large as a finger needs. */
async function hasRoomForFingers(page: Page): Promise<void> {
    const small = await page.locator("button:visible, select:visible").evaluateAll((targets) =>
        targets.map((target) => ({ words: target.textContent, box: target.getBoundingClientRect() })).filter(({ box }) => box.height < 43.5 || box.width < 43.5).map(({ words }) => words),
    );
    expect(small).toEqual([]);
}

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const WORDS = {
    en: { play: "Play", house: "Water board", all: "all you can", live: /^Live year/, rest: "Go on like this to the end", end: /thrives|meets|founded|broke|ceased|few/, again: "Again, same luck" },
    nl: { play: "Spelen", house: "Waterschap", all: "alles wat je kunt", live: /^Beleef jaar/, rest: "Zo doorgaan tot het eind", end: /bloeit|bijeen|begonnen|uiteen|nachtkaars|weinig/, again: "Nog eens, zelfde geluk" },
} as const;

for (const language of ["en", "nl"] as const) {
    test.describe(`on a phone, in ${language}`, () => {
        test.use(PHONE);
        test("a game goes from the cover to its end, year by year", async ({ page }) => {
            test.setTimeout(120_000);
            const words = WORDS[language];
            await page.goto(`?lang=${language}`);
            await expect(page.locator(".cover .alliance-picture svg")).toBeVisible();
            await fits(page);
            await hasRoomForFingers(page);
            expect(await barriers(page)).toEqual([]);
            await page.getByRole("button", { name: words.play }).first().tap();
            await fits(page);
            await page.getByRole("button", { name: words.house }).first().tap();
            await page.getByRole("button", { name: words.all, exact: true }).tap();
            await fits(page);
            await hasRoomForFingers(page);
            expect(await barriers(page)).toEqual([]);
            await picture(page, `game-phone-${language}`);
            await page.getByRole("button", { name: words.live }).tap();
            await expect(page.locator(".living")).toBeVisible();
            await expect(page.locator(".round-card h2")).toContainText("2", { timeout: 10_000 });
            await page.getByRole("button", { name: words.rest }).tap();
            await expect(page.locator(".ending h2")).toHaveText(words.end, { timeout: 30_000 });
            await expect(page.locator(".life")).toHaveCount(4, { timeout: 30_000 });
            await fits(page);
            await hasRoomForFingers(page);
            expect(await barriers(page)).toEqual([]);
            await picture(page, `game-end-phone-${language}`);
            await page.getByRole("button", { name: words.again }).tap();
            await expect(page.locator(".round-card h2")).toContainText("1");
        });
    });
}

test("the game is the engine's: without choices the world is the one without a player, and a link carries every choice", async ({ page }) => {
    const world = async (changes: unknown) => {
        const start = (await (await page.request.get("api/start")).json()) as { scenarios: { name: string; toml: string }[] };
        const toml = start.scenarios.find(({ name }) => name === "play-the-delegate")?.toml;
        const answer = await page.request.post("api/world", { data: { toml, changes, replication: 43 } });
        return (await answer.json()) as { outcome: string; months: number };
    };
    const years = (letters: string) => Array.from({ length: 10 }, () => letters).join(".");
    await page.goto(`#game=one&member=1&world=43&years=${years("----")}`);
    await expect(page.locator(".life")).toHaveCount(4, { timeout: 30_000 });
    const without = await world([]);
    await expect(page.locator(".life.yours .outcome")).toHaveClass(`outcome ${without.outcome}`);
    await expect(page.locator(".ending h2")).toContainText(String(without.months));
    await page.goto(`#game=one&member=1&world=43&years=${years("2fac")}`);
    await expect(page.locator(".life.yours .outcome")).toHaveClass("outcome thriving", { timeout: 30_000 });
    const events = [
        { kind: "speak", member: "Water board", tone: 1, month: 0, months: 120 },
        { kind: "contribute", member: "Water board", share: 1, month: 0, months: 120 },
        { kind: "visit", member: "Water board", partner: "Farmers' union", month: 0, months: 120 },
        ...Array.from({ length: 10 }, (_, year) => ({ kind: "concede", member: "Water board", size: 0.3, month: 12 * year })),
    ];
    const lived = await world([["events", events]]);
    await expect(page.locator(".life.yours .outcome")).toHaveClass(`outcome ${lived.outcome}`);
    await expect(page.locator(".life.without .outcome")).toHaveClass(`outcome ${without.outcome}`);
    expect(page.url()).toContain(years("2fac"));
});

test("six groups of a class play on one screen, and the browser's back leads to the cover", async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.goto("");
    await page.getByRole("button", { name: "Play" }).first().click();
    await page.getByRole("button", { name: /groups, one screen/ }).click();
    await expect(page.locator(".class-card tbody tr")).toHaveCount(6);
    for (const button of await page.getByRole("button", { name: /report fairly$/ }).all()) await button.click();
    await page.getByRole("combobox").first().selectOption({ index: 4 });
    await fits(page);
    expect(await barriers(page)).toEqual([]);
    await picture(page, "game-class");
    await page.getByRole("button", { name: "Live year 1" }).click();
    await page.getByRole("button", { name: "Now choose for the next year" }).click({ timeout: 15_000 });
    await expect(page.getByRole("button", { name: /report fairly$/ }).first()).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("button", { name: "Go on like this to the end" }).click();
    await expect(page.locator(".life")).toHaveCount(4, { timeout: 40_000 });
    await expect(page.locator(".life.yours .outcome")).toHaveClass("outcome thriving");
    await picture(page, "game-class-end");
    expect(page.url()).toContain("game=class");
    await page.goBack();
    await expect(page.locator(".doors")).toBeVisible();
});

test("a link that tells of no game says so", async ({ page }) => {
    await page.goto("#game=one&member=1&world=43&years=1f--");
    await expect(page.getByRole("alert")).toBeVisible();
});
