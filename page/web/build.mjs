// Makes `dist/`, which is committed so that nobody needs npm to build the program.
//
//     npm ci && npm run build            once
//     npm run watch                      again whenever a file changes

import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as esbuild from "esbuild";

const DIST = "dist";
const TEXTS = "texts";

/** Every file in `texts/` is a language. All must say the same things, with the same gaps to fill. */
async function languages() {
    const files = (await readdir(TEXTS)).filter((file) => file.endsWith(".json")).sort();
    const read = async (file) => [file.replace(".json", ""), JSON.parse(await readFile(join(TEXTS, file), "utf8"))];
    const all = Object.fromEntries(await Promise.all(files.map(read)));
    const [first, ...others] = Object.keys(all);
    for (const other of others) {
        const [mine, theirs] = [shape(all[first]), shape(all[other])];
        const lacking = mine.filter((line) => !theirs.includes(line)).map((line) => `${other} lacks ${line}`);
        const extra = theirs.filter((line) => !mine.includes(line)).map((line) => `${first} lacks ${line}`);
        if (lacking.length + extra.length > 0) {
            throw new Error(`languages differ:\n${[...lacking, ...extra].join("\n")}`);
        }
    }
    return all;
}

/** Every text's place, with the gaps in it. */
function shape(texts, place = "") {
    if (typeof texts === "string") {
        const gaps = [...texts.matchAll(/\{(\w+)\}/g)].map((gap) => gap[1]).sort();
        return [`${place} {${[...new Set(gaps)].join(", ")}}`];
    }
    return Object.entries(texts).flatMap(([key, inner]) => shape(inner, place === "" ? key : `${place}.${key}`));
}

const textsPlugin = {
    name: "texts",
    setup(build) {
        build.onResolve({ filter: /^texts$/ }, () => ({ path: "texts", namespace: "texts" }));
        build.onLoad({ filter: /.*/, namespace: "texts" }, async () => ({
            contents: JSON.stringify(await languages()),
            loader: "json",
            watchDirs: [TEXTS],
            watchFiles: (await readdir(TEXTS)).map((file) => join(process.cwd(), TEXTS, file)),
        }));
    },
};

/** `worker:` before a path imports the text of a script, bundled by itself, for a worker that no file is fetched for. */
const workerPlugin = {
    name: "worker",
    setup(build) {
        build.onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
            path: join(resolveDir, path.replace("worker:", "")),
            namespace: "worker",
        }));
        build.onLoad({ filter: /.*/, namespace: "worker" }, async ({ path }) => {
            const options = { entryPoints: [path], bundle: true, minify: true, target: "es2022", format: "iife", write: false };
            const { outputFiles } = await esbuild.build(options);
            return { contents: outputFiles[0].text, loader: "text", watchFiles: [path] };
        });
    },
};

/** What is bundled, with version, licence, checksum and the licence's text. */
async function libraries() {
    const lock = JSON.parse(await readFile("package-lock.json", "utf8"));
    const bundled = Object.entries(lock.packages).filter(([place, entry]) => place !== "" && !entry.dev);
    const told = bundled.map(async ([place, { version, license, integrity }]) => {
        const file = (await readdir(place)).find((name) => /^licen[cs]e/i.test(name));
        const text = file === undefined ? "" : await readFile(join(place, file), "utf8");
        return `${place.replace("node_modules/", "")} ${version}, ${license}\n${integrity}\n\n${text.trim()}\n`;
    });
    return (await Promise.all(told)).join(`\n${"-".repeat(80)}\n\n`);
}

const common = {
    bundle: true,
    minify: true,
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    charset: "utf8",
    outdir: DIST,
    logLevel: "info",
    plugins: [textsPlugin, workerPlugin],
};
// Classic scripts, for pages that are opened from a folder.
const explore = { ...common, entryPoints: ["src/explore.tsx"], format: "iife" };
const report = { ...common, entryPoints: ["src/report.tsx"], format: "iife" };

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST);
await cp("src/index.html", join(DIST, "index.html"));
await writeFile(join(DIST, "LIBRARIES.txt"), await libraries());
for (const options of [explore, report]) {
    if (process.argv.includes("--watch")) {
        await (await esbuild.context(options)).watch();
    } else {
        await esbuild.build(options);
    }
}
