import type { Locator, Page } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { letter, openLetters, write } from "./support/letters.ts";
import { goTo } from "./support/people.ts";
import { agree, hoursAhead, openEditor, setHours } from "./support/rhythm.ts";
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

/** Fills the call list in the editor that is open: Dr. Weber first, then whoever is on call. */
async function fillLadder(therapist: Page): Promise<void> {
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
async function agreeOnLadder(therapist: Page, patient: Page): Promise<void> {
  await openEditor(therapist, "Mira");
  await setHours(therapist, hoursAhead());
  await fillLadder(therapist);
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
  await agree(patient);
}

test("a call list is written, weighed, seen as the patient will see it, agreed and changed", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  await setHours(therapist, hoursAhead());
  await fillLadder(therapist);
  const editor = therapist.getByTestId("ladder-editor");
  await expect(editor).toContainText("a call is worth it from a likelihood of 5 in 100 on.");
  await expect(editor).toContainText("about 10 of 1,000 messages");
  await editor.getByLabel("What a call costs that was not needed").fill("6");
  await expect(editor).toContainText("Only words that sound like danger in this minute call somebody: about 2 of 1,000");
  await editor.getByLabel("What a call costs that was not needed").fill("1");
  const preview = therapist.getByTestId("preview");
  await expect(preview).toContainText("1. Dr. Weber. If there is no answer within 10 minutes, the next.");
  await expect(preview).toContainText("2. On-call colleague, with 5 minutes to answer.");
  await expect(preview).toContainText("It can be that nobody answers");
  expect(await faultsOf(therapist)).toEqual([]);

  // A contact that the clinic's list could not have is said at once.
  const contact = editor.getByRole("group", { name: "Step 1", exact: true }).getByLabel("Contact");
  await contact.fill("Dr Weber");
  await expect(editor).toContainText("Use 1 to 40 small letters, digits and hyphens.");
  await contact.fill("weber");
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");

  await goTo(patient, "Rhythm");
  await expect(patient.getByText("2. On-call colleague, with 5 minutes to answer.")).toBeVisible();
  await patient.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(patient.getByRole("heading", { name: "What is agreed" })).toBeVisible();
  await expect(patient.getByText("know whom it is about by: Ward 3, file 117.")).toBeVisible();
  expect(await faultsOf(patient)).toEqual([]);

  await openEditor(therapist, "Mira");
  await therapist.getByRole("button", { name: "No call list" }).click();
  await expect(therapist.getByTestId("changes")).toContainText("nobody is told any more when words sound like danger");
});
