import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { APP } from "./relay.ts";

/** What a build calls itself. */
export const BUILD_ID: string = JSON.parse(readFileSync(join(APP, "build.json"), "utf8")).id;

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
