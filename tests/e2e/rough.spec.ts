import type { Page } from "@playwright/test";
import { Chance } from "./support/chance.ts";
import { field, keep, letter, openLetters, state, write } from "./support/letters.ts";
import { goTo, join, onDevice, PATIENT_ZONE, type People, THERAPIST_ZONE } from "./support/people.ts";
import type { Profile } from "./support/profile.ts";
import { Relay } from "./support/relay.ts";
import { proposeAndAgree } from "./support/rhythm.ts";
import { appWithRig, expectInOrder, RiggedPage } from "./support/rig.ts";
import { RoughWay } from "./support/rough-way.ts";
import { damage } from "./support/storage.ts";
import { expect, test } from "./support/test.ts";
import { carriesLetter } from "./support/wire.ts";

const WORDS = "Words that must not be lost.";
const BY_ITSELF = { timeout: 60_000 };

/** Lets something that is no answer come with 200 in the relay's place, until `back` is called. */
async function answerInstead(page: Page, body: string | Buffer, contentType: string): Promise<{ back: () => Promise<void> }> {
  await page.route("**/v1/sync", (route) => route.fulfill({ status: 200, contentType, body }));
  // A request that is being answered while the way is given free is waited for.
  return { back: () => page.unrouteAll({ behavior: "wait" }) };
}

for (const [what, body, type] of [
  ["a hotel's sign-in page", "<!doctype html><title>Welcome</title><h1>Please sign in</h1>", "text/html"],
  ["noise that calls itself the relay's", Buffer.from([7, 255, 0, 200, 31, 9, 9, 255, 255, 255, 255, 1]), "application/vnd.holdfast.v1"],
  ["nothing at all", "", "application/vnd.holdfast.v1"],
] as const) {
  test(`${what} in the relay's place is told apart, and nothing is lost`, async ({ people }) => {
    const { therapist, patient } = await people.pair();
    const instead = await answerInstead(patient, body, type);
    await write(patient, WORDS);
    await expect(patient.getByText("Something on the way answers instead of the clinic")).toBeVisible();
    await expect(state(patient, WORDS)).toContainText("Kept on this device");

    await instead.back();
    await expect(state(patient, WORDS)).toContainText("With the clinic since", BY_ITSELF);
    await openLetters(therapist, "Mira");
    await expect(letter(therapist, WORDS)).toHaveCount(1);
  });
}

test("a hundred thousand characters: said how many too many, kept as they are, nothing hangs", async ({ people }) => {
  const { patient } = await people.pair();
  const much = "A line that goes on and on. ".repeat(4000).slice(0, 100_000);
  await field(patient).focus();
  await patient.keyboard.insertText(much);
  await expect(patient.getByText("This letter is 80000 characters too long.")).toBeVisible();
  await expect(keep(patient)).toHaveAttribute("aria-disabled", "true");
  await expect(field(patient)).toHaveValue(much);

  const whole = much.slice(0, 19_990);
  await field(patient).fill(whole);
  await expect(patient.getByText("characters too long")).toHaveCount(0);
  await keep(patient).click();
  await expect(patient.getByTestId("letter-state")).toContainText("With the clinic since");
  await expect(field(patient)).toHaveValue("");
});

test("what looks like markup is words, on both sides", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  const words = `<img src=x onerror="document.title='gone'"> <b>bold</b> &amp; 👩‍👩‍👧 ${"ö".repeat(400)}`;
  await write(patient, words);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, "<b>bold</b> &amp;")).toBeVisible();
  for (const page of [patient, therapist]) {
    await expect(page.getByTestId("letter").locator("img, b")).toHaveCount(0);
    await expect(page).not.toHaveTitle(/gone/);
  }
});

test("a relay that takes its time: on its way, then there", async ({ people }) => {
  const { patient } = await people.pair();
  let carried = 0;
  await patient.route("**/v1/sync", async (route) => {
    if (!carriesLetter(route.request())) return route.continue();
    carried += 1;
    // The answer comes only after the page has said that the letter is under way.
    const answer = await route.fetch();
    await expect(state(patient, WORDS)).toHaveText("On its way.");
    await route.fulfill({ response: answer });
  });
  await write(patient, WORDS);
  await expect(state(patient, WORDS)).toContainText("With the clinic since");
  expect(carried).toBe(1);
});

