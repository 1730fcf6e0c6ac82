import type { Locator, Page } from "@playwright/test";
import { field, keep, letter, openLetters, state, write } from "./support/letters.ts";
import { goTo, onDevice } from "./support/people.ts";
import { demoBar, proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

const WORDS = "Nobody answers this in time.";

/** What the patient is told of a promise that was not kept. */
function missed(patient: Page): Locator {
  return patient.getByRole("main").locator(".notice").filter({ hasText: "The answer promised for" });
}

/** What the therapist is asked to own, at the composer. */
function toOwn(therapist: Page): Locator {
  return therapist.getByRole("note").filter({ hasText: "did not leave in time" });
}

/** A letter whose window has passed without an answer. */
async function miss(therapist: Page, patient: Page): Promise<void> {
  await proposeAndAgree(therapist, patient);
  await write(patient, WORDS);
  await expect(state(patient, WORDS)).toContainText("Answer:");
  // To the window, and past it to the next one.
  await skip(patient);
  await expect(patient.getByRole("banner")).toContainText("Reading and answering until");
  await skip(patient);
}

test("a miss is told to both, named a new time, owned in the next reply, and then it is quiet", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await miss(therapist, patient);

  await expect(missed(patient)).toContainText("did not come.");
  await expect(missed(patient)).toContainText("The new time for it:");
  await expect(missed(patient)).toContainText("you need not do anything");
  await expect(missed(patient).getByRole("link", { name: "Get help now" })).toBeVisible();
  await expect(state(patient, WORDS)).toContainText(/has not come\. The new time for it: /);

  await goTo(therapist, "Today");
  await expect(therapist.getByTestId("today-entry")).toContainText("Not answered in its window");
  await expect(therapist.getByTestId("today-entry")).toContainText("Own it in your next reply.");

  await openLetters(therapist, "Mira");
  await expect(toOwn(therapist)).toBeVisible();
  const owns = therapist.getByLabel("This reply owns it");
  await expect(owns).not.toBeChecked();
  await therapist.getByRole("button", { name: "Begin with a sentence for it" }).click();
  await expect(owns).toBeChecked();
  await expect(field(therapist)).toBeFocused();
  await expect(field(therapist)).toHaveValue(/^I am sorry that my answer did not come on \w+day, .*, as I had promised\.\n\n$/);
  await therapist.keyboard.press("End");
  await therapist.keyboard.type("Now to what you wrote.");
  await keep(therapist).click();

  await expect(letter(patient, "Now to what you wrote.")).toContainText(/Owns that the answer for .* came late\./);
  await expect(missed(patient)).toHaveCount(0);
  await expect(state(patient, WORDS)).toContainText("Answered");
  await expect(toOwn(therapist)).toHaveCount(0);
  await goTo(therapist, "Today");
  await expect(therapist.getByRole("heading", { name: "Nobody is waiting for an answer" })).toBeVisible();
});

test("an answer that says nothing of the miss leaves the task where it was", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await miss(therapist, patient);
  await openLetters(therapist, "Mira");
  await write(therapist, "Here is the answer.");
  await expect(letter(patient, "Here is the answer.")).not.toContainText("Owns that");
  await expect(missed(patient)).toHaveCount(0);
  await goTo(patient, "Rhythm");
  // The window that was named after the miss was kept; the miss stays one.
  await expect(patient.getByTestId("promise").first()).toContainText("answered");
  await expect(patient.getByTestId("promise").nth(1)).toContainText("the answer did not come in its window. It came");
  await goTo(patient, "Letters");

  await expect(toOwn(therapist)).toBeVisible();
  await goTo(therapist, "Today");
  await expect(therapist.getByTestId("today-entry")).toContainText("came late. Own it in your next reply.");
  await openLetters(therapist, "Mira");
  await therapist.getByLabel("This reply owns it").check();
  await write(therapist, "And I am sorry that it was late.");
  await expect(letter(patient, "And I am sorry that it was late.")).toContainText("Owns that the answer for");
  await expect(toOwn(therapist)).toHaveCount(0);
});

test("a device without a connection says of itself that nothing has reached it", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  await proposeAndAgree(therapist, patient);
  await write(patient, WORDS);
  await expect(state(patient, WORDS)).toContainText("Answer:");
  await relay.kill();
  // Two days later, by this device's own clock.
  await patient.clock.setFixedTime(Date.now() + 2 * 24 * 60 * 60_000);
  await patient.reload();
  await expect(missed(patient)).toContainText("has not reached this device. That may only be the connection.");
  await expect(missed(patient)).toContainText("The new time for it:");
  await expect(patient.getByTestId("promise-line")).toContainText("If it reaches the clinic before");
});

test("a held reply that owns a miss says so, and taken back it leaves the task open", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await miss(therapist, patient);
  // Past that window as well: the reply below is held.
  await relay.pass(3 * 60);
  await openLetters(therapist, "Mira");
  await therapist.getByLabel("This reply owns it").check();
  const reply = "It was my mistake.";
  await write(therapist, reply);
  await expect(letter(therapist, reply)).toContainText("Owns that the answers for");
  await expect(state(therapist, reply)).toContainText("Held at the clinic.");
  await expect(toOwn(therapist)).toHaveCount(0);

  await letter(therapist, reply).getByRole("button", { name: "Take it back" }).click();
  await expect(toOwn(therapist)).toBeVisible();
  await expect(therapist.getByLabel("This reply owns it")).toBeChecked();
  await expect(field(therapist)).toHaveValue(reply);
});

test("inside the window, while there is still time, the therapist is told who is promised an answer, and never outside", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await write(patient, "A letter to be answered today.");
  await expect(state(patient, "A letter to be answered today.")).toContainText("Answer:");
  const told = therapist.getByRole("note").filter({ hasText: "An answer in it is promised to:" });
  await goTo(therapist, "Settings");
  await expect(told).toHaveCount(0);

  await skip(patient);
  await expect(demoBar(therapist)).toContainText(":00");
  await expect(told).toHaveCount(0);
  // The window is an hour long: twenty minutes before its end.
  await relay.pass(40);
  await expect(told).toContainText("Your window is open until");
  await expect(therapist.getByRole("status").filter({ hasText: "is promised to Mira." })).toBeAttached();
  await told.getByRole("link", { name: "Mira" }).click();
  await write(therapist, "Here it is.");
  await expect(told).toHaveCount(0);
  await expect(letter(patient, "Here it is.")).toBeVisible();
});
