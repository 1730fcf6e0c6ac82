import type { Locator, Page } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { letter, openLetters, write } from "./support/letters.ts";
import { goTo } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const URGENT = "I want to kill myself and I cannot say it aloud.";

function entries(therapist: Page): Locator {
  return therapist.getByTestId("today-entry");
}

/** Who was called because of a letter, under it. */
function ladder(page: Page, words: string): Locator {
  return letter(page, words).getByTestId("ladder");
}

test("a therapist takes on what was noticed, can take that back for a moment, and the patient is told", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await goTo(therapist, "Today");
  await write(patient, URGENT);
  const entry = entries(therapist).first();
  await expect(entry).toContainText("Words about suicide that sound pressing.");
  await entry.getByText("Why it stands here").click();
  await expect(entry).toContainText("Words that sound pressing, and nobody has taken them on.");

  await entry.getByRole("button", { name: "I have taken this on" }).click();
  const undo = entry.getByRole("button", { name: "Undo" });
  await expect(undo).toBeFocused();
  expect(await faultsOf(therapist)).toEqual([]);
  await undo.press("Enter");
  const take = entry.getByRole("button", { name: "I have taken this on" });
  await expect(take).toBeFocused();
  await take.press("Enter");
  await expect(entry).toContainText("What was noticed is taken on.", { timeout: 20_000 });
  await expect(entry).not.toContainText("Words about suicide");

  // Said to the one who wrote it, in so many words; nobody was called.
  await expect(ladder(patient, URGENT)).toContainText("Dr Lind has taken this on.");
  await expect(ladder(patient, URGENT).getByTestId("ladder-step")).toHaveCount(1);
  await openLetters(therapist, "Mira");
  await expect(ladder(therapist, URGENT)).toContainText("you have taken this on.");
  await therapist.getByText("Which words, and why").click();
  await expect(letter(therapist, URGENT)).toContainText("reads like a wish to die");
  expect(await faultsOf(therapist)).toEqual([]);
});