test("a relay that dies with the letter in its hands: the letter stays, and arrives once", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  let died = false;
  await patient.route("**/v1/sync", async (route) => {
    if (!died && carriesLetter(route.request())) {
      died = true;
      // It has the letter on disk and cannot say so any more.
      await route.fetch();
      await relay.kill();
      return route.abort("connectionreset");
    }
    return route.continue();
  });
  await write(patient, WORDS);
  await expect(state(patient, WORDS)).toContainText("Kept on this device");
  expect(died).toBe(true);

  await relay.restart();
  await expect(state(patient, WORDS)).toContainText("With the clinic since", BY_ITSELF);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, WORDS)).toHaveCount(1, BY_ITSELF);
});

/** The patient's app on a device that is full until `makeRoom`: only a browser that stores on disk counts what it stores. It is full before the app opens, for what there was room for once counts as room for half a minute. */
async function onFullDevice(people: People, profile: Profile, relay: Relay): Promise<{ page: Page; makeRoom: () => Promise<unknown> }> {
  await people.therapist();
  const before = await profile.open();
  await join(await before.newPage(), relay.links.patient, "Mira");
  await before.close();

  const context = await profile.open();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const origin = relay.patientOrigin;
  await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await page.goto(origin);
  await expect(field(page)).toBeVisible();
  return { page, makeRoom: () => devtools.send("Storage.overrideQuotaForOrigin", { origin }) };
}

test("failure_16 no room left on the device: it says so, the words stay in the field, and go once there is room", async ({ people, profile, relay }) => {
  const { page, makeRoom } = await onFullDevice(people, profile, relay);
  await field(page).fill(WORDS);
  await keep(page).click();
  await expect(field(page)).toHaveAccessibleDescription(/This device has no room left to keep what you write\./);
  await expect(field(page)).toHaveValue(WORDS);

  await makeRoom();
  await keep(page).click();
  await expect(state(page, WORDS)).toContainText("With the clinic since", BY_ITSELF);
  await expect(letter(page, WORDS)).toHaveCount(1);
});

test("failure_16 trying again on a full device keeps the words that were typed, and settings say that they are not on it", async ({ people, profile, relay }) => {
  const { page, makeRoom } = await onFullDevice(people, profile, relay);
  await field(page).fill(WORDS);
  const full = page.getByText("New letters wait at the clinic until there is room.");
  await expect(full).toBeVisible();
  await goTo(page, "Settings");
  await expect(page.getByText("Drafts not kept on this device yet: 1.")).toBeVisible();
  await goTo(page, "Letters");
  let questions = 0;
  page.on("dialog", (dialog) => {
    questions += 1;
    void dialog.accept();
  });
  const again = page.getByRole("button", { name: "Try again" });
  await again.click();
  await expect(full).toBeVisible();
  await expect(field(page)).toHaveValue(WORDS);

  await makeRoom();
  await again.click();
  await expect(full).toBeHidden();
  await goTo(page, "Settings");
  await expect(page.getByText("Drafts on this device: 1.").first()).toBeVisible();
  await page.reload();
  await goTo(page, "Letters");
  await expect(field(page)).toHaveValue(WORDS);
  expect(questions).toBe(0);
});

test("failure_17 damaged letters are fetched again, one's own too", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await write(patient, "This one is mine.");
  await openLetters(therapist, "Mira");
  await write(therapist, "And this one is for you.");
  await expect(letter(patient, "And this one is for you.")).toBeVisible();
  expect(await damage(patient, "thread")).toBe(2);
  await patient.reload();
  await expect(letter(patient, "And this one is for you.")).toHaveCount(1);
  await expect(letter(patient, "This one is mine.")).toHaveCount(1);
  await write(patient, WORDS);
  await expect(letter(therapist, WORDS)).toHaveCount(1);
});

test("damaged notes: the app opens, says what is missing, and help is there", async ({ people }) => {
  const { patient } = await people.pair();
  expect(await damage(patient, "notes")).toBeGreaterThan(0);
  await patient.reload();
  await expect(patient.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(patient.getByText(/not on this device|can no longer be read/).first()).toBeVisible();
  await patient.getByRole("banner").getByRole("link", { name: "Get help now" }).click();
  await expect(patient.getByRole("heading", { name: "Get help now", level: 1 })).toBeVisible();
});

test("a damaged identity: the app says what is safe, and help is there", async ({ people }) => {
  const { patient } = await people.pair();
  expect(await damage(patient, "identity")).toBeGreaterThan(0);
  await patient.reload();
  await expect(patient.getByRole("heading", { name: "Your letters do not open on this device right now" })).toBeVisible();
  await expect(patient.getByText("Every letter that had reached the clinic is safe there.")).toBeVisible();
  await patient.getByRole("main").getByRole("link", { name: "Get help now" }).click();
  await expect(patient.getByRole("heading", { name: "Get help now", level: 1 })).toBeVisible();

  await patient.goBack();
  await patient.getByRole("button", { name: "Start afresh" }).click();
  await expect(patient.getByRole("link", { name: "Paste an invitation link" })).toBeVisible();
});

test("a damaged place in the feed: the app opens and catches up", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await write(patient, "Before the damage.");
  await expect(state(patient, "Before the damage.")).toContainText("With the clinic since");
  expect(await damage(patient, "place")).toBeGreaterThan(0);
  await patient.reload();
  await expect(letter(patient, "Before the damage.")).toBeVisible();
  await write(patient, WORDS);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, WORDS)).toHaveCount(1);
});

