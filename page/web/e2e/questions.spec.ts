import { barriers, expect, opened, picture, ready, test } from "./people";
import { outcomes, survivors } from "./program";

const tab = (name: string) => ({ name, exact: true }) as const;

test("a slider changes the run and its 200 worlds, leaves a ghost, and can be taken back", async ({ page }) => {
    await opened(page);
    const before = await page.locator(".survived .there").textContent();
    const slider = page.locator(".turn input[type=range]:visible").first();
    await slider.focus();
    for (let press = 0; press < 12; press += 1) await page.keyboard.press("ArrowRight");
    await ready(page);
    await expect(page.locator(".changes li")).toHaveCount(1);
    await expect(page.locator(".survived .there")).not.toHaveText(before ?? "");
    await expect(page.locator(".share-line.ghost")).toBeVisible();
    await picture(page, "what-if");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Reset all" }).click();
    await ready(page);
    await expect(page.locator(".survived .there")).toHaveText(before ?? "");
});

test("the worlds on the page are those of `alliance run`", async ({ page }) => {
    await opened(page);
    await page.getByRole("button", { name: "delegates get autonomy" }).click();
    await ready(page);
    const survived = survivors("vicious-circle", "delegates get autonomy", 200);
    await expect(page.locator(".survived .there")).toContainText(`${Math.round(survived / 2)}%`);
});

test("a value that is not allowed is explained, and any key can be found", async ({ page }) => {
    await opened(page);
    await page.getByRole("searchbox", { name: "Any other key" }).fill("patience");
    const field = page.getByRole("spinbutton", { name: /patience/i }).first();
    await field.fill("0");
    await field.press("Enter");
    await expect(page.locator("pre.refusal").first()).toContainText("patience");
    await page.getByRole("button", { name: "Reset all" }).click();
    await ready(page);
    await expect(page.locator("pre.refusal")).toHaveCount(0);
});

test("two settings stand side by side under the same luck, and the worlds that differ are those of `alliance run`", async ({ page }) => {
    await opened(page);
    await page.getByRole("tab", tab("Side by side")).click();
    await page.getByRole("combobox", { name: "B is" }).selectOption({ label: "someone dares to warn" });
    await ready(page);
    await expect(page.locator(".alliance-picture")).toHaveCount(2);
    const thriving = (ends: readonly string[]) => ends.filter((outcome) => outcome === "thriving").length;
    const [a, b] = [outcomes("vicious-circle", "base", 200), outcomes("vicious-circle", "someone dares to warn", 200)];
    const lasts = (outcome: string) => ["completed", "thriving", "hollow", "drifted"].includes(outcome);
    const saved = a.filter((outcome, world) => !lasts(outcome) && lasts(b[world] ?? "")).length;
    const lost = a.filter((outcome, world) => lasts(outcome) && !lasts(b[world] ?? "")).length;
    const differ = a.filter((outcome, world) => outcome !== b[world]).length;
    await expect(page.locator(".verdict")).toHaveText(new RegExp(`^${differ} of 200 worlds end otherwise. B saves ${saved} that A loses, and loses ${lost} that A saves. Thriving: ${thriving(a)} of 200 under A, ${thriving(b)} under B: with B more thrive.$`));
    await picture(page, "side-by-side");
    expect(await barriers(page)).toEqual([]);
    await page.locator(".differing button").first().click();
    await ready(page);
    await expect(page.locator(".differing button[aria-pressed=true]")).toHaveCount(1);
});

test("the circle shows its loops, and a cut link is cut", async ({ page }) => {
    await opened(page);
    await page.getByRole("tab", tab("The circle")).click();
    await expect(page.locator(".loop-list li")).toHaveCount(21);
    await picture(page, "circle");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Cut the loop gossip", exact: true }).click();
    await ready(page);
    await expect(page.getByRole("button", { name: "Mend the loop gossip", exact: true })).toBeVisible();
    const row = page.locator(".loop-list li", { has: page.getByRole("button", { name: "Mend the loop gossip", exact: true }) });
    await expect(row.locator(".figure")).toHaveText("0.00");
    const arrow = page.locator(".circle-diagram .arrow").first();
    await arrow.focus();
    await page.keyboard.press("Enter");
    await ready(page);
});

test("why: the explanation comes, marks the point of no return, and goes out of date with the setting", async ({ page }) => {
    test.setTimeout(180_000);
    await opened(page);
    await page.getByRole("tab", tab("Why")).click();
    await page.getByRole("combobox", { name: "Futures" }).selectOption("20");
    await page.getByRole("button", { name: "Explain world 0" }).click();
    await expect(page.locator(".progress")).toBeVisible();
    await expect(page.locator(".explanation .causes").first()).toBeVisible({ timeout: 120_000 });
    await picture(page, "why");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "The next world" }).click();
    await expect(page.locator(".explanation.former")).toBeVisible();
});

test("an explanation that nobody waits for is given up", async ({ page }) => {
    await opened(page);
    await page.getByRole("tab", tab("Why")).click();
    await page.getByRole("button", { name: "Explain world 0" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.locator(".progress")).toHaveCount(0);
    await page.getByRole("tab", tab("What if")).click();
    await page.getByRole("button", { name: "no gossip" }).click();
    await ready(page);
});
