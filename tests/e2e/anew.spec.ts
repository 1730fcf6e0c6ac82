import type { Page } from "@playwright/test";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { look, speak } from "./support/gallery.ts";
import { field, letter, openLetters, state, write } from "./support/letters.ts";
import { acceptAs, goTo, onDevice, places } from "./support/people.ts";
import type { Relay } from "./support/relay.ts";
import { damage, keysOf } from "./support/storage.ts";
import { expect, test } from "./support/test.ts";

const BY_ITSELF = { timeout: 60_000 };
const SIGNED_OUT = "This device is signed out of the clinic.";

/** The relay comes back as one that knows nobody, with invitations of its own. */
async function forgetEverybody(relay: Relay): Promise<void> {
  await relay.kill();
  for (const name of readdirSync(relay.folder)) rmSync(join(relay.folder, name), { recursive: true });
  await relay.restart();
}

function unsent(page: Page, words: string) {
  return page.getByTestId("unsent").filter({ hasText: words });
}

function begin(page: Page) {
  return page.getByRole("button", { name: "Begin anew", exact: true });
}

/** Opens what was never sent, in the settings. */
async function openBefore(page: Page): Promise<void> {
  await page.locator("summary", { hasText: "Never sent, from before" }).click();
}

/** Opens a tab's page again without a channel to the others. Its regular look around sleeps, as in a tab out of sight: only what it writes brings anything to notice. */
async function hearsNothing(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    Reflect.deleteProperty(window, "BroadcastChannel");
    const start = window.setInterval.bind(window);
    window.setInterval = ((run: TimerHandler, every?: number) => (every === 10_000 ? 0 : start(run, every))) as typeof setInterval;
  });
  await page.reload();
}

test("failure_05 whoever begins anew after being signed out sees what was never sent first, and still has it afterwards", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  for (const page of [patient, therapist]) await onDevice(page);
  await write(patient, "This one arrived.");
  await expect(state(patient, "This one arrived.")).toContainText("With the clinic since");
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, "This one arrived.")).toBeVisible();
  await relay.kill();
  await write(patient, "Written and never sent.");
  await write(patient, "And a second one.");
  await field(patient).fill("Half a draft");
  await write(therapist, "A reply that never left.");
  await expect.poll(async () => (await keysOf(patient, "notes")).some((key) => key.startsWith("draft"))).toBe(true);
  await forgetEverybody(relay);

  // The therapist joins first, so that the patient's invitation works.
  await therapist.reload();
  await expect(therapist.getByText(SIGNED_OUT)).toBeVisible(BY_ITSELF);
  await therapist.goto(relay.links.therapist);
  await expect(unsent(therapist, "A reply that never left.")).toContainText("Letter to Mira");
  await expect(begin(therapist)).toHaveCount(0);
  await therapist.getByRole("button", { name: "Go on without a copy" }).click();
  await expect(begin(therapist)).toBeFocused();
  await begin(therapist).click();
  const invited = therapist.waitForResponse((response) => response.url().endsWith("/v1/invitations") && response.ok());
  await acceptAs(therapist, "Dr Lind");
  await expect(places(therapist)).toBeVisible();
  await invited;

  await patient.reload();
  await expect(patient.getByText(SIGNED_OUT)).toBeVisible(BY_ITSELF);
  await patient.goto(relay.links.patient);
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Begin anew on this device");
  await expect(patient.getByTestId("unsent")).toHaveCount(3);
  await expect(patient.getByTestId("unsent").nth(0)).toContainText("Letter to Dr Lind");
  await expect(patient.getByTestId("unsent").nth(1)).toContainText("And a second one.");
  await expect(patient.getByTestId("unsent").nth(2)).toContainText("Draft to Dr Lind");
  await expect(patient.getByText("This one arrived.")).toHaveCount(0);
  // Not with a single tap.
  await expect(begin(patient)).toHaveCount(0);
  const downloaded = patient.waitForEvent("download");
  await patient.getByRole("button", { name: "Keep a copy" }).click();
  const copy = readFileSync(await (await downloaded).path(), "utf8");
  for (const words of ["Written and never sent.", "And a second one.", "Half a draft"]) expect(copy).toContain(words);
  await begin(patient).click();
  await acceptAs(patient, "Mira");
  await expect(places(patient)).toBeVisible();
  await expect(field(patient)).toHaveValue("");

  // Nothing went out by itself, and all of it is still here.
  await openLetters(therapist, "Mira");
  await goTo(patient, "Settings");
  await openBefore(patient);
  await expect(patient.getByTestId("unsent")).toHaveCount(3);
  await expect(patient.getByText("Everything you have written has reached the clinic.").first()).toBeVisible();
  await expect(therapist.getByTestId("letter")).toHaveCount(0);
  await patient.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await unsent(patient, "And a second one.").getByRole("button", { name: "Copy these words" }).click();
  await expect(unsent(patient, "And a second one.").getByRole("status").filter({ hasText: "Copied" })).toBeVisible();
  expect(await patient.evaluate(() => navigator.clipboard.readText())).toBe("And a second one.");

  // Sent again only by whoever wrote it.
  await unsent(patient, "Written and never sent.").getByRole("button", { name: "Put it into my next letter" }).click();
  await expect(patient.getByText("The words are in your next letter now.")).toBeVisible();
  await goTo(patient, "Letters");
  await expect(field(patient)).toHaveValue("Written and never sent.");
  await write(patient, "Written and never sent.");
  await expect(letter(therapist, "Written and never sent.")).toBeVisible(BY_ITSELF);

  // Removing Holdfast would take it along, and says so.
  await goTo(patient, "Settings");
  await patient.getByRole("button", { name: "Remove from this device" }).click();
  await expect(patient.getByRole("dialog")).toContainText("Written before this device began anew, and never sent: 3.");
  await patient.getByRole("button", { name: "Keep everything" }).click();

  // Removed only after a question.
  await openBefore(patient);
  await patient.getByRole("button", { name: "Remove these" }).click();
  await patient.getByRole("button", { name: "Keep them" }).click();
  await expect(patient.getByTestId("unsent")).toHaveCount(3);
  await patient.getByRole("button", { name: "Remove these" }).click();
  await patient.getByRole("button", { name: "Remove them" }).click();
  await expect(patient.getByText("Never sent, from before")).toHaveCount(0);
  await patient.reload();
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Settings");
  await expect(patient.getByText("Everything you have written has reached the clinic.").first()).toBeVisible();
  await expect(patient.getByText("Never sent, from before")).toHaveCount(0);

  // The other side's is untouched by that.
  await goTo(therapist, "Settings");
  await openBefore(therapist);
  await expect(unsent(therapist, "A reply that never left.")).toBeVisible();
  await expect(therapist.getByRole("button", { name: "Put it into my next letter" })).toHaveCount(0);
});

