import type { Page } from "@playwright/test";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { APP } from "./relay.ts";

export type Side = "patient" | "therapist";

type Description = { id: string; files: string[]; sides: Partial<Record<Side, string[]>>; later: string[]; words: Record<"en" | "de" | "es" | "fr" | "pt", string>; packs: Record<"en" | "es" | "de" | "fr" | "pt", string> };

const DESCRIPTION: Description = JSON.parse(
  readFileSync(join(APP, "build.json"), "utf8"),
);

/** What a build calls itself. */
export const BUILD_ID: string = DESCRIPTION.id;

/** The paths that only one side loads; none in a build that serves both. */
export function filesOf(side: Side): string[] {
  return DESCRIPTION.sides[side] ?? [];
}

/** The paths that are loaded when a page that is seldom opened is opened first; none in a build that is in one file. */
export const LATER: string[] = DESCRIPTION.later;

/** The paths that every side loads, but for the worker. */
export const SHARED: string[] = DESCRIPTION.files;

/** The paths of the words, of which a device keeps those of the languages that are spoken there. */
export const WORDS = DESCRIPTION.words;

/** The paths of the safety packs, of which a device keeps the spoken language's and those of what was written there. */
export const PACKS = DESCRIPTION.packs;

/** Holds this language's pack back, here and in the worker, from the next opening on; the answer lets it come. */
export async function heldBack(page: Page, language: "en" | "es"): Promise<() => void> {
  let arrive = () => {};
  const arrived = new Promise<void>((done) => (arrive = done));
  await page.context().route(`**${PACKS[language]}`, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.evaluate(async (path) => {
    for (const name of await caches.keys()) await (await caches.open(name)).delete(path);
  }, PACKS[language]);
  await page.reload();
  return arrive;
}

/** A mark that only the other build carries, in a file whose name does not say what is in it. */
export const OTHER_MARK = "<!-- of the other build -->";

/** A copy of the built app under another id. */
export class OtherBuild {
  readonly id = "0123456789abcdef";
  readonly folder = mkdtempSync(join(tmpdir(), "holdfast-build-"));

  constructor() {
    cpSync(APP, this.folder, { recursive: true });
    this.restamp("index.html");
    this.restamp("sw.js");
    this.restamp("build.json");
    this.change("help.html", (text) => text + OTHER_MARK);
  }

  /** As if the deploy had stopped half way: the worker is new, the page is not. */
  halve(): void {
    cpSync(join(APP, "index.html"), join(this.folder, "index.html"));
  }

  /** As if its programs had changed too: no file has the name that it has in the first build. */
  renamePrograms(): void {
    for (const path of [...filesOf("patient"), ...filesOf("therapist")]) {
      const renamed = path.replace(/-[0-9a-f]{16}/, `-${this.id}`);
      for (const end of ["", ".br"]) renameSync(join(this.folder, path + end), join(this.folder, renamed + end));
      for (const name of ["index.html", "sw.js", "build.json"]) {
        this.change(name, (text) => text.replaceAll(path, renamed));
      }
    }
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private restamp(name: string): void {
    this.change(name, (text) => {
      if (!text.includes(BUILD_ID)) throw new Error(`${name} does not name build ${BUILD_ID}`);
      return text.replaceAll(BUILD_ID, this.id);
    });
  }

  private change(name: string, how: (text: string) => string): void {
    const file = join(this.folder, name);
    writeFileSync(file, how(readFileSync(file, "utf8")));
    // The compressed twin would still be of the old build.
    if (existsSync(`${file}.br`)) rmSync(`${file}.br`);
  }
}
