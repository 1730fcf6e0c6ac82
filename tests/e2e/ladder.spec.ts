import { faultsOf } from "./support/axe.ts";
import { heldBack } from "./support/builds.ts";
import { agreeOnLadder, BEGUN, ladder, LETTER, markOf, PAGE, steps, TAKEN, TOLD, URGENT } from "./support/ladder.ts";
import { letter, openLetters, state, write } from "./support/letters.ts";
import { saidIn } from "./support/oncall.ts";
import { goTo, onDevice } from "./support/people.ts";
import { proposeAndAgree } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { entries } from "./support/today.ts";
import { listenTo } from "./support/wire.ts";

const DEAD = "Dr. Weber could not be reached.";

test("a dead first step, an answering second: both sides see each step as it was", async ({ people, relay, onCall }) => {
  test.setTimeout(180_000);
  const { therapist, patient } = await people.pair();
  await agreeOnLadder(therapist, patient);
  await write(patient, URGENT);
  const notice = await onCall.first();
  expect(notice.reference).toBe("Ward 3, file 117");
  expect(saidIn(notice)).not.toContain("kill");
  await expect.poll(() => steps(patient, URGENT)).toEqual([BEGUN, DEAD, TOLD]);
  await expect(ladder(patient, URGENT)).toContainText("Nobody has answered yet.");
  await expect(ladder(patient, URGENT).getByRole("link", { name: "Get help now" })).toBeVisible();
  expect(await faultsOf(patient)).toEqual([]);

  // A second letter calls nobody again.
  await write(patient, "Please, I really want to die tonight.");
  await expect(ladder(patient, "Please, I really want to die")).toContainText("the call list was under way already");

  // The relay restarts meanwhile; what was told stays told.
  await relay.stop();
  await relay.restart();
  await goTo(therapist, "Today");
  await expect(entries(therapist).first()).toContainText("Somebody is being called because of it, since");

  const colleague = await (await people.browserFor("Europe/Berlin")).newPage();
  await colleague.goto(notice.acknowledge_url);
  await colleague.getByRole("button").click();
  await expect.poll(() => steps(patient, URGENT)).toEqual([BEGUN, DEAD, TOLD, TAKEN]);
  await expect(ladder(patient, URGENT)).not.toContainText("Nobody has answered");
  await expect(ladder(patient, URGENT).getByRole("link", { name: "Get help now" })).toHaveCount(0);
  await expect.poll(() => steps(patient, "Please, I really want to die")).toContain(TAKEN);
  expect(onCall.notices).toHaveLength(1);

  await openLetters(therapist, "Mira");
  await expect.poll(() => steps(therapist, URGENT)).toEqual([BEGUN, DEAD, TOLD, TAKEN]);
  // It is there without a link as well.
  await patient.context().setOffline(true);
  await patient.reload();
  await expect.poll(() => steps(patient, URGENT)).toEqual([BEGUN, DEAD, TOLD, TAKEN]);
});

test("without an agreed call list nobody is called, and the relay sees no mark", async ({ people, onCall }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  const asked = listenTo(patient);
  await write(patient, URGENT);
  await expect(state(patient, URGENT)).toContainText("With the clinic since");
  await goTo(therapist, "Today");
  await expect(entries(therapist).first()).toContainText("Words about suicide that sound pressing.");
  await expect(entries(therapist).first()).not.toContainText("being called");
  await expect(ladder(patient, URGENT)).toHaveCount(0);
  expect(onCall.notices).toEqual([]);
  expect(await markOf(patient, URGENT, asked)).toBe(LETTER);
});

test("of a letter that has not left nothing is claimed", async ({ people, onCall }) => {
  const { therapist, patient } = await people.pair();
  await agreeOnLadder(therapist, patient);
  const asked = listenTo(patient);
  await patient.context().setOffline(true);
  await write(patient, URGENT);
  await expect(ladder(patient, URGENT)).toContainText("Nobody is told of this yet: it has not left this device.");
  const prompt = patient.getByRole("region", { name: "This sounds very hard" });
  await expect(prompt).toContainText("Your clinic will be told as soon as this gets through. It has not been told yet.");
  await expect(ladder(patient, URGENT).getByRole("link", { name: "Get help now" })).toBeVisible();
  await expect(ladder(patient, URGENT).getByTestId("ladder-step")).toHaveCount(0);
  expect(onCall.notices).toEqual([]);
  await patient.context().setOffline(false);
  await expect.poll(() => steps(patient, URGENT)).toContain(BEGUN);
  await expect(prompt).toContainText("Your clinic is being told, since");
  expect(await markOf(patient, URGENT, asked)).toBe(PAGE);
});

const SPANISH = "Ya no puedo más, quiero matarme.";

test("what left before its language was known is noticed after it, also after a reload: it is listed, and the list is called", async ({ people, onCall }) => {
  const { therapist, patient } = await people.pair();
  await agreeOnLadder(therapist, patient);
  await onDevice(patient);
  const arrive = await heldBack(patient, "es");
  const asked = listenTo(patient);
  await write(patient, SPANISH);
  await expect(state(patient, SPANISH)).toContainText("With the clinic since");
  await goTo(therapist, "Today");
  await expect(entries(therapist).first()).toContainText("Mira");
  await expect(entries(therapist).first()).not.toContainText("Words about suicide");
  expect(onCall.notices).toEqual([]);

  await patient.reload();
  await expect(letter(patient, SPANISH)).toBeVisible();
  arrive();
  await expect(patient.getByRole("region", { name: "This sounds very hard" })).toBeVisible();
  await expect(entries(therapist).first()).toContainText("Words about suicide that sound pressing.");
  await expect(entries(therapist).first()).toContainText("Somebody is being called because of it");
  await expect.poll(() => steps(patient, SPANISH)).toContain(BEGUN);
  expect(await markOf(patient, SPANISH, asked)).toBe(LETTER);

  // Once is enough: nothing more goes out the next time.
  const again = listenTo(patient);
  await patient.reload();
  await expect.poll(() => steps(patient, SPANISH)).toContain(BEGUN);
  await expect.poll(() => again.length).toBeGreaterThan(0);
  await expect(patient.getByRole("region", { name: "This sounds very hard" })).toHaveCount(0);

  await entries(therapist).first().getByRole("button", { name: "I have taken this on" }).click();
  await expect(ladder(patient, SPANISH)).toContainText("has taken this on.", { timeout: 30_000 });
  await expect(ladder(patient, SPANISH).getByText("Nobody has answered")).toHaveCount(0);
});
