import type { Page } from "@playwright/test";
import { letter, openLetters, state, write } from "./support/letters.ts";
import { PATIENT_ZONE, THERAPIST_ZONE } from "./support/people.ts";
import { Relay } from "./support/relay.ts";
import { appWithRig, expectInOrder, RiggedPage } from "./support/rig.ts";
import { expect, test } from "./support/test.ts";

const MANY = 900;
const BY_ITSELF = { timeout: 90_000 };

/** Takes all letters, and the place in the feed, out of the database, as a browser might. */
function forget(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((done, failed) => {
        const opening = indexedDB.open("holdfast");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const shelves = ["thread", "held", "standing", "promises", "sent"];
          const writing = database.transaction([...shelves, "place"], "readwrite");
          for (const shelf of shelves) writing.objectStore(shelf).clear();
          writing.objectStore("place").delete("place");
          writing.onabort = () => failed(writing.error);
          writing.oncomplete = () => {
            database.close();
            done();
          };
        };
      }),
  );
}

/** What is drawn of the patient's letters: a run of their numbers without a gap. */
async function expectARun(page: Page): Promise<number[]> {
  const words = await page.getByTestId("letter").locator(".letter-words").allTextContents();
  const numbers = words.map(Number).filter((number) => number >= 10_000 && number < 10_000 + MANY);
  expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
  return numbers;
}

/** Scrolls up, looking at each step, until something older than `wanted` is drawn. */
async function readBackTo(page: Page, wanted: number): Promise<void> {
  const earliest = async () => {
    await page.mouse.wheel(0, -2_000);
    return (await expectARun(page))[0];
  };
  await page.getByTestId("letter").last().hover();
  await expect.poll(earliest, { timeout: 60_000, intervals: [20, 50, 100] }).toBeLessThan(wanted);
}

test("a long conversation opens at its newest, on both sides, and comes back whole after the letters were lost", async ({ browser }) => {
  test.setTimeout(300_000);
  const app = appWithRig();
  const relay = await Relay.start({ demo: true, app: app.folder });
  const theirs = await browser.newContext({ timezoneId: THERAPIST_ZONE, serviceWorkers: "block" });
  const mine = await browser.newContext({ timezoneId: PATIENT_ZONE, serviceWorkers: "block" });
  try {
    const written = new Map<string, number>();
    const theirPage = await theirs.newPage();
    const invited = theirPage.waitForResponse((response) => response.url().endsWith("/v1/invitations") && response.ok());
    const therapist = await RiggedPage.open(theirPage, relay.therapistOrigin, written);
    await therapist.join(relay.links.therapist, "Dr Lind");
    await invited;
    const page = await mine.newPage();
    const patient = await RiggedPage.open(page, relay.patientOrigin, written);
    await patient.join(relay.links.patient, "Mira");
    await patient.write(MANY, 10_000);
    await expect.poll(async () => (await therapist.stored()).letters.length, BY_ITSELF).toBe(MANY);
    await therapist.write(5, 20_000);
    await expect.poll(async () => (await patient.stored()).letters.length, BY_ITSELF).toBe(MANY + 5);

    for (const lost of [false, true]) {
      if (lost) await forget(page);
      await page.goto(relay.patientOrigin);
      await expect(letter(page, "20004")).toBeVisible(BY_ITSELF);
      await expect(letter(page, String(10_000 + MANY - 1))).toHaveCount(1, BY_ITSELF);
      expect(await page.getByTestId("letter").count()).toBeLessThan(MANY);
      const words = `After ${lost ? "the loss" : "opening"}.`;
      await write(page, words);
      await expect(state(page, words)).toContainText("With the clinic since", BY_ITSELF);
    }
    await expectARun(page);
    await readBackTo(page, 10_400);
    await theirPage.goto(relay.therapistOrigin);
    await openLetters(theirPage, "Mira");
    await expect(letter(theirPage, "20004")).toBeVisible(BY_ITSELF);
    expect((await expectARun(theirPage)).at(-1)).toBe(10_000 + MANY - 1);
    await readBackTo(theirPage, 10_400);

    const rig = await RiggedPage.open(page, relay.patientOrigin, written);
    const all = await rig.settled(MANY + 7);
    expectInOrder({ ...all, letters: all.letters.filter((one) => !one.text.startsWith("After")) });
  } finally {
    await mine.close();
    await theirs.close();
    await relay.dispose();
    app.dispose();
  }
});
