import { defineConfig } from "@playwright/test";
import { readFileSync } from "node:fs";

// The browser tests of the wasm code start the same browser with the same arguments.
const browser = JSON.parse(readFileSync(new URL("../../webdriver.json", import.meta.url), "utf8"))["goog:chromeOptions"];

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  // Every test brings its own relay, port, database and browsers.
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    browserName: "chromium",
    headless: true,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? browser.binary,
      args: browser.args,
    },
    trace: "retain-on-failure",
  },
  projects: [{ name: "desk", use: { viewport: { width: 1280, height: 900 } } }],
});
