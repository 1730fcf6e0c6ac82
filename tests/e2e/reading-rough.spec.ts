import type { Page } from "@playwright/test";
import { field, letter, openLetters, write } from "./support/letters.ts";
import { drawn, long, newest, number, pictures, scrollTo, watch, wheel } from "./support/long.ts";
import { clear } from "./support/storage.ts";
import { expect, test } from "./support/test.ts";

const UNREAD = "The other letters could not be read just now";

/** A disk that answers or does not. */
async function disk(page: Page, answers: boolean): Promise<void> {
  await page.evaluate((answers) => {
    const tampered = globalThis as unknown as { disk?: typeof IDBDatabase.prototype.transaction };
    tampered.disk ??= IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = answers
      ? tampered.disk
      : () => {
          throw new DOMException("The disk does not answer.", "UnknownError");
        };
  }, answers);
}

test("older letters that are gone from under the open page are asked for once", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 300);
  await clear(patient, "thread");
  await patient.evaluate(() => {
    const counted = globalThis as unknown as { asked: number };
    counted.asked = 0;
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...all) {
      counted.asked += 1;
      return transaction.apply(this, all);
    };
  });
  const older = patient.getByRole("button", { name: "Older letters" });
  for (let turns = 0; turns < 40; turns += 1) {
    await wheel(patient, -900);
    await pictures(patient, 2);
  }
  await expect(older).toHaveCount(0);
  await pictures(patient, 30);
  expect(await patient.evaluate(() => (globalThis as unknown as { asked: number }).asked)).toBeLessThan(40);
  // What is here can be read on.
  await scrollTo(patient, 300, 900);
});

test("what another tab writes leaves the reader of old letters where they are", async ({ people, relay }) => {
  test.slow();
  const { therapist, patient } = await long(people, relay, 600);
  const other = await patient.context().newPage();
  await other.goto(relay.patientOrigin);
  await expect(field(other)).toBeVisible();
  await patient.bringToFront();
  await scrollTo(patient, 380, -900);
  const stopped = await watch(patient);
  await write(other, "From the other tab.");
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, "From the other tab.")).toBeVisible({ timeout: 30_000 });
  await write(therapist, "After that.");
  await expect(patient.getByRole("button", { name: "To the newest: one is new" })).toBeVisible({ timeout: 30_000 });
  expect(await stopped()).toBeLessThanOrEqual(2);
  await expect(letter(patient, "From the other tab.")).toHaveCount(0);
});

test("letters that cannot be read: it is said in sight, nothing else is claimed, and scrolling goes on once they can", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 600);
  await scrollTo(patient, 350, -900);
  await disk(patient, false);
  const trouble = patient.getByRole("main").getByRole("status").filter({ hasText: UNREAD });
  const newer = patient.getByRole("button", { name: "Newer letters" });
  for (let turns = 0; turns < 20 && !(await trouble.isVisible()); turns += 1) {
    await newer.evaluate((button: HTMLElement) => button.click());
    await pictures(patient);
  }
  await expect(trouble).toBeInViewport();
  await expect(patient.getByText("Newer letters are shown below.")).toHaveCount(0);
  expect(await drawn(patient)).not.toContain(600);
  await disk(patient, true);
  await scrollTo(patient, 600, 900);
  await expect(trouble).toHaveCount(0);

  await disk(patient, false);
  const go = patient.getByRole("button", { name: "Go to a day…" });
  await go.click();
  const day = patient.getByLabel("Which day?");
  await day.fill("2020-02-02");
  await patient.getByRole("button", { name: "Go there" }).click();
  await expect(trouble).toBeInViewport();
});

test("what is read stays where it is when a notice comes above it, and when it goes", async ({ people, relay }) => {
  test.slow();
  const { therapist, patient } = await long(people, relay, 120);
  await scrollTo(patient, 90, -900);
  await openLetters(therapist, "Mira");
  const stopped = await watch(patient);
  const notice = patient.locator(".shell-notices > .notice");
  await expect(notice).toHaveCount(0);
  await patient.route("**/v1/sync", (route) => route.abort());
  await write(therapist, "It cannot be fetched yet.");
  await expect(notice).not.toHaveCount(0, { timeout: 60_000 });
  await patient.unroute("**/v1/sync");
  await patient.evaluate(() => dispatchEvent(new Event("online")));
  await expect(notice).toHaveCount(0, { timeout: 60_000 });
  expect(await stopped()).toBeLessThanOrEqual(2);
});

test("many letters that come while the end is out of sight take nobody there", async ({ people, relay }) => {
  test.slow();
  const { therapist, patient } = await long(people, relay, 120);
  const end = () => patient.locator("#thread").evaluate((list) => list.getBoundingClientRect().bottom - innerHeight);
  for (let turns = 0; turns < 20 && (await end()) < 300; turns += 1) {
    await wheel(patient, -200);
    await pictures(patient);
  }
  await expect(newest(patient)).toHaveCount(0);
  await patient.route("**/v1/sync", (route) => route.abort());
  await openLetters(therapist, "Mira");
  for (let one = 1; one <= 22; one += 1) await write(therapist, `One of many, the ${one}th.`);
  const stopped = await watch(patient);
  await patient.unroute("**/v1/sync");
  await patient.evaluate(() => dispatchEvent(new Event("online")));
  await expect(patient.getByRole("button", { name: "To the newest: 22 are new" })).toBeVisible({ timeout: 60_000 });
  await expect(patient.getByRole("main").getByRole("status").filter({ hasText: "22 new letters have come" })).toBeAttached();
  expect(await stopped()).toBeLessThanOrEqual(2);
});

test("newer letters by the keyboard alone, to the end: the focus stays where they ended", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 160);
  await scrollTo(patient, 2, -900);
  const newer = patient.getByRole("button", { name: "Newer letters" });
  await newer.focus();
  const bottom = patient.locator("#thread-bottom");
  for (let presses = 0; presses < 40; presses += 1) {
    expect(await bottom.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    if (await bottom.evaluate((one) => one === document.activeElement)) break;
    await patient.keyboard.press("Enter");
    await pictures(patient);
  }
  await expect(number(patient, 160)).toBeAttached();
  await expect(bottom).toBeFocused();

  // And when the way to the newest goes because one has come there.
  await wheel(patient, -4_000);
  await newest(patient).focus();
  await wheel(patient, 20_000);
  await expect(newest(patient)).toHaveCount(0);
  await expect(bottom).toBeFocused();
});

test("the focus of a letter that is drawn no more goes to the one that is read", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 300);
  await number(patient, 300).focus();
  await scrollTo(patient, 130, -900);
  await expect(number(patient, 300)).toHaveCount(0);
  const focused = patient.locator("#thread > :focus");
  await expect(focused).toHaveCount(1);
});
