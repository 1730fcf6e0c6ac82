import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Relay } from "./relay.ts";

/** Everything the relay has on disk, its write-ahead log included. */
export function onDisk(relay: Relay): Buffer {
  const files = readdirSync(relay.folder).sort();
  return Buffer.concat(files.map((name) => readFileSync(join(relay.folder, name))));
}

/** Whether `words` stand anywhere in `bytes`, in either of the ways that text is commonly stored. */
export function contains(bytes: Buffer, words: string): boolean {
  return bytes.includes(Buffer.from(words, "utf8")) || bytes.includes(Buffer.from(words, "utf16le"));
}