test("failure_05 every tab knows that the device was signed out, and all go over when one begins anew", async ({ people, relay }) => {
  const { therapist, patient: first } = await people.pair();
  await onDevice(first);
  const second = await first.context().newPage();
  await second.goto(relay.patientOrigin);
  await expect(field(second)).toBeVisible();
  await relay.kill();
  await write(second, "Written beside it.");
  await forgetEverybody(relay);
  await first.reload();
  for (const page of [first, second]) await expect(page.getByText(SIGNED_OUT)).toBeVisible(BY_ITSELF);
  // A tab that is opened later knows it without a link.
  await relay.kill();
  const third = await first.context().newPage();
  await third.goto(relay.patientOrigin);
  await expect(third.getByText(SIGNED_OUT)).toBeVisible();
  await relay.restart();

  await comeBack(therapist, relay);
  await third.goto(relay.links.patient);
  await expect(unsent(third, "Written beside it.")).toBeVisible();
  // Typed at that very moment, beside it: the last that the old database takes.
  await field(first).pressSequentially("Typed meanwhile");
  const before = await keysOf(first, "outbox");
  await third.getByRole("button", { name: "Go on without a copy" }).click();
  await begin(third).click();
  for (const page of [first, second]) {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Letters that keep a promised rhythm");
  }
  await acceptAs(third, "Mira");
  await expect(places(third)).toBeVisible();
  for (const page of [first, second]) {
    await page.reload();
    await expect(field(page)).toBeVisible();
    await expect(page.getByText(SIGNED_OUT)).toHaveCount(0);
  }
  await write(second, "Written in the new one.");
  await expect(letter(third, "Written in the new one.")).toBeVisible();
  await expect(state(second, "Written in the new one.")).toContainText("With the clinic since", BY_ITSELF);
  expect(await keysOf(first, "outbox")).toEqual(before);
  await goTo(first, "Settings");
  await openBefore(first);
  await expect(unsent(first, "Written beside it.")).toBeVisible();
  await expect(unsent(first, "Typed meanwhile")).toBeVisible();
});

test("failure_05 a tab that nothing tells that another began anew writes nothing where nobody looks, and goes over", async ({ people, relay }) => {
  const { therapist, patient: old } = await people.pair();
  await onDevice(old);
  await hearsNothing(old);
  await expect(field(old)).toBeVisible();
  await forgetEverybody(relay);
  await comeBack(therapist, relay);
  const other = await old.context().newPage();
  await other.goto(relay.links.patient);
  await expect(other.getByText("Everything you have written had reached the clinic")).toBeVisible(BY_ITSELF);
  const before = await keysOf(other, "outbox");
  await begin(other).click();
  await expect(other.getByLabel("What should you be called?")).toBeVisible();
  await field(old).fill("Typed where nobody has heard of it");
  await expect(old.getByRole("heading", { level: 1 })).toHaveText("Letters that keep a promised rhythm");
  expect(await keysOf(other, "outbox")).toEqual(before);
  await acceptAs(other, "Mira");
  await expect(places(other)).toBeVisible();
  await goTo(other, "Settings");
  await openBefore(other);
  await expect(unsent(other, "Typed where nobody has heard of it")).toContainText("Draft to Dr Lind");
});

