import { defineConfig, devices } from "@playwright/test";

/** The port of the tests' server, so that a program that somebody works with is left alone. */
const PORT = Number(process.env["E2E_PORT"] ?? 4791);
const program = process.env["ALLIANCE"] ?? "../../../target/release/alliance";

export default defineConfig({
    testDir: ".",
    snapshotPathTemplate: "{testDir}/expected/{arg}{ext}",
    updateSnapshots: "none",
    outputDir: "../test-results",
    forbidOnly: true,
    // A test that passes only when it is tried again is told as flaky.
    retries: process.env["CI"] === undefined ? 0 : 1,
    workers: 1,
    reporter: [["list"]],
    timeout: 60_000,
    expect: { timeout: 15_000 },
    use: {
        baseURL: `http://127.0.0.1:${PORT}/`,
        ...devices["Desktop Chrome"],
        viewport: { width: 1280, height: 800 },
        locale: "en-GB",
        launchOptions: {
            executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
            args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        },
        trace: "retain-on-failure",
    },
    webServer: {
        command: `${program} explore --no-open --port ${PORT}`,
        url: `http://127.0.0.1:${PORT}/`,
        reuseExistingServer: false,
        timeout: 20_000,
    },
});
