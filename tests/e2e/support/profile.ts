import { chromium, type BrowserContext, type TestInfo } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PATIENT_ZONE, type People } from "./people.ts";

/** A browser with its storage on disk, that can be shut and opened again as on a device. */
export class Profile {
  private readonly folder = mkdtempSync(join(tmpdir(), "holdfast-browser-"));
  private context: BrowserContext | null = null;

  constructor(
    private readonly testInfo: TestInfo,
    private readonly people: People,
  ) {}

  async open(): Promise<BrowserContext> {
    this.context = await chromium.launchPersistentContext(this.folder, {
      ...this.testInfo.project.use.launchOptions,
      headless: true,
      locale: "en-GB",
      timezoneId: PATIENT_ZONE,
    });
    this.people.watch(this.context);
    return this.context;
  }

  /** Shuts it and takes its files away. */
  async dispose(): Promise<void> {
    await this.context?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
