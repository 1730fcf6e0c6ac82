import type { Locator, Page, Route } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { heldBack } from "./support/builds.ts";
import { agreeOnLadder, BEGUN, fillLadder, ladder, LETTER, markOf, PAGE, steps, TAKEN, TOLD } from "./support/ladder.ts";
import { field, letter, openLetters, state, write } from "./support/letters.ts";
import { saidIn } from "./support/oncall.ts";
import { goTo, onDevice } from "./support/people.ts";
import { agree, hoursAhead, openEditor, proposeAndAgree, setHours, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { listenTo } from "./support/wire.ts";

const URGENT = "I want to kill myself and I cannot say it aloud.";

function entries(therapist: Page): Locator {
  return therapist.getByTestId("today-entry");
}

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

test("a call list is written, weighed, seen as the patient will see it, agreed and changed", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  await setHours(therapist, hoursAhead());
  await fillLadder(therapist);
  const editor = therapist.getByTestId("ladder-editor");
  await expect(editor).toContainText("a call is worth it from a likelihood of 5 in 100 on.");
  await expect(editor).toContainText("about 10 of 1,000 messages");
  await editor.getByLabel("What a call costs that was not needed").fill("6");
  await expect(editor).toContainText("Only words that sound like danger in this minute call somebody: about 2 of 1,000");
  await editor.getByLabel("What a call costs that was not needed").fill("1");
  const preview = therapist.getByTestId("preview");
  await expect(preview).toContainText("Words that sound like danger in this minute call somebody, and urgent words do.");
  await expect(preview).toContainText("1. Dr. Weber. If there is no answer within 10 minutes, the next.");
  await expect(preview).toContainText("2. On-call colleague, with 5 minutes to answer.");
  await expect(preview).toContainText("It can be that nobody answers");
  expect(await faultsOf(therapist)).toEqual([]);

  // A contact that the clinic's list could not have is said at once.
  const contact = editor.getByRole("group", { name: "Step 1", exact: true }).getByLabel("Contact");
  await contact.fill("Dr Weber");
  await expect(editor).toContainText("Use 1 to 40 small letters, digits and hyphens.");
  await contact.fill("weber");
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");

  await goTo(patient, "Rhythm");
  await expect(patient.getByText("2. On-call colleague, with 5 minutes to answer.")).toBeVisible();
  await patient.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(patient.getByRole("heading", { name: "What is agreed" })).toBeVisible();
  await expect(patient.getByText("know whom it is about by: Ward 3, file 117.")).toBeVisible();
  expect(await faultsOf(patient)).toEqual([]);

  await openEditor(therapist, "Mira");
  // A list that calls nobody cannot be proposed; which words call somebody is said when that changes.
  const cost = therapist.getByTestId("ladder-editor").getByLabel("What a call costs that was not needed");
  await cost.fill("20");
  await expect(therapist.getByTestId("ladder-editor")).toContainText("that somebody would be called.");
  await cost.fill("6");
  await expect(therapist.getByTestId("changes")).toContainText("Only words that sound like danger in this minute call somebody.");
  await therapist.getByRole("button", { name: "No call list" }).click();
  await expect(therapist.getByTestId("changes")).toContainText("nobody is told any more when words sound like danger");
});

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

