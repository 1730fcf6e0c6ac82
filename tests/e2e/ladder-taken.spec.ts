import type { Page } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { agreeOnLadder, BEGUN, fillLadder, ladder, steps, TAKEN, URGENT } from "./support/ladder.ts";
import { field, letter, openLetters, state, write } from "./support/letters.ts";
import { goTo } from "./support/people.ts";
import { agree, hoursAhead, openEditor, setHours, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { entries } from "./support/today.ts";

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

test("a therapist who takes it on ends the calling", async ({ people, relay, onCall }) => {
  const { therapist, patient } = await people.pair();
  await agreeOnLadder(therapist, patient);
  await write(patient, URGENT);
  await goTo(therapist, "Today");
  await expect(entries(therapist).first()).toContainText("Somebody is being called because of it");
  await entries(therapist).first().getByRole("button", { name: "I have taken this on" }).click();
  await expect(ladder(patient, URGENT)).toContainText("has taken this on.", { timeout: 30_000 });
  await relay.pass(60);
  await expect(ladder(patient, URGENT).getByText("Nobody has answered")).toHaveCount(0);
  expect(onCall.notices).toEqual([]);
});

/** Sends a reply at once, outside the windows, because it is about safety. */
async function sendOutside(therapist: Page, words: string): Promise<void> {
  await field(therapist).fill(words);
  await therapist.getByRole("button", { name: "Send outside the rhythm…" }).click();
  const dialog = therapist.getByRole("dialog", { name: "Send this outside the agreed times?" });
  await dialog.getByLabel("It is about safety.").check();
  await dialog.getByRole("button", { name: "Send it now" }).click();
  await expect(letter(therapist, words)).toBeVisible();
}

test("a reply from before an urgent letter neither answers it nor hides it", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await agreeOnLadder(therapist, patient);
  const question = "Is our session tomorrow?";
  await write(patient, question);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, question)).toBeVisible();
  await therapist.context().setOffline(true);
  await sendOutside(therapist, "Yes, at three.");
  await write(patient, URGENT);
  await expect.poll(() => steps(patient, URGENT)).toContain(BEGUN);
  await therapist.context().setOffline(false);
  await expect(letter(patient, "Yes, at three.")).toBeVisible({ timeout: 30_000 });
  await expect(state(patient, question)).toContainText("Answered");
  await expect(state(patient, URGENT)).not.toContainText("Answered");
  await expect(ladder(patient, URGENT)).not.toContainText("has taken this on");
  await goTo(therapist, "Today");
  await expect(entries(therapist).first()).toContainText("Words about suicide that sound pressing.");
  await expect(entries(therapist).first().getByRole("button", { name: "I have taken this on" })).toBeVisible();
});

test("a reply that leaves at once takes on what was noticed, and ends the calling", async ({ people, relay, onCall }) => {
  const { therapist, patient } = await people.pair();
  await agreeOnLadder(therapist, patient);
  await write(patient, URGENT);
  await onCall.first();
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, URGENT)).toBeVisible();
  // What waits for its window calls nobody off.
  await expect(therapist.getByText("Sending this also says")).toHaveCount(0);
  const held = "We will speak about this on Monday.";
  await write(therapist, held);
  await expect(state(therapist, held)).toContainText("Held at the clinic.");
  await expect(ladder(patient, URGENT)).toContainText("Nobody has answered yet.");

  await sendOutside(therapist, "I am calling you right now.");
  await expect(ladder(patient, URGENT)).toContainText("has taken this on.", { timeout: 30_000 });
  await expect(letter(therapist, URGENT).getByRole("button", { name: "I have taken this on" })).toHaveCount(0);
  await relay.pass(60);
  await expect(ladder(patient, URGENT).getByText("nobody has answered")).toHaveCount(0);
  expect(onCall.notices).toHaveLength(1);
  await goTo(therapist, "Today");
  await expect(therapist.getByText("Words about suicide")).toHaveCount(0);
});

/** Ends the exchange that is open. */
async function end(therapist: Page): Promise<void> {
  await therapist.getByRole("button", { name: "End this exchange without a reply" }).click();
  const question = therapist.getByRole("dialog", { name: "End this exchange without a reply?" });
  await question.getByRole("button", { name: "End it" }).click();
}

