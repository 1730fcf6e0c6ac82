import { Clinic } from "./support/clinic.ts";
import { field, letter, openLetters, state, write } from "./support/letters.ts";
import { onDevice } from "./support/people.ts";
import { expect, test } from "./support/test.ts";
import { askAgain, listenTo } from "./support/wire.ts";
import { Worker } from "./support/worker.ts";

const BY_ITSELF = { timeout: 60_000 };

test("failure_03 a letter kept without a link leaves while no page is open, and is shown as with the clinic, once, when one is", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  const worker = await Worker.of(patient.context());
  await openLetters(therapist, "Mira");
  await relay.kill();
  const words = ["Written in the tunnel.", "And one more, before the battery goes."];
  for (const one of words) await write(patient, one);
  await expect(state(patient, words[1])).toContainText("Kept on this device");
  await patient.close();

  await relay.restart();
  await worker.post(relay.patientOrigin);
  for (const one of words) await expect(letter(therapist, one)).toHaveCount(1, BY_ITSELF);

  const again = await patient.context().newPage();
  await again.goto(relay.patientOrigin);
  for (const one of words) await expect(state(again, one)).toContainText("With the clinic since", BY_ITSELF);
  await expect(again.getByTestId("letter")).toHaveCount(2);
  await expect(therapist.getByTestId("letter")).toHaveCount(2);
  for (const [nth, one] of words.entries()) await expect(therapist.getByTestId("letter").nth(nth)).toContainText(one);
});

test("failure_02 a worker that is killed midway, and a relay that says 500 first: nothing lost, nothing twice", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  const worker = await Worker.of(patient.context());
  await openLetters(therapist, "Mira");
  await relay.kill();
  const words = "Through all of that.";
  await write(patient, words);
  await patient.close();

  // Something else answers at the clinic's address: nothing at first, then that it cannot.
  const clinic = await Clinic.open(relay.port);
  clinic.answer = () => null;
  await worker.post(relay.patientOrigin);
  await expect.poll(() => clinic.posted.length).toBe(1);
  await worker.kill();
  clinic.answer = () => 500;
  await worker.post(relay.patientOrigin);
  await expect.poll(() => clinic.posted.length).toBe(2);
  expect(clinic.posted[1].body).toEqual(clinic.posted[0].body);
  await clinic.close();

  await relay.restart();
  await worker.post(relay.patientOrigin);
  await expect(letter(therapist, words)).toHaveCount(1, BY_ITSELF);
  await worker.post(relay.patientOrigin);
  const again = await patient.context().newPage();
  await again.goto(relay.patientOrigin);
  await expect(state(again, words)).toContainText("With the clinic since", BY_ITSELF);
  await write(again, "And after it.");
  await expect(letter(therapist, "And after it.")).toBeVisible(BY_ITSELF);
  await expect(therapist.getByTestId("letter")).toHaveCount(2);
  await expect(again.getByTestId("letter")).toHaveCount(2);
});

test("failure_09 page and worker sending at once do no harm", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  const worker = await Worker.of(patient.context());
  await openLetters(therapist, "Mira");
  await relay.kill();
  const asked = listenTo(patient);
  const words = ["Sent by both of them.", "And this one too."];
  for (const one of words) await write(patient, one);
  await expect.poll(() => asked.at(-1)?.body.length ?? 0).toBeGreaterThan(1_000);
  await patient.close();
  await relay.restart();
  const ofPage = asked.at(-1)!;
  await Promise.all([askAgain(ofPage), worker.post(relay.patientOrigin), askAgain(ofPage)]);
  const again = await patient.context().newPage();
  await again.goto(relay.patientOrigin);
  for (const one of words) {
    await expect(letter(therapist, one)).toHaveCount(1, BY_ITSELF);
    await expect(state(again, one)).toContainText("With the clinic since", BY_ITSELF);
  }
  await write(again, "And after it.");
  await expect(letter(therapist, "And after it.")).toBeVisible(BY_ITSELF);
  for (const page of [therapist, again]) await expect(page.getByTestId("letter")).toHaveCount(3);
});

test("failure_03 a draft is on disk before the tab that it was typed in is gone", async ({ people, relay }) => {
  const { patient } = await people.pair();
  const other = await patient.context().newPage();
  await other.goto(relay.patientOrigin);
  await expect(field(other)).toBeVisible();
  // Closed as soon as it is typed, as by a thumb on the wrong cross: no pause ever passes here.
  await patient.evaluate(() => {
    const later = window.setTimeout;
    window.setTimeout = ((work: TimerHandler, pause = 0) => (pause > 0 ? 0 : later(work))) as typeof setTimeout;
  });
  await field(patient).fill("Half a thought, and then the tab was gone");
  await patient.close({ runBeforeUnload: false });
  await other.reload();
  await expect(field(other)).toHaveValue("Half a thought, and then the tab was gone");
});
