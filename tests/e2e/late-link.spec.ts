import { letter, openLetters, state, write } from "./support/letters.ts";
import { goTo, onDevice } from "./support/people.ts";
import { proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

/** The longest that a device waits between two tries after a short time without a relay. */
const BY_ITSELF = { timeout: 60_000 };

test("an answer that left in time but came late, for want of a link, undoes the miss everywhere", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  await proposeAndAgree(therapist, patient);
  const words = "Into a dead spot.";
  await write(patient, words);
  await expect(state(patient, words)).toContainText("Answer:");

  await patient.context().setOffline(true);
  await skip(therapist);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, words)).toBeVisible();
  await write(therapist, "Here, in time.");
  await expect(state(therapist, "Here, in time.")).toContainText("Sent");

  // Two days later by this device's clock, with the app opened anew.
  await patient.clock.setFixedTime(Date.now() + 2 * 24 * 60 * 60_000);
  await patient.reload();
  await expect(state(patient, words)).toContainText(/has not (come|reached)/);
  await goTo(patient, "Rhythm");
  await expect(patient.getByTestId("promise").nth(1)).toBeVisible();

  await patient.context().setOffline(false);
  await expect(patient.getByTestId("promise")).toHaveCount(1, BY_ITSELF);
  await expect(patient.getByTestId("promise")).toContainText("answered");
  await goTo(patient, "Letters");
  await expect(letter(patient, "Here, in time.")).toBeVisible();
  await expect(state(patient, words)).toContainText("Answered");

  // And it stays that way for who opens the app again.
  await patient.reload();
  await expect(state(patient, words)).toContainText("Answered");
});