test("a therapist's device is told if they want that, and shows nothing of whom or what", async ({ people, relay }) => {
  const therapist = await people.therapist();
  await therapist.context().grantPermissions(["notifications"], { origin: relay.therapistOrigin });
  // The browser's push service is out of reach here: its subscription is played, the relay is real.
  await therapist.addInitScript(() => {
    const key = (length: number) => new Uint8Array(length).fill(4).buffer;
    const subscription = {
      endpoint: "https://push.example.org/a-device",
      getKey: (name: string) => key(name === "auth" ? 16 : 65),
      unsubscribe: () => Promise.resolve(localStorage.removeItem("told") === undefined),
    };
    const manager = {
      getSubscription: () => Promise.resolve(localStorage.getItem("told") ? subscription : null),
      subscribe: (options: { applicationServerKey: Uint8Array }) => {
        if (options.applicationServerKey.length !== 65) return Promise.reject(new Error("no key"));
        localStorage.setItem("told", "yes");
        return Promise.resolve(subscription);
      },
    };
    Object.defineProperty(ServiceWorkerRegistration.prototype, "pushManager", { get: () => manager });
  });
  await therapist.reload();
  await goTo(therapist, "Settings");
  await expect(therapist.getByText("This device is not told.")).toBeVisible();
  // Nothing is claimed of which the clinic has not heard, and it can be tried again.
  const cut = (route: Route) => (route.request().method() === "POST" ? route.abort() : route.continue());
  await therapist.route("**/v1/push", cut);
  await therapist.getByRole("button", { name: "Tell this device" }).click();
  await expect(therapist.getByText("The clinic could not be reached.")).toBeVisible();
  await expect(therapist.getByText("This device is not told.")).toBeVisible();
  await therapist.unroute("**/v1/push", cut);
  const told = therapist.waitForResponse((response) => response.url().endsWith("/v1/push") && response.request().method() === "POST");
  await therapist.getByRole("button", { name: "Tell this device" }).click();
  expect((await told).status()).toBe(204);
  await expect(therapist.getByText("This device is told.")).toBeVisible();
  expect(await faultsOf(therapist)).toEqual([]);
  // Opened anew it says so once the clinic has heard of it again, and not before.
  await therapist.route("**/v1/push", cut);
  await therapist.reload();
  await expect(therapist.getByText("The clinic could not be reached.")).toBeVisible();
  await expect(therapist.getByText("This device is told.")).toHaveCount(0);
  await therapist.unroute("**/v1/push", cut);
  await therapist.reload();
  await expect(therapist.getByText("This device is told.")).toBeVisible();
  const ended = therapist.waitForResponse((response) => response.url().endsWith("/v1/push") && response.request().method() === "DELETE");
  await therapist.getByRole("button", { name: "Do not tell this device any more" }).click();
  expect((await ended).status()).toBe(204);
  await expect(therapist.getByText("This device is not told.")).toBeVisible();

  // What a message of the push service shows, by the worker itself.
  const devtools = await therapist.context().newCDPSession(therapist);
  const registered = new Promise<string>((found) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [ours] = registrations.filter(({ isDeleted }) => !isDeleted);
      if (ours) found(ours.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const registrationId = await registered;
  await devtools.send("ServiceWorker.deliverPushMessage", { origin: relay.therapistOrigin, registrationId, data: "Somebody needs you." });
  const shown = () =>
    therapist.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }));
    });
  await expect.poll(shown).toEqual([{ title: "Please have a look", body: "" }]);

  // The browser takes this device's address away: the worker asks for another by the same key, unless there is one.
  const [worker] = therapist.context().serviceWorkers();
  const asked = await worker!.evaluate(async () => {
    const asked: unknown[] = [];
    const manager = { subscribe: async (options: unknown) => void asked.push(options) };
    Object.defineProperty(ServiceWorkerRegistration.prototype, "pushManager", { get: () => manager });
    const happens = async (what: object) => {
      let done: Promise<unknown> = Promise.resolve();
      const waitUntil = (until: Promise<unknown>) => void (done = until);
      self.dispatchEvent(Object.assign(new Event("pushsubscriptionchange"), { waitUntil, ...what }));
      await done;
    };
    const oldSubscription = { options: { userVisibleOnly: true, applicationServerKey: "of the clinic" } };
    await happens({ oldSubscription, newSubscription: {} });
    await happens({ oldSubscription: null, newSubscription: null });
    const before = asked.length;
    await happens({ oldSubscription, newSubscription: null });
    return { before, asked };
  });
  expect(asked).toEqual({ before: 0, asked: [{ userVisibleOnly: true, applicationServerKey: "of the clinic" }] });
});
