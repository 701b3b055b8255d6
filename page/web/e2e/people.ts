import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

/** What a page says where nobody looks: errors in its console, and those it did not catch. */
export const test = base.extend<{ complaints: string[] }>({
    complaints: [
        async ({ page }, use) => {
            const complaints: string[] = [];
            listen(page, complaints);
            await use(complaints);
            expect(complaints).toEqual([]);
        },
        { auto: true },
    ],
});

export { expect };

/** How many times slower than its targets a busy machine may be; the figures themselves are told. */
export const SLACK = Number(process.env["SLACK"] ?? 3);

/** What Chromium writes by itself when the engine refuses a question, which the page explains to its reader. */
const REFUSED = /the server responded with a status of 4(00|13|22)/;

/** Keeps what a page complains of. */
export function listen(page: Page, complaints: string[]): void {
    page.on("console", (message) => {
        const grave = message.type() === "error" || message.type() === "warning";
        if (grave && !REFUSED.test(message.text())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
}

/** Opens the laboratory, unless the address says otherwise, and waits until the alliance and its 200 worlds are there. */
export async function opened(page: Page, address = ""): Promise<void> {
    await page.goto(address.includes("#") ? address : `${address}#scenario=vicious-circle`);
    await ready(page);
}

/** Waits until everything that was asked for is on the screen. */
export async function ready(page: Page): Promise<void> {
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await expect(page.locator(".alliance-picture").first()).toBeVisible();
}

/** What axe finds that is serious or worse. */
export async function barriers(page: Page): Promise<string[]> {
    const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).analyze();
    const serious = found.violations.filter((barrier) => barrier.impact === "serious" || barrier.impact === "critical");
    return serious.flatMap((barrier) => barrier.nodes.map((node) => `${barrier.id}: ${node.html}`));
}

/** A picture for those who look after the run. */
export async function picture(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: `test-results/pictures/${name}.png` });
}
