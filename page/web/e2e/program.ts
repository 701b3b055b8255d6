import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The program under test. */
export const program = resolve(import.meta.dirname, process.env["ALLIANCE"] ?? "../../../target/release/alliance");

/** A bundled scenario's file. */
export function scenarioFile(name: string): string {
    return resolve(import.meta.dirname, `../../../scenarios/${name}.toml`);
}

/** Runs the program, and gives the folder of its results. */
export function ran(...parts: readonly string[]): string {
    const folder = join(mkdtempSync(join(tmpdir(), "alliance-")), "result");
    execFileSync(program, [...parts, "--out", folder, "--quiet"], { stdio: "pipe" });
    return folder;
}

const studies = new Map<string, readonly (readonly string[])[]>();

/** How every world of an arm ends, by replication, as `alliance run` has it. */
export function outcomes(scenario: string, arm: string, runs: number): readonly string[] {
    const key = `${scenario} ${runs}`;
    const rows = studies.get(key) ?? rowsOf(ran("run", scenarioFile(scenario), "--runs", String(runs), "--no-charts"));
    studies.set(key, rows);
    const place = rows[0]?.indexOf("outcome") ?? -1;
    return rows.filter((row) => row[0] === arm).map((row) => row[place] ?? "");
}

/** How many worlds of an arm last. */
export function survivors(scenario: string, arm: string, runs: number): number {
    return outcomes(scenario, arm, runs).filter((outcome) => ["completed", "thriving", "hollow", "drifted"].includes(outcome)).length;
}

function rowsOf(folder: string): readonly (readonly string[])[] {
    const lines = readFileSync(join(folder, "runs.csv"), "utf8").trim().split("\n");
    return lines.map((line) => line.split(","));
}
