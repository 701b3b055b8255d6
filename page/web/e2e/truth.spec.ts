import type { Page } from "@playwright/test";
import type { Change, Value } from "../src/engine/types";
import { Asked } from "./engine";
import { expect, opened, picture, ready, test } from "./people";

/** Puts changes to a bundled scenario on the screen. */
async function shown(page: Page, scenario: string, changes: readonly Change[], tab: string): Promise<void> {
    const hash = new URLSearchParams({ scenario, set: JSON.stringify(changes), tab, lang: "en" });
    await page.goto("about:blank");
    await opened(page, `#${hash.toString()}`);
}

const number = (words: string | null, before: RegExp): number => Number(before.exec(words ?? "")?.[1] ?? Number.NaN);

for (const scenario of ["vicious-circle", "whistle-blower", "scapegoat"]) {
    test(`what is promised of every cut holds once it is made (${scenario})`, async ({ page }) => {
        test.setTimeout(300_000);
        await shown(page, scenario, [], "circle");
        const rows = page.locator(".loop-list li", { has: page.getByRole("button", { name: /^Cut the loop/ }) });
        await page.locator(".loop-list details summary").click();
        await expect(rows.locator(".promised strong")).toHaveCount(await rows.count(), { timeout: 60_000 });
        await picture(page, `circle-promises-${scenario}`);
        const promises = new Map<string, string>();
        for (const row of await rows.all()) {
            const name = (await row.getByRole("button").getAttribute("aria-label")) ?? "";
            promises.set(name, await row.locator(".promised").innerText());
        }
        expect(promises.size).toBeGreaterThan(15);
        for (const [name, promise] of promises) {
            await page.getByRole("button", { name, exact: true }).click();
            await ready(page);
            await expect(page.locator(".gain"), name).toContainText(`is ${/\((.+?)\)/.exec(promise)?.[1] ?? ""} times as large`);
            const [thriving, there] = [number(promise, /worlds (\d+) thrive then/), number(promise, /and (\d+) are still there/)];
            await expect(page.locator(".survived .thriving"), name).toHaveText(`${percent(thriving)} thrive`);
            await expect(page.locator(".survived .there"), name).toHaveText(`${percent(there)} are still there`);
            await page.getByRole("button", { name: name.replace("Cut", "Mend"), exact: true }).click();
            await ready(page);
        }
    });
}

/** A share of 200 worlds, as the page writes it. */
function percent(worlds: number): string {
    const whole = Math.round((worlds / 200) * 100);
    if (whole === 0 && worlds > 0) return "<1%";
    return whole === 100 && worlds < 200 ? ">99%" : `${whole}%`;
}

const facilitator = (months: number): Change => ["stewards", [{ role: "facilitator", from: 0, until: months, skill: 0.9, cost: 0.03, focus: { relations: 0.8, reflection: 0.6, pattern_breaking: 0.6 } }]];
const talks: Change = ["events", Array.from({ length: 20 }, (_, month): Value => ({ month, kind: "open_conversation", size: 8 }))];

/** Every dare: its scenario, how many are to thrive, and one way to get there. */
const DARES = [
    { name: "The vicious circle", scenario: "vicious-circle", target: 150, way: [facilitator(120)] },
    { name: "Whistle-blower", scenario: "whistle-blower", target: 190, way: [talks, ["dials.process", 0.6]] },
    { name: "Dream and deed", scenario: "dream-and-deed", target: 180, way: [talks, facilitator(36)] },
] satisfies readonly { name: string; scenario: string; target: number; way: readonly Change[] }[];

/** What abolishes talk, or feelings, or the world. */
const ABOLISHED = ["home_talk", "gossip", "dialogue", "incidents", "context", "goals", "experience"].map((mechanism): Change => [`${mechanism}.enabled`, false]);

for (const { name, scenario, target, way } of DARES) {
    test(`the dare ‘${name}’ is won by thriving, by what people can do`, async ({ page, request }) => {
        test.setTimeout(120_000);
        const standing = page.locator(".dares li", { hasText: name }).locator(".standing");
        await shown(page, scenario, [], "lessons");
        await expect(standing).toHaveClass(/not_yet/);
        for (const abolished of [...ABOLISHED, ["home_talk.loyalty", 0], ["experience.gain", 0.4]] satisfies readonly Change[]) {
            await shown(page, scenario, [abolished], "lessons");
            await expect(standing, String(abolished[0])).toHaveClass(/beyond/);
        }
        await shown(page, scenario, way, "lessons");
        await expect(standing).toHaveClass(/done/);
        const { outcomes } = await new Asked(request).ensemble(scenario, way);
        const thriving = Math.round((outcomes.find(({ outcome }) => outcome === "thriving")?.share ?? 0) * 200);
        expect(thriving).toBeGreaterThanOrEqual(target);
        await expect(standing).toContainText(`Done: ${thriving} of 200 thrive`);
        await shown(page, scenario, [...way, ["dials.agility", 0.35], ["dials.control", 0.2]], "lessons");
        await expect(standing).toHaveClass(/too_many/);
    });
}

test("the facilitator’s switch says what is so, also where an arm has hired one", async ({ page }) => {
    await opened(page);
    const facilitator = page.getByRole("switch", { name: "A facilitator" });
    await expect(facilitator).not.toBeChecked();
    await page.getByRole("button", { name: "facilitator from month 24" }).click();
    await ready(page);
    await expect(facilitator).toBeChecked();
    await expect(page.getByRole("slider", { name: "from month" }).first()).toHaveValue("24");
    await facilitator.uncheck();
    await ready(page);
    await expect(page.getByText("Everything is as the file has it.")).toBeVisible();
});

test("all is held against the file, or against the setting that was pinned", async ({ page }) => {
    await opened(page);
    const [now, pale] = [page.locator(".share-line.now, .share-line:not(.ghost)").first().locator(".share-bar"), page.locator(".share-line.ghost .share-bar")];
    const widths = async (bar: typeof now) => bar.locator("div").evaluateAll((parts) => parts.map((part) => (part as HTMLElement).style.width));
    const file = await widths(now);
    await page.getByRole("button", { name: "no gossip" }).click();
    await ready(page);
    await page.getByRole("button", { name: "someone dares to warn" }).click();
    await ready(page);
    expect(await widths(pale)).toEqual(file);
    const warned = await widths(now);
    await page.getByRole("button", { name: "Pin this setting" }).click();
    await expect(pale).toHaveCount(0);
    await page.getByRole("button", { name: "no gossip" }).click();
    await ready(page);
    await expect(page.locator(".share-line.ghost")).toContainText("pinned");
    expect(await widths(pale)).toEqual(warned);
});

test("the browser’s way back stays on the page", async ({ page }) => {
    await opened(page, "#scenario=vicious-circle&tab=whatif&lang=en");
    await page.getByRole("tab", { name: "The circle", exact: true }).click();
    await expect(page).toHaveURL(/tab=circle/);
    await page.getByRole("tab", { name: "Lessons", exact: true }).click();
    await expect(page).toHaveURL(/tab=lessons/);
    await page.locator(".lesson-list button").first().click();
    await expect(page).toHaveURL(/lesson=closing\.1/);
    await page.locator(".onward button.main").click();
    await expect(page).toHaveURL(/lesson=closing\.2/);
    await page.goBack();
    await expect(page.locator(".lesson h2")).toHaveText("Six organisations, one promise");
    await page.goBack();
    await expect(page.locator(".lesson-list")).toBeVisible();
    await page.goBack();
    await expect(page.locator(".circle-view")).toBeVisible();
    await page.goBack();
    await expect(page.locator(".whatif")).toBeVisible();
});
