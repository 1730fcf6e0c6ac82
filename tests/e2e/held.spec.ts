import type { Page } from "@playwright/test";
import { field, keep, letter, openLetters, state, write } from "./support/letters.ts";
import { proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { askAgain, fingerprint, listenTo } from "./support/wire.ts";

const HELD = "Held at the clinic. Leaves";

/** A letter of the patient's that waits for an answer, and the therapist in front of it, outside every window. */
async function letterBetweenWindows(therapist: Page, patient: Page): Promise<void> {
  await proposeAndAgree(therapist, patient);
  await write(patient, "How do I get through the weekend?");
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, "How do I get through the weekend?")).toBeVisible();
}

test("a reply outside every window is withheld by the relay itself, and leaves when one opens", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await letterBetweenWindows(therapist, patient);
  await expect(therapist.getByTestId("promise-line")).toContainText("This reply leaves");
  const [sent, asked] = [listenTo(therapist), listenTo(patient)];
  await patient.reload();
  await expect.poll(() => asked.length).toBeGreaterThan(0);

  const reply = "One hour after the other, and a walk in each.";
  await write(therapist, reply);
  await expect(state(therapist, reply)).toContainText(HELD);
  const sealed = fingerprint(sent.reduce((most, one) => (one.body.length > most.body.length ? one : most)));

  // Whatever the patient's device asks, it is not there.
  const question = asked.at(-1)!;
  expect((await askAgain(question)).includes(sealed)).toBe(false);
  await patient.reload();
  await expect(letter(patient, "How do I get through the weekend?")).toBeVisible();
  await expect(letter(patient, reply)).toHaveCount(0);

  await skip(patient);
  await expect(letter(patient, reply)).toBeVisible();
  await expect(state(therapist, reply)).toContainText("Sent");
  await expect(state(patient, "How do I get through the weekend?")).toContainText("Answered");
  expect((await askAgain(question)).includes(sealed)).toBe(true);
});

test("a held reply can be changed: only the changed words ever arrive", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await letterBetweenWindows(therapist, patient);
  await write(therapist, "A first answer, too quick.");
  await expect(state(therapist, "A first answer, too quick.")).toContainText(HELD);

  await letter(therapist, "A first answer, too quick.").getByRole("button", { name: "Change the words" }).click();
  await expect(field(therapist)).toHaveValue("A first answer, too quick.");
  await field(therapist).fill("A second answer, slept over.");
  await keep(therapist).click();
  await expect(state(therapist, "A second answer, slept over.")).toContainText(HELD);
  await expect(letter(therapist, "A first answer, too quick.")).toHaveCount(0);

  await skip(patient);
  await expect(letter(patient, "A second answer, slept over.")).toBeVisible();
  await expect(letter(patient, "A first answer, too quick.")).toHaveCount(0);
});

test("a held reply can be taken back: nothing arrives, and its words are in the field", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await letterBetweenWindows(therapist, patient);
  const [regretted, meant] = ["Not like this.", "Like this."];
  await write(therapist, regretted);
  await expect(state(therapist, regretted)).toContainText(HELD);
  await letter(therapist, regretted).getByRole("button", { name: "Take it back" }).click();
  await expect(letter(therapist, regretted)).toHaveCount(0);
  await expect(field(therapist)).toHaveValue(regretted);

  await write(therapist, meant);
  await expect(state(therapist, meant)).toContainText(HELD);
  await skip(patient);
  await expect(letter(patient, meant)).toBeVisible();
  await expect(letter(patient, regretted)).toHaveCount(0);
});

test("a reply waits for a word when the patient has written since, and goes at that word", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await letterBetweenWindows(therapist, patient);
  const reply = "Glad to hear it went well!";
  await write(therapist, reply);
  await expect(state(therapist, reply)).toContainText(HELD);

  await write(patient, "It got worse after I wrote to you.");
  await expect(state(therapist, reply)).toContainText("Mira has written since. This reply waits for your word.");

  // The window opens, and it still waits.
  await skip(therapist);
  await write(therapist, "I have just read your second letter.");
  await expect(letter(patient, "I have just read your second letter.")).toBeVisible();
  await expect(letter(patient, reply)).toHaveCount(0);

  await letter(therapist, reply).getByRole("button", { name: "Send it regardless" }).click();
  await expect(letter(patient, reply)).toBeVisible();
});

test("a reply written offline, before a letter was heard that is at the relay already, waits for a word", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await letterBetweenWindows(therapist, patient);
  await therapist.context().setOffline(true);
  const reply = "Glad to hear it went well!";
  await write(therapist, reply);
  await expect(state(therapist, reply)).toContainText("Kept on this device");
  await write(patient, "It got worse after I wrote to you.");
  await expect(state(patient, "It got worse after I wrote to you.")).toContainText("With the clinic since");

  await therapist.context().setOffline(false);
  const waits = "Mira has written since. This reply waits for your word.";
  await expect(state(therapist, reply)).toContainText(waits, { timeout: 60_000 });
  await expect(letter(therapist, "It got worse after I wrote to you.")).toBeVisible();

  // The window opens, and it still waits; what is written now has heard everything.
  await skip(therapist);
  await write(therapist, "I have just read your second letter.");
  await expect(letter(patient, "I have just read your second letter.")).toBeVisible();
  await expect(letter(patient, reply)).toHaveCount(0);
  await expect(state(therapist, reply)).toContainText(waits);

  await letter(therapist, reply).getByRole("button", { name: "Send it regardless" }).click();
  await expect(letter(patient, reply)).toBeVisible();
});

test("a reply written with the relay gone is held all the same once it is back", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await letterBetweenWindows(therapist, patient);
  await relay.kill();
  const reply = "Written on the train.";
  await write(therapist, reply);
  await expect(state(therapist, reply)).toContainText("Kept on this device");
  await relay.restart();
  await expect(state(therapist, reply)).toContainText(HELD, { timeout: 60_000 });
  await patient.reload();
  await expect(letter(patient, "How do I get through the weekend?")).toBeVisible();
  await expect(letter(patient, reply)).toHaveCount(0);
  await skip(patient);
  await expect(letter(patient, reply)).toBeVisible();
});

/** The keys under which this device keeps small records. */
async function noteKeys(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open("holdfast");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asked = opening.result.transaction("notes").objectStore("notes").getAllKeys();
          asked.onerror = () => reject(asked.error);
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result.map(String));
          };
        };
      }),
  );
}

test("a change that was begun is there again after a reload", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await letterBetweenWindows(therapist, patient);
  await write(therapist, "A first answer.");
  await expect(state(therapist, "A first answer.")).toContainText(HELD);
  const change = () => letter(therapist, "A first answer.").getByRole("button", { name: "Change the words" }).click();
  await change();
  await field(therapist).fill("An answer that takes an hour to find.");
  await expect.poll(async () => (await noteKeys(therapist)).filter((key) => key.startsWith("change/")).length).toBe(1);

  await therapist.reload();
  await change();
  await expect(field(therapist)).toHaveValue("An answer that takes an hour to find.");
});

test("a change that comes too late is said, and its words wait in the field", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await letterBetweenWindows(therapist, patient);
  await write(therapist, "A first answer.");
  await expect(state(therapist, "A first answer.")).toContainText(HELD);
  await letter(therapist, "A first answer.").getByRole("button", { name: "Change the words" }).click();
  await field(therapist).fill("Words that come too late.");

  await skip(patient);
  await expect(letter(patient, "A first answer.")).toBeVisible();
  await expect(therapist.getByText("The reply left while you were changing it.")).toBeAttached();
  await expect(field(therapist)).toHaveValue("Words that come too late.");
});
