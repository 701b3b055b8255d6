import type { Page } from "@playwright/test";
import { expect, opened, picture, ready, test } from "./people";

/** Words that are shown smaller than so many pixels, as they come out on the screen. */
async function smallerThan(page: Page, least: number): Promise<string[]> {
    return page.evaluate((least) => {
        const small: string[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            const holder = node.parentElement;
            const words = node.textContent?.trim() ?? "";
            if (holder === null || words === "" || !holder.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
            if (holder.closest(".unseen, option, script, noscript") !== null) continue;
            const drawn = holder instanceof SVGGraphicsElement ? (holder.getScreenCTM()?.a ?? 1) : 1;
            const size = Number.parseFloat(getComputedStyle(holder).fontSize) * drawn;
            if (size < least - 0.05) small.push(`${size.toFixed(1)} px: ${words.slice(0, 40)}`);
        }
        return [...new Set(small)];
    }, least);
}

const YEARS = Array.from({ length: 10 }, () => "2fac").join(".");
const GAMES = ["#game=new", "#game=one&member=1&world=43&years=2fac", "#game=class&world=1&years="];
const TABS = ["whatif", "side", "circle", "why", "lessons", "takeaway"];

test("no letters are under 13 px at 1366 × 768", async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width: 1366, height: 768 });
    for (const address of ["", ...GAMES]) {
        await page.goto(address === "" ? "./?again" : address);
        await expect(page.locator("main")).toBeVisible();
        await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
        expect.soft(await smallerThan(page, 13), address).toEqual([]);
    }
    await page.goto(`#game=one&member=1&world=43&years=${YEARS}`);
    await expect(page.locator(".life")).toHaveCount(4, { timeout: 30_000 });
    expect.soft(await smallerThan(page, 13), "the end of a game").toEqual([]);
    for (const tab of TABS) {
        await opened(page, `#scenario=vicious-circle&month=20&tab=${tab}`);
        expect.soft(await smallerThan(page, 13), tab).toEqual([]);
    }
    await opened(page, "#scenario=vicious-circle&tab=lessons&lesson=closing.2");
    expect.soft(await smallerThan(page, 13), "a lesson").toEqual([]);
    for (const scenario of ["karate-club", "team-of-teams", "newcomers"]) {
        await opened(page, `#scenario=${scenario}&month=3&tab=lessons`);
        expect.soft(await smallerThan(page, 13), scenario).toEqual([]);
    }
});

test("under presentation no letters are under 22 px at 1024 × 768", async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.goto("#game=new");
    await page.getByRole("button", { name: "Presentation: large letters" }).click();
    const look = async (name: string) => {
        await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
        expect.soft(await smallerThan(page, 22), name).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect.soft(wide, name).toBeLessThanOrEqual(1024);
        await picture(page, `presentation-${name}`);
    };
    await look("choosing");
    await page.evaluate(() => (location.hash = "#game=class&world=1&years="));
    await expect(page.locator(".class-card")).toBeVisible();
    await look("class");
    await page.evaluate(() => (location.hash = "#game=one&member=1&world=43&years=2fac"));
    await expect(page.locator(".year-card")).toBeVisible();
    await look("year");
    await page.evaluate((years) => (location.hash = `#game=one&member=1&world=43&years=${years}`), YEARS);
    await expect(page.locator(".life")).toHaveCount(4, { timeout: 30_000 });
    await look("end");
    await page.evaluate(() => (location.hash = "#scenario=vicious-circle&month=20"));
    await expect(page.locator(".one-number strong")).toBeVisible();
    await ready(page);
    await look("alliance");
    await page.evaluate(() => (location.hash = "#scenario=vicious-circle&month=1&tab=lessons&lesson=closing.2"));
    await expect(page.locator(".lesson")).toBeVisible();
    await look("lesson");
});
