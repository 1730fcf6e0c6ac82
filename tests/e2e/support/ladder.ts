import type { Locator, Page } from "@playwright/test";
import { letter } from "./letters.ts";
import type { Asked } from "./wire.ts";

/** Who was called because of a letter, under it. */
export function ladder(page: Page, words: string): Locator {
  return letter(page, words).getByTestId("ladder");
}

/** The steps under a letter, without their times. */
export async function steps(page: Page, words: string): Promise<string[]> {
  const all = await ladder(page, words).getByTestId("ladder-step").allInnerTexts();
  return all.map((step) => step.replace(/^[^:]*\d\d:\d\d: /, ""));
}

/** Kinds of envelopes, as their headers have them (docs/ENVELOPE.md). */
export const LETTER = 0;
export const PAGE = 4;

/** The kind that stands in the header of the letter with `words`, as it was sent. */
export async function markOf(patient: Page, words: string, asked: Asked[]): Promise<number | undefined> {
  const id = (await letter(patient, words).getAttribute("id")) ?? "";
  const header = Buffer.concat([Buffer.from([1]), Buffer.from(id.replace("at-", ""), "hex")]);
  const sent = asked.find(({ body }) => body.includes(header));
  // The submission around it has the same id; the header is the last.
  return sent?.body.at(sent.body.lastIndexOf(header) + 1 + 3 * 16);
}

/** What steps say. */
export const BEGUN = "the call list that you both agreed on was started.";
export const TOLD = "On-call colleague was told.";
export const TAKEN = "On-call colleague has taken this on.";
