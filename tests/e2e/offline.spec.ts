import { field, letter, openLetters, state, write } from "./support/letters.ts";
import { join, onDevice } from "./support/people.ts";
import { keysOf } from "./support/storage.ts";
import { expect, test } from "./support/test.ts";
import { carriesLetter } from "./support/wire.ts";

/** The longest that a device waits between two tries after a short time without a relay. */
const BY_ITSELF = { timeout: 60_000 };

test("failure_06 the app opens with the relay gone, keeps a letter, and sends it by itself when the relay is back", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  await relay.kill();

  const fresh = await patient.context().newPage();
  await patient.close();
  await fresh.goto(relay.patientOrigin);
  const words = "Written in the tunnel, where there is no relay.";
  await write(fresh, words);
  await expect(state(fresh, words)).toHaveText("Kept on this device. It goes out by itself.");

  await relay.restart();
  await expect(state(fresh, words)).toContainText("With the clinic since", BY_ITSELF);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, words)).toHaveCount(1, BY_ITSELF);
});

test("failure_03 a kept letter survives the closing of the browser, and arrives once", async ({ people, profile, relay }) => {
  const therapist = await people.therapist();
  const words = "Kept over night, with the browser shut.";

  let context = await profile.open();
  let page = await context.newPage();
  await join(page, relay.links.patient, "Mira");
  await onDevice(page);
  await relay.kill();
  await write(page, words);
  await expect(state(page, words)).toContainText("Kept on this device");
  await context.close();

  context = await profile.open();
  page = await context.newPage();
  await page.goto(relay.patientOrigin);
  await expect(state(page, words)).toContainText("Kept on this device");

  await relay.restart();
  await expect(state(page, words)).toContainText("With the clinic since", BY_ITSELF);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, words)).toHaveCount(1, BY_ITSELF);
});

test("one round trip is enough for a whole queue", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await relay.kill();
  const queue = ["First of five.", "Second of five.", "Third of five.", "Fourth of five.", "Fifth of five."];
  for (const words of queue) await write(patient, words);

  // From here on exactly one request is let through; the link is down before and after it.
  let trips = 0;
  let isUp = false;
  await patient.route("**/v1/sync", async (route) => {
    if (!isUp || trips > 0) return route.abort();
    trips += 1;
    await route.continue();
  });
  await relay.restart();
  isUp = true;
  for (const words of queue) {
    await expect(state(patient, words)).toContainText("With the clinic since", BY_ITSELF);
  }
  expect(trips).toBe(1);

  await openLetters(therapist, "Mira");
  await expect(therapist.getByTestId("letter")).toHaveCount(queue.length, BY_ITSELF);
  for (const [place, words] of queue.entries()) {
    await expect(therapist.getByTestId("letter").nth(place)).toContainText(words);
  }
});

test("failure_01 an answer lost on the way back doubles nothing", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  let lost = 0;
  await patient.route("**/v1/sync", async (route) => {
    if (!carriesLetter(route.request()) || lost > 0) return route.continue();
    lost += 1;
    // The relay has it; the device never hears so.
    await route.fetch();
    await route.abort("connectionreset");
  });
  const words = "Said once, heard once.";
  await write(patient, words);
  await expect(state(patient, words)).toContainText("With the clinic since", BY_ITSELF);
  expect(lost).toBe(1);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, words)).toHaveCount(1);
  await write(patient, "And this after it.");
  await expect(letter(therapist, "And this after it.")).toBeVisible();
  await expect(letter(therapist, words)).toHaveCount(1);
  await expect(letter(patient, words)).toHaveCount(1);
});

test("a draft is there again after a reload", async ({ people }) => {
  const { patient } = await people.pair();
  await field(patient).fill("Half a thought, not for sending yet");
  await expect.poll(async () => (await keysOf(patient, "notes")).filter((key) => key.startsWith("draft"))).toHaveLength(1);
  await patient.reload();
  await expect(field(patient)).toHaveValue("Half a thought, not for sending yet");
});

test("what the relay has confirmed survives its being killed", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  // The therapist's device is off meanwhile.
  await therapist.goto("about:blank");
  const words = "Confirmed a moment before the power went.";
  await write(patient, words);
  await expect(state(patient, words)).toContainText("With the clinic since");
  await relay.kill();
  await relay.restart();
  await therapist.goto(relay.therapistOrigin);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, words)).toHaveCount(1);
});

test("failure_08 a browser that believes to be offline is not believed: what gets through goes out", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await patient.context().addInitScript(() => Object.defineProperty(Navigator.prototype, "onLine", { get: () => false }));
  await patient.reload();
  await patient.evaluate(() => window.dispatchEvent(new Event("offline")));
  await write(patient, "Sent by a device that thinks it has no network.");
  await expect(state(patient, "Sent by a device that thinks it has no network.")).toContainText("With the clinic since");
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, "Sent by a device that thinks it has no network.")).toHaveCount(1);
});

test("failure_23 a request that hangs on a dead connection is given up, and the letter goes out on another", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  let hanging = 0;
  await patient.route("**/v1/sync", async (route) => {
    if (!carriesLetter(route.request()) || hanging > 0) return route.continue();
    // Never answered: the other end is gone and nobody has said so.
    hanging += 1;
  });
  const words = "Into a connection that died in its sleep.";
  await write(patient, words);
  await expect.poll(() => hanging).toBe(1);
  await expect(state(patient, words)).toContainText("With the clinic since", BY_ITSELF);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, words)).toHaveCount(1, BY_ITSELF);
});

test("failure_23 a stream of nudges that has fallen silent is left for another", async ({ people }) => {
  const { patient } = await people.pair();
  await patient.clock.install();
  let asked = 0;
  await patient.route("**/v1/nudges", () => {
    // Never answered, and never ended.
    asked += 1;
  });
  await patient.reload();
  await expect(field(patient)).toBeVisible();
  await expect.poll(() => asked).toBe(1);
  await patient.clock.fastForward(46_000);
  await patient.clock.fastForward(10_000);
  await expect.poll(() => asked).toBeGreaterThan(1);
});
