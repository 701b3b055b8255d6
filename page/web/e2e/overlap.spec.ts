import { join } from "node:path";
import { build } from "esbuild";
import type { WorldAnswer } from "../src/engine/types";
import { expect, test } from "./people";

/** Pictures on a laptop, on a projector beside the questions, on a phone, and the small one of a phone's lesson. */
const SIZES = [
    [800, 356],
    [600, 356],
    [366, 430],
    [366, 236],
] as const;

/** Worlds of every scenario that are looked at. */
const WORLDS = Number(process.env["WORLDS"] ?? 50);

declare global {
    interface Window {
        overlaps(world: WorldAnswer, width: number, height: number): string[];
    }
}

test(`no two discs or labels overlap in any month of ${WORLDS} worlds of every scenario`, async ({ page }) => {
    test.setTimeout(1_800_000);
    const made = await build({ entryPoints: [join(import.meta.dirname, "overlap/measure.ts")], bundle: true, write: false, format: "iife", target: "es2022" });
    await page.goto("#game=new");
    await page.evaluate(made.outputFiles[0]?.text ?? "");
    const start = (await (await page.request.get("api/start")).json()) as { scenarios: { name: string; toml: string }[] };
    for (const { name, toml } of start.scenarios) {
        const began = performance.now();
        const found = await page.evaluate(
            async ({ toml, worlds, sizes }) => {
                const all: string[] = [];
                for (let replication = 0; replication < worlds; replication += 1) {
                    const answer = await fetch("api/world", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ toml, changes: [], replication }) });
                    const world = (await answer.json()) as WorldAnswer;
                    for (const [width, height] of sizes) all.push(...window.overlaps(world, width, height).map((pair) => `world ${replication}, ${width} × ${height}, ${pair}`));
                    if (all.length > 10) break;
                }
                return all;
            },
            { toml, worlds: WORLDS, sizes: SIZES },
        );
        console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
        expect.soft(found, name).toEqual([]);
    }
});
