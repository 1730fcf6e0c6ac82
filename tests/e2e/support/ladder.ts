import { expect, type Locator, type Page } from "@playwright/test";
import { letter } from "./letters.ts";
import { agree, hoursAhead, openEditor, setHours } from "./rhythm.ts";
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

/** What is noticed as pressing, and begins a call where that is agreed. */
export const URGENT = "I want to kill myself and I cannot say it aloud.";

/** What steps say. */
export const BEGUN = "the call list that you both agreed on was started.";
export const TOLD = "On-call colleague was told.";
export const TAKEN = "On-call colleague has taken this on.";

/** Fills the call list in the editor that is open: Dr. Weber first, then whoever is on call. */
export async function fillLadder(therapist: Page): Promise<void> {
  const editor = therapist.getByTestId("ladder-editor");
  await editor.getByRole("button", { name: "Add a call list" }).click();
  const first = editor.getByRole("group", { name: "Step 1", exact: true });
  await first.getByLabel("Who, as both of you call them").fill("On-call colleague");
  await first.getByLabel("Contact").fill("on-call");
  await editor.getByRole("button", { name: "Add a step" }).click();
  const second = editor.getByRole("group", { name: "Step 2", exact: true });
  await second.getByLabel("Who, as both of you call them").fill("Dr. Weber");
  await second.getByLabel("Contact").fill("weber");
  // Dr. Weber is to be first: by keyboard, and the keyboard stays with the step.
  await second.getByRole("button", { name: "Move step 2 up" }).press("Enter");
  await expect(first.locator("summary")).toBeFocused();
  await expect(first.getByLabel("Who, as both of you call them")).toHaveValue("Dr. Weber");
  await editor.getByLabel("Reference").fill("Ward 3, file 117");
}

/** Both agree on a rhythm that is closed now, and on whom to call. */
export async function agreeOnLadder(therapist: Page, patient: Page): Promise<void> {
  await openEditor(therapist, "Mira");
  await setHours(therapist, hoursAhead());
  await fillLadder(therapist);
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
  await agree(patient);
}