test("a waiting letter that is damaged blocks nothing behind it, and is not passed over in silence", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await relay.kill();
  await write(patient, "Damaged while it waited.");
  await onDevice(patient);
  expect(await damage(patient, "outbox")).toBe(1);
  await patient.reload();
  await expect(patient.getByText(/can no longer be read|cannot be opened on this device/).first()).toBeVisible();
  await write(patient, WORDS);
  await relay.restart();
  await expect(state(patient, WORDS)).toContainText("With the clinic since", BY_ITSELF);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, WORDS)).toHaveCount(1, BY_ITSELF);
});

test.describe("with a relay that is no demonstration, whose clock is nobody's to move", () => {
  test.use({ demo: false });

  test("failure_27 a device whose clock is a day ahead: it is told, and promises follow the clinic's clock", async ({ people }) => {
    const { therapist, patient } = await people.pair();
    await proposeAndAgree(therapist, patient);
    await write(patient, "By the right clock.");
    await expect(state(patient, "By the right clock.")).toContainText("Answer:");
    const right = await state(patient, "By the right clock.").textContent();

    // Only what the page takes for the time of day is wrong: its timers run as always.
    await patient.addInitScript(() => {
      const real = Date;
      const ahead = 24 * 60 * 60 * 1000;
      const now = () => real.now() + ahead;
      const wrong = function (this: unknown, ...given: unknown[]) {
        if (!new.target) return new real(now()).toString();
        return given.length ? Reflect.construct(real, given) : new real(now());
      };
      wrong.prototype = real.prototype;
      Object.assign(wrong, { now, UTC: real.UTC, parse: real.parse });
      (globalThis as { Date: unknown }).Date = wrong;
    });
    await patient.reload();
    await expect(patient.getByText(/The clock of this device is 14(39|40|41) minutes ahead\. Promises follow the clinic's clock/)).toBeVisible();
    await write(patient, WORDS);
    await expect(state(patient, WORDS)).toContainText("Answer:");
    const answer = (text: string | null) => text?.replace(/^.*Answer: /, "");
    expect(answer(await state(patient, WORDS).textContent())).toBe(answer(right));
    await openLetters(therapist, "Mira");
    await expect(letter(therapist, WORDS)).toBeVisible();
  });
});

test("failure_01 a way that loses, doubles, cuts, repeats and makes things up: hundreds of letters, each there once, in order", async ({ browser }) => {
  test.setTimeout(180_000);
  const chance = new Chance("the way is rough");
  const app = appWithRig();
  const relay = await Relay.start({ demo: true, app: app.folder });
  const way = new RoughWay(relay, chance);
  const origin = await way.open();
  const contexts = await Promise.all([THERAPIST_ZONE, PATIENT_ZONE].map((timezoneId) => browser.newContext({ timezoneId, serviceWorkers: "block" })));
  try {
    const [theirs, mine] = await Promise.all(contexts.map((context) => context.newPage()));
    const [written, kept] = [new Map<string, number>(), new Map<string, number>()];
    const invited = theirs!.waitForResponse((response) => response.url().endsWith("/v1/invitations") && response.ok());
    const therapist = await RiggedPage.open(theirs!, relay.therapistOrigin, written);
    await therapist.join(relay.links.therapist, "Dr Lind");
    await invited;
    const patient = await RiggedPage.open(mine!, origin, kept);
    await patient.join(relay.links.patient.replace(relay.patientOrigin, origin), "Mira");

    // Each round is through before the next: letters of one batch are shown by the time that their device
    // wrote on them, which a stale answer may set back by more than lies between two rounds of a test.
    for (let round = 0; round < 20; round += 1) {
      await patient.write(15, round * 100);
      if (round > 0) await therapist.write(10, round * 100);
      await Promise.all([patient.drained(), therapist.drained()]);
    }
    way.calm = true;
    const all = kept.size + written.size;
    expect(all).toBe(300 + 190);
    for (const side of [patient, therapist]) expectInOrder(await side.settled(all));
    console.log(JSON.stringify(Object.fromEntries(way.deeds)));
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
    way.close();
    await relay.dispose();
    app.dispose();
  }
});
