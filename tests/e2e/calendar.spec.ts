import { expect, test } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { availabilityOf, eventsOf, type Interval } from "./support/calendar.ts";

const PROGRAM = process.env.HOLDFAST_BIN ?? "";
const AGREEMENTS = fileURLToPath(new URL("../calendar/agreements", import.meta.url));
const YEARS = 2;

/** What `holdfast rhythm` says. */
function ask(question: string, file: string, span: string[]): string {
  const said = spawnSync(PROGRAM, ["rhythm", question, file, ...span], { encoding: "utf8" });
  if (said.status !== 0) throw new Error(`${question} ${file}: ${said.error ?? said.stderr}`);
  return said.stdout;
}

/** The intervals in lines of windows, each once: where a zone skips a whole day, two windows may share theirs. */
function intervals(lines: string): Interval[] {
  const said = lines.trimEnd().split("\n").map((line) => JSON.parse(line));
  const open = said.filter((line) => !("skipped" in line));
  return [...new Set(open.map(({ opens, closes }): Interval => `${opens}/${closes}`))].sort();
}

for (const name of readdirSync(AGREEMENTS)) {
  test(`another program lists the same windows: ${basename(name, ".json")}`, () => {
    const file = join(AGREEMENTS, name);
    const begins: string = JSON.parse(readFileSync(file, "utf8")).effective_from;
    const ends = `${Number(begins.slice(0, 4)) + YEARS}${begins.slice(4)}`;
    const span = ["--from", `${begins}T00:00:00Z`, "--to", `${ends}T00:00:00Z`];

    const windows = intervals(ask("windows", file, span));
    expect(windows.length).toBeGreaterThan(100);
    const calendar = ask("ics", file, span);
    expect(eventsOf(calendar)).toEqual(windows);
    expect(availabilityOf(calendar)).toEqual(windows);
  });
}
