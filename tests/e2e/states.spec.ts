import type { Page } from "@playwright/test";
import { letter, openLetters, state, write } from "./support/letters.ts";
import { proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { carriesLetter } from "./support/wire.ts";

/** The shape beside the sentence. */
function mark(page: Page, words: string): Promise<string> {
  return letter(page, words).locator("svg.state-mark").innerHTML();
}

test("kept, with the relay, promised, answered: each state has its own mark and sentence", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  const marks: string[] = [];
  const early = "Before there was a rhythm.";
  await write(patient, early);
  await expect(state(patient, early)).toContainText(/^With the clinic since .*\. Nothing is agreed yet/);
  marks.push(await mark(patient, early));

  await proposeAndAgree(therapist, patient);
  await relay.kill();
  const words = "Written while the relay was down.";
  await write(patient, words);
  await expect(state(patient, words)).toContainText(/^Kept on this device\. It goes out by itself\. If it reaches the clinic before .*, the answer comes /);
  marks.push(await mark(patient, words));

  await relay.restart();
  await expect(state(patient, words)).toContainText(/^With the clinic since .*\. Answer: /, { timeout: 60_000 });
  marks.push(await mark(patient, words));

  await skip(patient);
  await openLetters(therapist, "Mira");
  await expect(therapist.getByTestId("promise-line")).toContainText("This reply leaves at once: your window is open until");
  await write(therapist, "An answer inside the window.");
  await expect(letter(patient, "An answer inside the window.")).toBeVisible();
  await expect(state(patient, words)).toContainText(/^Answered /);
  marks.push(await mark(patient, words));

  expect(new Set(marks).size, "marks that differ").toBe(marks.length);
});

test("on its way: said while a request is under way", async ({ people }) => {
  const { patient } = await people.pair();
  let letGo = (): void => undefined;
  const held = new Promise<void>((done) => (letGo = done));
  await patient.route("**/v1/sync", async (route) => {
    if (carriesLetter(route.request())) await held;
    await route.continue();
  });
  const words = "Under way for a while.";
  await write(patient, words);
  await expect(state(patient, words)).toHaveText("On its way.");
  letGo();
  await expect(state(patient, words)).toContainText("With the clinic since");
});
