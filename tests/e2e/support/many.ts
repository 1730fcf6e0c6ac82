import type { Page } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import type { Relay } from "./relay.ts";

/** The program that seals many letters (`examples/letters.rs`). */
const PROGRAM = process.env.HOLDFAST_LETTERS ?? "";

const TOO_MANY = 429;
/** How many turns are taken before time passes. */
const TURNS = 8;

interface Many {
  /** The number of the first letter; each says its own. */
  from?: number;
  count: number;
  /** How many one side writes before it is the other's turn. */
  each?: number;
  /** How many minutes pass in every few turns. */
  minutes?: number;
}

/** Brings letters in through the relay as if both had written them: sealed, and as many as no test could type. Both pages are open again when it returns, and fetch them. */
export async function bringMany(relay: Relay, patient: Page, therapist: Page, many: Many): Promise<void> {
  if (!PROGRAM) throw new Error("HOLDFAST_LETTERS is not set: run these tests with `cargo xtask test`");
  const { from = 1, count, each = 12, minutes = 0 } = many;
  const tokens = { patient: await token(relay, patient), therapist: await token(relay, therapist) };
  const pages = [patient, therapist].map((page) => ({ page, from: page.url() }));
  // A page without the app, so that nothing is fetched meanwhile.
  for (const { page } of pages) await page.goto(new URL("/manifest.webmanifest", page.url()).href);
  const identities = [await record(patient, "identity", "me"), await record(therapist, "identity", "me")];
  const made = spawnSync(PROGRAM, [...identities, `${from}`, `${count}`, `${each}`], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (made.status !== 0) throw new Error(`no letters: ${made.stderr}`);
  let now = minutes ? await relay.go(new Date(0)) : new Date(0);
  for (const [turn, line] of made.stdout.trim().split("\n").entries()) {
    const [side, body] = line.split(" ") as [keyof typeof tokens, string];
    // The relay lets a device ask so often and no oftener.
    relay.token = tokens[side === "patient" ? "therapist" : "patient"];
    if (minutes && turn % TURNS === 0) now = await patiently(() => relay.go(new Date(now.getTime() + minutes * 60_000)));
    const headers = { authorization: tokens[side], "content-type": "application/vnd.holdfast.v1" };
    const send = () => fetch(`${relay.therapistOrigin}/v1/sync`, { method: "POST", headers, body: Buffer.from(body, "hex") });
    let answer = await send();
    while (answer.status === TOO_MANY) {
      // It says itself when to come again.
      await setTimeout(1_000 * Number(answer.headers.get("retry-after")));
      answer = await send();
    }
    if (!answer.ok) throw new Error(`the relay answered ${answer.status}`);
  }
  for (const { page, from } of pages) {
    // Without its place in the feed a device fetches all, also what was sent in its own name.
    await record(page, "place", "place", true);
    await page.goto(from);
  }
}

/** Does it again where the relay asks for patience. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (why) {
      if (!String(why).includes(`${TOO_MANY}`)) throw why;
      await setTimeout(1_000);
    }
  }
}

/** A record of a browser's storage, in hex; it may be taken away. */
function record(page: Page, store: string, key: string, takeAway = false): Promise<string> {
  return page.evaluate(
    ([store, key, takeAway]) =>
      new Promise<string>((done, failed) => {
        const opening = indexedDB.open("holdfast");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const working = database.transaction(store, "readwrite");
          const asked = working.objectStore(store).get(key);
          if (takeAway) working.objectStore(store).delete(key);
          working.onabort = () => failed(working.error);
          working.oncomplete = () => {
            database.close();
            const bytes = new Uint8Array(asked.result?.buffer ?? asked.result ?? 0);
            done([...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
          };
        };
      }),
    [store, key, takeAway] as const,
  );
}

/** What lets a page in. */
async function token(relay: Relay, page: Page): Promise<string> {
  const asked = page.waitForRequest((request) => request.url().endsWith("/v1/sync"));
  await page.reload();
  await asked;
  const { authorization } = (await asked).headers();
  if (!authorization) throw new Error("the page is not signed in");
  // Moving a demonstration's time needs one too.
  relay.token = authorization;
  return authorization;
}
