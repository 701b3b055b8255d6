import type { Page } from "@playwright/test";
import { barriers, expect, opened, picture, ready, test } from "./people";

const LESSON = "#scenario=vicious-circle&tab=lessons&lesson=closing.2";

test("the hands of a class are counted, and stand as bars beside the answer", async ({ page }) => {
    await opened(page, LESSON);
    await page.getByRole("button", { name: "Count the hands of a class" }).click();
    const inputs = page.locator(".hand-count input");
    await expect(inputs).toHaveCount(5);
    await inputs.nth(1).fill("9");
    await inputs.nth(3).fill("4");
    await page.getByRole("button", { name: "One more hand for: 121 to 160" }).click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "These are our hands" }).click();
    const shown = page.locator(".hands-shown tr");
    await expect(shown).toHaveCount(5);
    await expect(shown.nth(1).locator(".figure")).toHaveText("9");
    await expect(shown.nth(3).locator(".figure")).toHaveText("5");
    // 60 of 200 is what most hands said; which range is right is the model's to say, and one is.
    await expect(page.locator(".prediction")).toContainText("60 of 200");
    await expect(page.locator(".hand-right")).toHaveCount(1);
    await picture(page, "hands");
});

test("the circle builds up from four boxes to all, and a class draws its own", async ({ page }) => {
    await opened(page, "#scenario=vicious-circle&month=12&tab=circle");
    const boxes = page.locator(".circle-diagram .quantity");
    const all = await boxes.count();
    for (const [step, count] of [["Four boxes", 4], ["Six", 6], ["All of it", all]] as const) {
        await page.getByRole("button", { name: step, exact: true }).click();
        await expect(boxes).toHaveCount(count);
    }
    await page.getByRole("button", { name: "Draw your own" }).click();
    await expect(page.locator(".own-arrow")).toHaveCount(0);
    for (const [from, to] of [["trust", "contribution"], ["gossip", "warnings"]] as const) {
        await page.getByRole("button", { name: from, exact: true }).click();
        await page.getByRole("button", { name: to, exact: true }).press("Enter");
    }
    await expect(page.locator(".own-arrow.drawn")).toHaveCount(2);
    await page.getByRole("button", { name: "Compare with the model" }).click();
    await expect(page.locator(".own-arrow.found")).toHaveCount(1);
    await expect(page.locator(".own-arrow.other")).toHaveCount(1);
    expect(await barriers(page)).toEqual([]);
    await picture(page, "own-circle");
});

test("playing stops at what matters when it is asked to, and a run tells its end no sooner than its last month", async ({ page }) => {
    await opened(page, "#scenario=vicious-circle&world=1&month=1");
    await expect(page.locator(".page-header .outcome")).toHaveCount(0);
    await expect(page.locator(".player-month")).toHaveText("Month 1 of 120");
    await page.getByRole("button", { name: /^Stop at what matters/ }).click();
    await page.getByRole("combobox", { name: /^Speed/ }).selectOption("16");
    await page.getByRole("button", { name: "Play (space)" }).click();
    await expect(page.getByRole("button", { name: "Play (space)" })).toBeVisible({ timeout: 20_000 });
    await expect(page.locator(".alliance-news")).toContainText(/camps|shock|leaves|joins|back together/i);
    await expect(page.locator(".page-header .outcome")).toHaveCount(0);
    await page.getByRole("button", { name: "To the end (End)" }).click();
    await expect(page.locator(".page-header .outcome")).toBeVisible();
    await page.getByRole("button", { name: "The next world" }).click();
    await ready(page);
    await expect(page.locator(".page-header .outcome")).toHaveCount(0);
});

test("on paper the page is a worksheet", async ({ page }) => {
    await opened(page, LESSON);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".worksheet-questions li").first()).toBeVisible();
    await expect(page.locator(".alliance-picture svg")).toBeVisible();
    await expect(page.locator(".player")).toBeHidden();
    await expect(page.getByRole("tablist")).toBeHidden();
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
    await page.emulateMedia({ media: "screen" });
    await opened(page, "#scenario=trust-or-control&month=1&tab=whatif");
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".worksheet-trials tbody tr")).toHaveCount(5);
    await page.screenshot({ path: "test-results/pictures/worksheet.png" });
});

/** Every view that a class may come to. */
const VIEWS = ["#lang=en", "#game=new", "#game=one&member=1&world=43&years=2fac", "#game=class&world=1&years=", LESSON, ...["whatif", "side", "circle", "why", "lessons", "takeaway"].map((tab) => `#scenario=vicious-circle&month=12&tab=${tab}`)];

async function calm(page: Page): Promise<void> {
    await expect(page.locator("main").first()).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

for (const scheme of ["light", "dark"] as const) {
    test(`no view bars anybody's way (${scheme})`, async ({ page }) => {
        test.setTimeout(180_000);
        await page.emulateMedia({ colorScheme: scheme });
        for (const [place, view] of VIEWS.entries()) {
            await page.goto(`./?view=${place}${view}`);
            await calm(page);
            expect.soft(await barriers(page), view).toEqual([]);
            await picture(page, `${scheme}-${place}`);
        }
    });
}

test.describe("on a phone", () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
    for (const language of ["en", "nl"]) {
        test(`no view is wider than the screen, and everything is as large as a finger (${language})`, async ({ page }) => {
            test.setTimeout(180_000);
            for (const [place, view] of VIEWS.entries()) {
                await page.goto(`./?view=${place}${view.replace("lang=en", "")}&lang=${language}`);
                await calm(page);
                const wide = await page.evaluate(() => document.documentElement.scrollWidth);
                expect.soft(wide, view).toBeLessThanOrEqual(390);
                const small = await page.locator("button:visible, select:visible, [role=tab]:visible").evaluateAll((targets) =>
                    targets.map((target) => ({ words: `${target.className}: ${target.textContent}`, box: target.getBoundingClientRect() })).filter(({ box }) => box.height < 43.5 || box.width < 43.5).map(({ words }) => words),
                );
                expect.soft(small, view).toEqual([]);
                await picture(page, `phone-${language}-${place}`);
            }
        });
    }

    test("a lesson goes from its first step to its last by touch", async ({ page }) => {
        test.setTimeout(120_000);
        await page.goto("");
        await page.getByRole("button", { name: "Lessons" }).tap();
        await page.locator(".lesson-list button").first().tap();
        for (let last = false; !last; ) {
            await calm(page);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            expect(wide).toBeLessThanOrEqual(390);
            const form = page.locator("form.prediction");
            if ((await form.count()) > 0) {
                if ((await form.locator("input[type=radio]").count()) > 0) await form.locator("input[type=radio]").first().tap();
                await form.getByRole("button").tap();
                await expect(page.locator(".feedback")).toBeVisible();
            }
            const onward = page.locator(".onward button.main");
            last = /next lesson/i.test((await onward.textContent()) ?? "");
            if (!last) await onward.tap();
        }
        await picture(page, "phone-lesson-last");
    });
});
