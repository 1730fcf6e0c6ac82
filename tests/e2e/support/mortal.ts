import { chromium, type BrowserContext, type BrowserContextOptions, type Page, type TestInfo } from "@playwright/test";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A browser with its storage on disk that can be killed as by the system, and opened again. */
export class MortalBrowser {
  private readonly folder = mkdtempSync(join(tmpdir(), "holdfast-mortal-"));
  private context: BrowserContext | null = null;

  constructor(
    private readonly testInfo: TestInfo,
    private readonly options: BrowserContextOptions,
    private readonly watch: (context: BrowserContext) => void,
  ) {}

  async open(): Promise<Page> {
    this.context = await chromium.launchPersistentContext(this.folder, {
      ...this.testInfo.project.use.launchOptions,
      headless: true,
      locale: "en-GB",
      ...this.options,
    });
    this.watch(this.context);
    return this.context.pages()[0] ?? (await this.context.newPage());
  }

  /** Ends every process of it at once, by a signal that cannot be caught. */
  async kill(): Promise<void> {
    const context = this.context;
    this.context = null;
    if (!context) return;
    const closed = new Promise((done) => context.once("close", done));
    for (const process_ of this.processes()) {
      try {
        process.kill(process_, "SIGKILL");
      } catch {
        // It went with another.
      }
    }
    await closed;
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** The processes of the group that was started for this folder: only ours name it. */
  private processes(): number[] {
    const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const main = all.find((name) => {
      const words = readOr(`/proc/${name}/cmdline`).split("\0");
      return words.includes(`--user-data-dir=${this.folder}`) && !words.some((word) => word.startsWith("--type="));
    });
    if (!main) throw new Error("the browser to be killed was not found");
    // The fifth field, counted behind the name in parentheses, is the process group.
    const groupOf = (name: string) => readOr(`/proc/${name}/stat`).split(") ").at(-1)?.split(" ")[2];
    const group = groupOf(main);
    // The main process first: it must not have time to notice that others are gone.
    return [main, ...all.filter((name) => name !== main && groupOf(name) === group)].map(Number);
  }
}

/** A process may be gone before its file is read. */
function readOr(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