test("failure_05 an invitation that is worth nothing begins nothing, and neither does one that nobody can ask about", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  await relay.kill();
  await write(patient, "Written and never sent.");
  expect(await damage(patient, "outbox")).toBe(1);
  await forgetEverybody(relay);
  await patient.reload();
  await expect(patient.getByText(SIGNED_OUT)).toBeVisible(BY_ITSELF);

  // Nobody has made this one yet: the therapist has not come back.
  await patient.goto(relay.links.patient);
  // What cannot be read any more is not passed over.
  await expect(patient.getByText("Something more that you wrote could not be opened just now.")).toBeVisible();
  await patient.getByRole("button", { name: "Go on without a copy" }).click();
  await begin(patient).click();
  await expect(patient.getByText("The clinic does not know this invitation yet.")).toBeVisible();
  await relay.kill();
  await begin(patient).click();
  await expect(patient.getByText("The clinic could not be reached.", { exact: false }).first()).toBeVisible();
  expect(await patient.evaluate(() => indexedDB.databases().then((all) => all.map(({ name }) => name)))).toEqual(["holdfast"]);
  await goTo(patient, "Letters");
  await expect(field(patient)).toBeVisible();

  await relay.restart();
  await comeBack(therapist, relay);
  await patient.goto(relay.links.patient);
  await patient.getByRole("button", { name: "Go on without a copy" }).click();
  await begin(patient).click();
  await acceptAs(patient, "Mira");
  await expect(places(patient)).toBeVisible();
});

test("failure_17 what is typed in a tab that has not heard that storage began afresh is kept in the new one", async ({ people, relay }) => {
  const { patient: old } = await people.pair();
  await onDevice(old);
  await hearsNothing(old);
  const kept = async () => (await keysOf(old, "notes")).filter((key) => key.startsWith("draft")).length;
  await field(old).fill("Half a draft");
  await expect.poll(kept).toBe(1);
  const other = await old.context().newPage();
  await other.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    let fails = true;
    IDBFactory.prototype.open = function (...asked) {
      if (!fails) return open.apply(this, asked);
      fails = false;
      const request = open.call(this, "another", 1);
      request.addEventListener("upgradeneeded", (event) => {
        event.stopImmediatePropagation();
        request.transaction?.abort();
      });
      Object.defineProperty(request, "error", { get: () => new DOMException("The disk does not answer.", "UnknownError") });
      return request;
    };
  });
  await other.goto(relay.patientOrigin);
  await other.getByRole("button", { name: "Start afresh" }).click();
  // The page that was loaded again fails the first time, too.
  await other.getByRole("button", { name: "Try again" }).click();
  await expect(field(other)).toHaveValue("Half a draft");
  const wentOver = old.waitForEvent("load");
  await field(old).press("End");
  await field(old).pressSequentially(", and the rest of it");
  await wentOver;
  await expect(field(old)).toHaveValue("Half a draft, and the rest of it");
  await other.reload();
  await other.getByRole("button", { name: "Try again" }).click();
  await expect(field(other)).toHaveValue("Half a draft, and the rest of it");
});

/** The therapist comes back to a relay that knows nobody. */
async function comeBack(therapist: Page, relay: Relay): Promise<void> {
  await therapist.goto(relay.links.therapist);
  await begin(therapist).click(BY_ITSELF);
  const invited = therapist.waitForResponse((response) => response.url().endsWith("/v1/invitations") && response.ok());
  await acceptAs(therapist, "Dr Lind");
  await expect(places(therapist)).toBeVisible();
  await invited;
}

test("beginning anew and what was never sent, seen in both languages, light and dark", async ({ people, relay }) => {
  test.slow();
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  await relay.kill();
  await write(patient, "The night was long. I walked to the weir and back, and then once more.\n\nIt helped a little.");
  await field(patient).fill("And there is one more thing that I");
  await expect.poll(async () => (await keysOf(patient, "notes")).some((key) => key.startsWith("draft"))).toBe(true);
  await forgetEverybody(relay);
  await comeBack(therapist, relay);
  await patient.reload();
  await expect(patient.getByText(SIGNED_OUT)).toBeVisible(BY_ITSELF);
  for (const language of ["en", "de"]) {
    await speak(patient, language);
    const openLink = async () => {
      await patient.goto(relay.links.patient);
      await expect(patient.getByTestId("unsent")).toHaveCount(2);
    };
    await look(patient, language, [{ name: "begin-anew", open: openLink }]);
  }
  await speak(patient, "en");
  await patient.goto(relay.links.patient);
  await patient.getByRole("button", { name: "Go on without a copy" }).click();
  await begin(patient).click();
  await expect(patient.getByLabel("What should you be called?")).toBeVisible();
  for (const language of ["en", "de"]) {
    await speak(patient, language);
    const open = async () => {
      await patient.locator("details:has([data-testid=unsent])").evaluate((one) => one.setAttribute("open", ""));
      await expect(patient.getByTestId("unsent")).toHaveCount(2);
    };
    await look(patient, language, [{ name: "from-before", open }]);
  }
});
