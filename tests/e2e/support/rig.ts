import { expect, type Page } from "@playwright/test";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { APP } from "./relay.ts";

/** A letter that the relay has, as it is stored on a device. */
export interface StoredLetter {
  id: string;
  from: string;
  text: string;
}

export interface Stored {
  letters: StoredLetter[];
  waiting: string[];
  damaged: number;
}

interface Rig {
  join(link: string, name: string): Promise<void>;
  write(count: number, base: number): Promise<void>;
  sync(): void;
  stored(): Promise<Stored>;
}

type WithRig = typeof globalThis & { rig?: Rig };

/** The app's folder with the rig beside it; `cargo xtask test e2e` builds that. */
export function appWithRig(): { folder: string; dispose: () => void } {
  const rig = process.env.HOLDFAST_RIG;
  if (!rig) throw new Error("HOLDFAST_RIG is not set: run these tests with `cargo xtask test e2e`");
  const folder = mkdtempSync(join(tmpdir(), "holdfast-rig-"));
  cpSync(APP, folder, { recursive: true });
  cpSync(rig, folder, { recursive: true });
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The rig in a page. What it says is kept is noted in `kept`, which outlives the page. */
export class RiggedPage {
  private constructor(private readonly page: Page) {}

  static async open(page: Page, origin: string, kept: Map<string, number>, onKept: () => void = () => {}): Promise<RiggedPage> {
    page.on("console", (message) => {
      const [word, number, id] = message.text().split(" ");
      if (word !== "kept" || !id) return;
      kept.set(id, Number(number));
      onKept();
    });
    await page.goto(`${origin}/rig.html`);
    await page.waitForFunction(() => (globalThis as WithRig).rig);
    return new RiggedPage(page);
  }

  join(link: string, name: string): Promise<void> {
    return this.page.evaluate(([link, name]) => (globalThis as WithRig).rig!.join(link!, name!), [link, name]);
  }

  write(count: number, base: number): Promise<void> {
    return this.page.evaluate(([count, base]) => (globalThis as WithRig).rig!.write(count!, base!), [count, base]);
  }

  /** Asks the relay now; harmless where the page has just gone. */
  async sync(): Promise<void> {
    await this.page.evaluate(() => (globalThis as WithRig).rig!.sync());
  }

  /** Asks until nothing waits any more, as somebody does who keeps coming back to the page. */
  async drained(): Promise<void> {
    const waiting = async () => {
      await this.sync();
      return (await this.stored()).waiting.length;
    };
    await expect.poll(waiting, { timeout: 60_000, intervals: [20, 50, 100] }).toBe(0);
  }

  stored(): Promise<Stored> {
    return this.page.evaluate(() => (globalThis as WithRig).rig!.stored());
  }

  /** Waits until nothing waits any more and `count` letters are here. */
  async settled(count: number): Promise<Stored> {
    await this.sync();
    const state = async () => {
      const { letters, waiting } = await this.stored();
      return `${letters.length} letters, ${waiting.length} waiting`;
    };
    await expect.poll(state, { timeout: 60_000 }).toBe(`${count} letters, 0 waiting`);
    return this.stored();
  }
}

/** Each letter once, and each author's in the order in which they were numbered. */
export function expectInOrder({ letters, damaged }: Stored): void {
  expect(damaged).toBe(0);
  expect(new Set(letters.map((letter) => letter.id)).size, "each of them once").toBe(letters.length);
  for (const author of new Set(letters.map((letter) => letter.from))) {
    const numbers = letters.filter((letter) => letter.from === author).map((letter) => Number(letter.text));
    expect(numbers, "in the order in which they were written").toEqual([...numbers].sort((one, other) => one - other));
    expect(new Set(numbers).size, "no words twice").toBe(numbers.length);
  }
}