test("the end of an exchange that leaves at once takes on what was noticed, and ends the calling", async ({ people, relay, onCall }) => {
  const { therapist, patient } = await people.pair();
  await agreeOnLadder(therapist, patient);
  await skip(patient);
  await write(patient, URGENT);
  await onCall.first();
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, URGENT)).toBeVisible();
  await end(therapist);
  await expect(ladder(patient, URGENT)).toContainText("has taken this on.", { timeout: 30_000 });
  await expect(state(patient, URGENT)).toContainText("Ended by Dr Lind without a reply");
  await relay.pass(60);
  await expect(ladder(patient, URGENT).getByText("nobody has answered")).toHaveCount(0);
  expect(onCall.notices).toHaveLength(1);
  await goTo(therapist, "Today");
  await expect(therapist.getByText("Words about suicide")).toHaveCount(0);
});

test("an end that is held ends no calling and hides nothing; once it leaves, it does", async ({ people, onCall }) => {
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  await setHours(therapist, hoursAhead());
  await fillLadder(therapist);
  const second = therapist.getByTestId("ladder-editor").getByRole("group", { name: "Step 2", exact: true });
  await second.getByLabel("Minutes to answer").fill("1440");
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
  await agree(patient);
  await write(patient, URGENT);
  await onCall.first();
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, URGENT)).toBeVisible();
  await end(therapist);
  await goTo(therapist, "Today");
  await expect(entries(therapist).first()).toContainText("Somebody is being called because of it");
  await expect(entries(therapist).first().getByRole("button", { name: "I have taken this on" })).toBeVisible();
  await expect(ladder(patient, URGENT)).toContainText("Nobody has answered yet.");

  await skip(patient);
  await expect(ladder(patient, URGENT)).toContainText("has taken this on.", { timeout: 30_000 });
  await expect(state(patient, URGENT)).toContainText("Ended by Dr Lind without a reply");
  await expect(therapist.getByText("Words about suicide")).toHaveCount(0);
  expect(onCall.notices).toHaveLength(1);
});

test("what comes while something is being taken on hides no way back", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await write(patient, URGENT);
  await therapist.clock.install();
  await therapist.reload();
  await goTo(therapist, "Today");
  const entry = entries(therapist).first();
  await expect(entry.getByRole("button", { name: "I have taken this on" })).toBeVisible();
  // The seconds in which it can be taken back do not pass by themselves.
  await therapist.clock.pauseAt(Date.now() + 60_000);
  await entry.getByRole("button", { name: "I have taken this on" }).click();
  await expect(entry.getByRole("button", { name: "Undo" })).toBeVisible();
  await write(patient, "Please, I really want to die tonight.");
  await expect(async () => {
    await therapist.clock.runFor(100);
    expect(await entry.getByRole("button", { name: "I have taken this on" }).count()).toBe(1);
  }).toPass();
  await expect(entry.getByRole("button", { name: "Undo" })).toBeVisible();
  await entry.getByRole("button", { name: "Undo" }).click();
  await expect(entry.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await therapist.clock.runFor(20_000);
  await expect(ladder(patient, URGENT)).toHaveCount(0);
});

test("what a colleague has taken on is said so until the therapist has seen it, and two are taken on in a row", async ({ people, onCall }) => {
  const { therapist, patient } = await people.pair();
  await agreeOnLadder(therapist, patient);
  await write(patient, URGENT);
  const notice = await onCall.first();
  const colleague = await (await people.browserFor("Europe/Berlin")).newPage();
  await colleague.goto(notice.acknowledge_url);
  await colleague.getByRole("button").click();
  await expect.poll(() => steps(patient, URGENT)).toContain(TAKEN);
  await goTo(therapist, "Today");
  const entry = entries(therapist).first();
  await expect(entry).toContainText("On-call colleague has taken on what was noticed,");
  await entry.getByText("Why it stands here").click();
  await expect(entry).toContainText("It stays here until you have said so too.");
  await expect(entry).not.toContainText("nobody has taken");

  const second = "Please, I really want to die tonight.";
  await write(patient, second);
  await openLetters(therapist, "Mira");
  for (const words of [URGENT, second]) {
    await letter(therapist, words).getByRole("button", { name: "I have taken this on" }).click();
  }
  await expect(ladder(patient, second)).toContainText("has taken this on.", { timeout: 30_000 });
  await goTo(therapist, "Today");
  await expect(therapist.getByText("Words about suicide")).toHaveCount(0);
});
