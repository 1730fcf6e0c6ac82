import { expect, type Page } from "@playwright/test";
import { letter, openLetters, state, write } from "./letters.ts";
import { proposeAndAgree, skip } from "./rhythm.ts";

/** Both sides in the midst of things: an answer, a letter that waits, one that sounds hard, a reply that is held. */
export async function midst(therapist: Page, patient: Page): Promise<void> {
  await proposeAndAgree(therapist, patient);
  await write(patient, "I slept badly after our talk, and then I walked to the harbour and it got lighter.");
  await skip(patient);
  await openLetters(therapist, "Mira");
  await write(therapist, "The harbour again! What was there that made it lighter?");
  await expect(letter(patient, "The harbour again!")).toBeVisible();
  await write(patient, "The water, I think. It comes back every time.\n\nAnd nobody wanted anything of me.");
  await skip(patient);
  await write(therapist, "That is a sentence to keep.");
  await write(patient, "Today I want to kill myself, and I do not know why it comes back.");
  await expect(state(patient, "Today I want to kill myself")).toContainText("Answer");
}
