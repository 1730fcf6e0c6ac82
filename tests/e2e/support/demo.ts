import type { Page } from "@playwright/test";
import { listenTo, type Asked } from "./wire.ts";

/** The hands on the clock of a demonstration: moves the relay's time on, as far as a test needs. */
export class DemoClock {
  private constructor(private readonly asked: Asked) {}

  /** Borrows the word of `page`, which has joined, to ask the relay. */
  static async of(page: Page): Promise<DemoClock> {
    const heard = listenTo(page);
    // An answer to what was asked before anybody listened does not count.
    const synced = page.waitForResponse((response) => heard.length > 0 && response.url().endsWith("/v1/sync") && response.ok());
    await page.reload();
    await synced;
    return new DemoClock(heard.at(-1)!);
  }

  /** Moves the relay's time to `instant`, and lets every page hear of it. */
  async go(instant: string, ...pages: Page[]): Promise<void> {
    const url = this.asked.url.replace("/v1/sync", "/v1/demo/go");
    const headers = { authorization: this.asked.token, "content-type": "application/vnd.holdfast.v1" };
    const answer = await fetch(url, { method: "POST", headers, body: instantInPostcard(new Date(instant)) });
    if (!answer.ok) throw new Error(`the relay answered ${answer.status}`);
    for (const page of pages) {
      const synced = page.waitForResponse((response) => response.url().endsWith("/v1/sync") && response.ok());
      await page.reload();
      await synced;
    }
  }
}

/** Milliseconds since 1970 as postcard writes a signed number: zigzag, seven bits a byte. */
function instantInPostcard(instant: Date): Uint8Array {
  let rest = BigInt(instant.getTime()) << 1n;
  const bytes: number[] = [];
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
