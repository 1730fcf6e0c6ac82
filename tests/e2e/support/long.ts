import { expect, type Locator, type Page } from "@playwright/test";
import { write } from "./letters.ts";
import { bringMany } from "./many.ts";
import type { People } from "./people.ts";
import type { Relay } from "./relay.ts";
import { keysOf } from "./storage.ts";

/** More than are ever drawn. */
export const DRAWN_MOST = 120;
/** How many letters a conversation has unless asked for otherwise. */
export const COUNT = 2_400;
const MINUTES = 20 * 60;

/** A conversation of some thousand letters over two months, open at its newest on the patient's side. */
export async function long(people: People, relay: Relay, count = COUNT): Promise<{ therapist: Page; patient: Page }> {
  const { therapist, patient } = await people.pair();
  await write(patient, "The very first letter.");
  await bringMany(relay, patient, therapist, { count, minutes: MINUTES });
  await expect.poll(async () => (await keysOf(patient, "thread")).length, { timeout: 60_000 }).toBe(count + 1);
  await patient.reload();
  await expect(number(patient, count)).toBeVisible();
  return { therapist, patient };
}

/** The letter with this number. */
export function number(page: Page, wanted: number): Locator {
  return page.getByTestId("letter").filter({ has: page.locator(".letter-words", { hasText: new RegExp(`^${wanted}\\. `) }) });
}

/** The numbers of the letters that are drawn, from above. */
export function drawn(page: Page): Promise<number[]> {
  return page
    .getByTestId("letter")
    .locator(".letter-words")
    .evaluateAll((all) => all.map((one) => Number.parseInt(one.textContent ?? "", 10)));
}

/** Follows the first letter in sight with every picture of the page; gives back how far it ever was from where it stood, leaps of the page's own included. */
export async function watch(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("#thread > [data-testid=letter]")];
    const read = all.find((one) => one.getBoundingClientRect().top > 120)!;
    const place = read.getBoundingClientRect().top;
    const watched = { read, worst: 0, pictures: 0, on: true };
    (globalThis as unknown as { watched: typeof watched }).watched = watched;
    const seen = () => {
      watched.worst = Math.max(watched.worst, read.isConnected ? Math.abs(read.getBoundingClientRect().top - place) : 9_999);
      watched.pictures += 1;
      if (watched.on) requestAnimationFrame(seen);
    };
    requestAnimationFrame(seen);
  });
  return () =>
    page.evaluate(async () => {
      const { watched } = globalThis as unknown as { watched: { worst: number; pictures: number; on: boolean } };
      const until = watched.pictures + 8;
      await new Promise<void>((done) => {
        const wait = () => (watched.pictures >= until ? done() : void requestAnimationFrame(wait));
        wait();
      });
      watched.on = false;
      return watched.worst;
    });
}

/** Scrolls as a wheel does. */
export async function wheel(page: Page, by: number): Promise<void> {
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, by);
}

/** Scrolls up until this letter is drawn. */
export async function scrollTo(page: Page, wanted: number, by: number): Promise<void> {
  for (let turns = 0; turns < 400; turns += 1) {
    const all = (await drawn(page)).filter((one) => !Number.isNaN(one));
    expect(all.length).toBeLessThanOrEqual(DRAWN_MOST);
    if (all.includes(wanted)) return;
    await wheel(page, by);
    await pictures(page, 2);
  }
  throw new Error(`letter ${wanted} is not reached`);
}

/** The way to the newest. */
export function newest(page: Page): Locator {
  return page.getByRole("button", { name: /^To the newest/ });
}

/** The letter at which reading begins, and where it stands. */
export function readNow(page: Page): Promise<{ id: string; top: number }> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("#thread > [data-testid=letter]")];
    const read = all.find((one) => one.getBoundingClientRect().bottom > 112)!;
    return { id: read.id, top: read.getBoundingClientRect().top };
  });
}

/** Waits until the page has been drawn a few times. */
export async function pictures(page: Page, count = 3): Promise<void> {
  for (let one = 0; one < count; one += 1) await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
}
