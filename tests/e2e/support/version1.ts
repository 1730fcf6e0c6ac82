import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";

/** Every record of a database that version 1 of the app wrote: its shelf, its key, its bytes in hexadecimal digits. */
const RECORDS = readFileSync(new URL("../../browser_store/version1.txt", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split(" ") as [string, string, string]);

/** One of its letters, that of which there are made more. */
const LETTER = "14".repeat(16);

/** The conversation they are in. */
export const CONVERSATION = "03".repeat(16);

/** The ids of so many copies. */
function copies(more: number): string[] {
  return Array.from({ length: more }, (_, nth) => (0xff000000 + nth).toString(16).padEnd(32, "0"));
}

/** The ids of what stands in the conversation once it is moved over, in order. */
export function threadOfVersion1(more: number): string[] {
  return ["0b", "10", "14", "16", "17"].map((byte) => byte.repeat(16)).concat(copies(more)).sort();
}

/** Writes the app's database as version 1 left it, with as many copies of one letter more. */
export async function makeVersion1(page: Page, more: number): Promise<void> {
  const [, , like] = RECORDS.find(([shelf, key]) => shelf === "mail" && key === LETTER)!;
  await page.evaluate(
    ({ records, like, letter, ids }) =>
      new Promise<void>((done, failed) => {
        const bytes = (hex: string) => new Uint8Array(hex.match(/../g)!.map((pair) => Number.parseInt(pair, 16)));
        const shelves = ["identity", "notes", "place", "outbox", "mail", "events"];
        const opening = indexedDB.open("holdfast", 1);
        opening.onerror = () => failed(opening.error);
        opening.onupgradeneeded = () => shelves.forEach((shelf) => opening.result.createObjectStore(shelf));
        opening.onsuccess = () => {
          const database = opening.result;
          const writing = database.transaction(shelves, "readwrite");
          for (const [shelf, key, hex] of records) writing.objectStore(shelf).put(bytes(hex), key);
          const mail = writing.objectStore("mail");
          // The record and the envelope in it begin with the id.
          for (const id of ids) mail.put(bytes(like.replaceAll(letter, id)), id);
          writing.onabort = () => failed(writing.error);
          writing.oncomplete = () => {
            database.close();
            done();
          };
        };
      }),
    { records: RECORDS, like, letter: LETTER, ids: copies(more) },
  );
}

/** What of the move is done: the ids in version 1's mail and those in version 2's conversation, in order. Makes nothing, and holds up no upgrade. */
export function moved(page: Page): Promise<{ version: number; mail: string[]; thread: string[] }> {
  return page.evaluate(
    () =>
      new Promise<{ version: number; mail: string[]; thread: string[] }>((done, failed) => {
        const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        const opening = indexedDB.open("holdfast");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const shelves = [...database.objectStoreNames].filter((name) => name === "mail" || name === "thread");
          const reading = database.transaction(shelves);
          const keys = (name: string) => (shelves.includes(name) ? reading.objectStore(name).getAllKeys() : null);
          const [mail, thread] = [keys("mail"), keys("thread")];
          reading.onabort = () => failed(reading.error);
          reading.oncomplete = () => {
            const { version } = database;
            database.close();
            // The last sixteen bytes of a key are the id, every bit turned over.
            const ids = (thread?.result ?? []).map((key) => hex(new Uint8Array(key as ArrayBuffer).slice(24).map((byte) => ~byte)));
            done({ version, mail: (mail?.result ?? []).map(String), thread: ids.sort() });
          };
        };
      }),
  );
}
