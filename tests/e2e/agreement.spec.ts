import { write, state } from "./support/letters.ts";
import { goTo, PATIENT_ZONE, THERAPIST_ZONE } from "./support/people.ts";
import { agree, hoursAhead, openEditor, propose, setHours, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { clockIn, nextAt } from "./support/times.ts";

const NOTHING_AGREED = "Nothing is agreed yet, so an answer has no fixed time.";

test("windows count once both have agreed, and the promise is the same interval everywhere", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  const promise = patient.getByTestId("promise-line");
  await expect(promise).toHaveText(NOTHING_AGREED);

  const hours = hoursAhead();
  const [opens, closes] = [nextAt(hours.opens, THERAPIST_ZONE, new Date()), nextAt(hours.closes, THERAPIST_ZONE, new Date())];
  const own = `${clockIn(PATIENT_ZONE, opens)}–${clockIn(PATIENT_ZONE, closes)}`;
  const theirs = `${hours.opens}–${hours.closes}`;
  await propose(therapist, "Mira", hours);

  // Seen, in both zones, and still nothing is in force.
  await goTo(patient, "Rhythm");
  const proposal = patient.getByTestId("proposal");
  await expect(proposal).toContainText("Dr Lind proposes this rhythm");
  await expect(proposal).toContainText(own);
  await expect(proposal).toContainText(theirs);
  await expect(proposal).toContainText("Berlin");
  await expect(patient.getByRole("heading", { name: "What is agreed" })).toHaveCount(0);
  await goTo(patient, "Letters");
  await expect(promise).toHaveText(NOTHING_AGREED);

  await agree(patient);
  await expect(promise).toContainText("Write before");
  await expect(promise).toContainText(own);
  await expect(promise).toContainText(theirs);

  const words = "A letter under the new rhythm.";
  await write(patient, words);
  await expect(state(patient, words)).toContainText(/^With the clinic since .*\. Answer: /);
  await expect(state(patient, words)).toContainText(own);
  await expect(state(patient, words)).toContainText(theirs);

  // The therapist's device says so, too.
  await expect(therapist.getByTestId("proposal-state")).toContainText("Both of you have agreed to version 1.");
});

test("a letter that arrived before anything was agreed gets no promise afterwards", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  const words = "Before there was a rhythm.";
  await write(patient, words);
  await expect(state(patient, words)).toContainText("Nothing is agreed yet");
  await propose(therapist, "Mira", hoursAhead());
  await agree(patient);
  await expect(patient.getByTestId("promise-line")).toContainText("Write before");
  await expect(state(patient, words)).toContainText("so no answer has a fixed time");
});

test("a letter marked as needing no answer is promised none", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await propose(therapist, "Mira", hoursAhead());
  await agree(patient);
  await patient.getByLabel("This needs no answer").check();
  await expect(patient.getByTestId("promise-line")).toContainText("You will get no answer to this letter, as you wish.");
  const words = "Thank you, that was all.";
  await write(patient, words);
  await expect(state(patient, words)).toContainText("You asked for no answer.");
});

test("a change counts later, and a promise already given stands", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await propose(therapist, "Mira", hoursAhead());
  await agree(patient);
  const words = "Promised under the first version.";
  await write(patient, words);
  await expect(state(patient, words)).toContainText("Answer:");
  await skip(patient);
  await expect(patient.getByRole("banner")).toContainText("Reading and answering until");
  const promised = await state(patient, words).textContent();

  await propose(therapist, "Mira", { opens: "12:15", closes: "12:45" });
  await goTo(patient, "Rhythm");
  const proposal = patient.getByTestId("proposal");
  await expect(proposal).toContainText("Dr Lind proposes a change");
  await expect(proposal).toContainText("12:15–12:45");
  await proposal.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(patient.getByRole("heading", { name: /^From .* another rhythm counts$/ })).toBeVisible();

  await goTo(patient, "Letters");
  await expect(patient.getByText(/^From .* on another rhythm counts\.$/)).toBeVisible();
  await expect(state(patient, words)).toHaveText(promised ?? "");
  await expect(patient.getByTestId("promise-line")).not.toContainText("12:15");
});

test("the editor says what does not fit, beside the field, and proposes nothing", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  await setHours(therapist, { days: ["Monday"], opens: "15:00", closes: "15:00" });
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByText("It has to close at another time than it opens.").first()).toBeVisible();

  await setHours(therapist, { days: [], opens: "15:00", closes: "17:00" });
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByText("Choose at least one day, each once.").first()).toBeVisible();
  await expect(therapist.getByTestId("proposal-state")).toHaveCount(0);
  await goTo(patient, "Rhythm");
  await expect(patient.getByTestId("proposal")).toHaveCount(0);
});
