import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, opened, ready, SLACK, test } from "./people";
import { program } from "./program";

const EIGHT = 'title = "Eight"\nmonths = 120\n[population]\ncount = 8\n';

test("the page weighs less than 500 kB", () => {
    const dist = resolve(import.meta.dirname, "../dist");
    const served = ["index.html", "explore.js", "explore.css"];
    expect(readdirSync(dist)).toEqual(expect.arrayContaining(served));
    const weight = served.reduce((sum, file) => sum + gzipSync(readFileSync(`${dist}/${file}`)).length, 0);
    console.log(`page: ${Math.round(weight / 1000)} kB gzipped`);
    expect(weight).toBeLessThan(500_000);
});

test("from the command to the first picture", async ({ page }) => {
    const began = Date.now();
    const process = spawn(program, ["explore", "--no-open", "--port", "4792"], { stdio: ["ignore", "pipe", "ignore"] });
    try {
        await new Promise((resolve) => process.stdout.once("data", resolve));
        const served = Date.now() - began;
        await page.goto("http://127.0.0.1:4792/");
        await expect(page.locator(".alliance-picture svg [data-mark]").first()).toBeVisible();
        const drawn = Date.now() - began;
        console.log(`start: server ${served} ms, first picture ${drawn} ms`);
        expect(drawn).toBeLessThan(1000 * SLACK);
    } finally {
        process.kill();
    }
});

test("from a slider to 200 new worlds on the screen", async ({ page }) => {
    const letters = execFileSync("node", ["-e", `process.stdout.write(require("zlib").deflateRawSync(${JSON.stringify(EIGHT)}).toString("base64url"))`]).toString();
    await opened(page, `#file=${letters}&month=1`);
    const slider = page.locator(".turn input[type=range]:visible").first();
    await slider.focus();
    for (let turn = 0; turn < 40; turn += 1) {
        await page.keyboard.press(turn % 20 < 10 ? "ArrowRight" : "ArrowLeft");
        await ready(page);
    }
    const times = await page.evaluate(() => performance.getEntriesByName("ensemble").map((entry) => entry.duration));
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Infinity;
    console.log(`slider: ${sorted.length} ensembles, median ${at(0.5).toFixed(0)} ms, 95 % ${at(0.95).toFixed(0)} ms`);
    expect(sorted.length).toBeGreaterThan(20);
    expect(at(0.5)).toBeLessThan(200 * SLACK);
    expect(at(0.95)).toBeLessThan(400 * SLACK);
});

test("twelve members play smoothly", async ({ page }) => {
    const letters = execFileSync("node", ["-e", `process.stdout.write(require("zlib").deflateRawSync(${JSON.stringify(EIGHT.replace("count = 8", "count = 12"))}).toString("base64url"))`]).toString();
    await opened(page, `#file=${letters}&month=1`);
    await page.getByRole("button", { name: "Play" }).click();
    const frames = await page.evaluate(
        () =>
            new Promise<number[]>((resolve) => {
                const times: number[] = [];
                let before = performance.now();
                requestAnimationFrame(function next(now) {
                    times.push(now - before);
                    before = now;
                    if (times.length < 240) requestAnimationFrame(next);
                    else resolve(times);
                });
            }),
    );
    const sorted = frames.toSorted((a, b) => a - b);
    console.log(`frames at 12 members: median ${sorted[120]?.toFixed(1)} ms, 95 % ${sorted[228]?.toFixed(1)} ms`);
    expect(sorted[120]).toBeLessThan(17 * SLACK);
});
