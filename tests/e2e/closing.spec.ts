import type { Locator, Page } from "@playwright/test";
import { field, letter, openLetters, state, write } from "./support/letters.ts";
import { goTo } from "./support/people.ts";
import { proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

const WORDS = "The week was quiet. I was in the garden.";

/** The line that says that an exchange has ended. */
function ending(page: Page): Locator {
  return page.getByTestId("closing");
}

/** A letter that waits for an answer, and the therapist in front of it, outside every window. */
async function waiting(therapist: Page, patient: Page): Promise<void> {
  await proposeAndAgree(therapist, patient);
  await write(patient, WORDS);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, WORDS)).toBeVisible();
}

async function end(therapist: Page): Promise<void> {
  await therapist.getByRole("button", { name: "End this exchange without a reply" }).click();
  const question = therapist.getByRole("dialog", { name: "End this exchange without a reply?" });
  await expect(question).toContainText("This is about Mira’s letter of");
  await question.getByRole("button", { name: "End it" }).click();
}

test("a closing thank-you may stay without an answer: the page reminds, and decides nothing", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  const reminder = patient.getByText("A thank-you may stay without an answer");
  const needsNone = patient.getByLabel("This needs no answer");
  await field(patient).fill("Thank you. What shall I do tonight?");
  await expect(needsNone).toBeVisible();
  await expect(reminder).toHaveCount(0);
  await field(patient).fill("That helped. Thank you!");
  await expect(reminder).toBeVisible();
  await expect(needsNone).not.toBeChecked();
  await expect(patient.getByTestId("promise-line")).toContainText("Write before");

  await needsNone.check();
  await write(patient, "That helped. Thank you!");
  await expect(state(patient, "That helped.")).toContainText("You asked for no answer.");
  await expect(needsNone).not.toBeChecked();
  await openLetters(therapist, "Mira");
  await expect(state(therapist, "That helped.")).toContainText("No answer is needed.");
  await expect(therapist.getByRole("button", { name: "End this exchange" })).toHaveCount(0);
});

test("a therapist ends an exchange: held to the window, told then, owed no more", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await waiting(therapist, patient);
  await end(therapist);
  await expect(ending(therapist)).toContainText("You end this exchange without a reply. Mira is told");
  await expect(therapist.getByRole("button", { name: "End this exchange" })).toHaveCount(0);
  await goTo(therapist, "Today");
  await expect(therapist.getByTestId("held-reply")).toContainText("Mira: ends without a reply");
  await expect(therapist.getByTestId("today-entry")).toContainText("They are told");

  // The patient's device does not have it yet.
  await patient.reload();
  await expect(state(patient, WORDS)).toContainText("Answer:");
  await expect(ending(patient)).toHaveCount(0);

  await skip(patient);
  await expect(ending(patient)).toContainText("Dr Lind ended this exchange without a reply");
  await expect(ending(patient)).toContainText("You can write again whenever you like.");
  await expect(state(patient, WORDS)).toContainText("Ended by Dr Lind without a reply");
  await expect(therapist.getByRole("heading", { name: "Nobody is waiting for an answer" })).toBeVisible();
  await openLetters(therapist, "Mira");
  await expect(state(therapist, WORDS)).toContainText("You ended this without a reply");
});

test("an end that is held can be taken back: the answer is owed as before", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await waiting(therapist, patient);
  await field(therapist).fill("A draft that stays.");
  await end(therapist);
  await ending(therapist).getByRole("button", { name: "Take it back" }).click();
  await expect(ending(therapist)).toHaveCount(0);
  await expect(therapist.getByRole("button", { name: "End this exchange" })).toBeVisible();
  await expect(field(therapist)).toHaveValue("A draft that stays.");
  await skip(patient);
  await expect(state(patient, WORDS)).toContainText("Answer:");
  await expect(ending(patient)).toHaveCount(0);
});

test("a patient lets a promise go, after a question; nothing is owed any more", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await waiting(therapist, patient);
  const way = letter(patient, WORDS).getByRole("button", { name: "I need no answer to this any more" });
  const question = patient.getByRole("dialog", { name: "Leave this letter without an answer?" });
  await way.click();
  await question.getByRole("button", { name: "Wait for the answer" }).click();
  await expect(way).toBeFocused();
  await expect(state(patient, WORDS)).toContainText("Answer:");

  await way.click();
  await question.getByRole("button", { name: "I need no answer" }).click();
  await expect(state(patient, WORDS)).toContainText("You need no answer to this any more.");
  await expect(way).toHaveCount(0);
  await expect(ending(patient)).toContainText("You said that you need no answer");
  await expect(state(therapist, WORDS)).toContainText("Mira needs no answer to this any more.");
  await expect(ending(therapist)).toContainText("Mira needs no answer any more");
  await goTo(therapist, "Today");
  await expect(therapist.getByRole("heading", { name: "Nobody is waiting for an answer" })).toBeVisible();
});
