import type { Locator, Page } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { look, speak } from "./support/gallery.ts";
import { field, letter, openLetters, write } from "./support/letters.ts";
import { bringMany } from "./support/many.ts";
import type { People } from "./support/people.ts";
import type { Relay } from "./support/relay.ts";
import { clear, keysOf } from "./support/storage.ts";
import { expect, test } from "./support/test.ts";

/** More than are ever drawn. */
const DRAWN_MOST = 120;
const COUNT = 2_400;
const MINUTES = 20 * 60;

/** A conversation of some thousand letters over two months, open at its newest on the patient's side. */
async function long(people: People, relay: Relay, count = COUNT): Promise<{ therapist: Page; patient: Page }> {
  const { therapist, patient } = await people.pair();
  await write(patient, "The very first letter.");
  await bringMany(relay, patient, therapist, { count, minutes: MINUTES });
  await expect.poll(async () => (await keysOf(patient, "thread")).length, { timeout: 60_000 }).toBe(count + 1);
  await patient.reload();
  await expect(number(patient, count)).toBeVisible();
  return { therapist, patient };
}

/** The letter with this number. */
function number(page: Page, wanted: number): Locator {
  return page.getByTestId("letter").filter({ has: page.locator(".letter-words", { hasText: new RegExp(`^${wanted}\\. `) }) });
}

/** The numbers of the letters that are drawn, from above. */
function drawn(page: Page): Promise<number[]> {
  return page
    .getByTestId("letter")
    .locator(".letter-words")
    .evaluateAll((all) => all.map((one) => Number.parseInt(one.textContent ?? "", 10)));
}

/** Follows the first letter in sight with every picture of the page; gives back how far it ever was from where it stood, leaps of the page's own included. */
async function watch(page: Page): Promise<() => Promise<number>> {
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
async function wheel(page: Page, by: number): Promise<void> {
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, by);
}

/** Scrolls up until this letter is drawn. */
async function scrollTo(page: Page, wanted: number, by: number): Promise<void> {
  for (let turns = 0; turns < 400; turns += 1) {
    const all = (await drawn(page)).filter((one) => !Number.isNaN(one));
    expect(all.length).toBeLessThanOrEqual(DRAWN_MOST);
    if (all.includes(wanted)) return;
    await wheel(page, by);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  throw new Error(`letter ${wanted} is not reached`);
}

function newest(page: Page): Locator {
  return page.getByRole("button", { name: /^To the newest/ });
}

test("a short conversation has no ways through it", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, "Only this one.");
  await expect(patient.getByRole("button", { name: "Find…" })).toHaveCount(0);
  await expect(patient.getByRole("button", { name: "Older letters" })).toHaveCount(0);
  await expect(newest(patient)).toHaveCount(0);
});

test("thousands of letters: few are drawn, none is left out, and what is read stays where it is", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay);
  // It opens at the newest, with the place to write in sight.
  await expect(field(patient)).toBeInViewport();
  await expect.poll(async () => (await drawn(patient)).length).toBeGreaterThanOrEqual(10);
  expect((await drawn(patient)).length).toBeLessThan(60);

  // Up by more than can be drawn at once: the newest leave, and no number is left out.
  await scrollTo(patient, COUNT - 200, -900);
  const all = await drawn(patient);
  expect(all).not.toContain(COUNT);
  expect(all).toEqual(Array.from(all, (_, index) => all[0]! + index));
  await expect(newest(patient)).toBeInViewport();
  await expect(patient.getByRole("button", { name: "Newer letters" })).toBeAttached();

  // Older ones come in above while nobody moves.
  const stopped = await watch(patient);
  await patient.getByRole("button", { name: "Older letters" }).evaluate((button: HTMLElement) => button.click());
  await expect.poll(async () => (await drawn(patient))[0]).toBeLessThan(all[0]!);
  expect(await stopped()).toBeLessThanOrEqual(2);

  // And down again, to the end.
  await scrollTo(patient, COUNT, 900);
  await wheel(patient, 20_000);
  await expect(field(patient)).toBeInViewport();
  await expect(newest(patient)).toHaveCount(0);
});

test("every day has its heading, also where what is drawn begins", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 600);
  await scrollTo(patient, 300, -900);
  const first = await patient.locator("#thread > *").first().evaluate((element) => element.tagName);
  expect(first).toBe("H2");
  const headings = await patient.locator("#thread > h2").allTextContents();
  expect(new Set(headings).size).toBe(headings.length);
});

test("letters that come while one reads old ones move nothing and are announced", async ({ people, relay }) => {
  test.slow();
  const { therapist, patient } = await long(people, relay, 600);
  await scrollTo(patient, 380, -900);
  const stopped = await watch(patient);
  await openLetters(therapist, "Mira");
  await write(therapist, "A new word for you.");
  await expect(patient.getByRole("button", { name: "To the newest: one is new" })).toBeVisible({ timeout: 30_000 });
  await expect(patient.getByRole("main").getByRole("status").filter({ hasText: "A new letter has come" })).toBeAttached();
  expect(await stopped()).toBeLessThanOrEqual(2);
  await expect(letter(patient, "A new word for you.")).toHaveCount(0);

  await newest(patient).click();
  await expect(letter(patient, "A new word for you.")).toBeInViewport();
  await expect(letter(patient, "A new word for you.")).toBeFocused();
  await expect(newest(patient)).toHaveCount(0);
});

test("what is written while old letters are shown is shown at the end, and the field stays put", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 600);
  await scrollTo(patient, 380, -900);
  await field(patient).focus();
  await expect(field(patient)).toBeInViewport();
  await field(patient).fill("Written from the middle.");
  await patient.keyboard.press("Control+Enter");
  await expect(letter(patient, "Written from the middle.")).toBeVisible();
  await expect(field(patient)).toBeInViewport();
  await expect(field(patient)).toHaveValue("");
});

test("to a day, to the nearest one, and back where one was", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay);
  await scrollTo(patient, COUNT - 60, -700);
  const go = patient.getByRole("button", { name: "Go to a day…" });
  await go.click();
  const day = patient.getByLabel("Which day?");
  await expect(day).toBeFocused();
  await expect(day).toHaveAttribute("min", /\d/);
  const before = await patient.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("#thread > [data-testid=letter]")];
    const read = all.find((one) => one.getBoundingClientRect().bottom > 112)!;
    return { id: read.id, top: read.getBoundingClientRect().top };
  });
  const [first, last] = [await day.getAttribute("min"), await day.getAttribute("max")];
  expect(Date.parse(last!) - Date.parse(first!)).toBeGreaterThan(10 * 86_400_000);
  const wanted = new Date((Date.parse(last!) + Date.parse(first!)) / 2).toISOString().slice(0, 10);
  await day.fill(wanted);
  await patient.getByRole("button", { name: "Go there" }).click();
  const said = patient.getByRole("main").getByRole("status").filter({ hasText: "Here are the letters of" });
  await expect(said).toBeAttached();
  const there = patient.locator("#thread > [data-testid=letter]:focus");
  await expect(there).toBeInViewport();
  const all = await drawn(patient);
  expect(all.length).toBeLessThanOrEqual(DRAWN_MOST);
  expect(all).not.toContain(COUNT - 60);

  // The browser's way back.
  await patient.goBack();
  const back = patient.locator(`[id="${before.id}"]`);
  await expect(back).toBeFocused();
  await expect.poll(async () => Math.abs((await back.evaluate((one) => one.getBoundingClientRect().top)) - before.top)).toBeLessThanOrEqual(2);

  // A day on which nobody wrote: the nearest, and a sentence that says so.
  await go.click();
  const long_ago = new Date(Date.parse(first!) - 40 * 86_400_000).toISOString().slice(0, 10);
  await day.fill(long_ago);
  await patient.getByRole("button", { name: "Go there" }).click();
  await expect(patient.getByRole("main").getByRole("status").filter({ hasText: "There is no letter of that day" })).toBeAttached();
  await expect(letter(patient, "The very first letter.")).toBeFocused();
  await wheel(patient, -2_000);
  await expect(patient.getByText("This is where your letters begin.")).toBeVisible();
});

test("words are found on this device, by the keyboard alone", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 900);
  const asked: string[] = [];
  patient.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  const find = patient.getByRole("button", { name: "Find…" });
  await find.focus();
  await patient.keyboard.press("Enter");
  const words = patient.getByLabel("Words to find");
  await expect(words).toBeFocused();

  await patient.keyboard.type("muedigkeit");
  const found = patient.getByRole("dialog").getByRole("listitem");
  await expect(found.first()).toContainText("Müdigkeit");
  await expect(found.first().locator("mark")).toHaveText("Müdigkeit");

  await words.fill("37. der MUDIGKEIT");
  await patient.keyboard.press("Enter");
  await expect(found).toHaveCount(3);
  await words.fill("the VERY first");
  await patient.keyboard.press("Enter");
  await expect(found).toHaveCount(1);
  await expect(patient.getByRole("dialog").getByRole("status").filter({ hasText: "Found in one letter." })).toBeVisible();
  expect(await faultsOf(patient)).toEqual([]);

  await patient.keyboard.press("Tab");
  await expect(found.getByRole("button")).toBeFocused();
  await patient.keyboard.press("Enter");
  await expect(letter(patient, "The very first letter.")).toBeFocused();
  await expect(letter(patient, "The very first letter.")).toHaveAttribute("data-found", "");
  expect((await drawn(patient)).length).toBeLessThanOrEqual(DRAWN_MOST);
  await expect(letter(patient, "The very first letter.")).not.toHaveAttribute("data-found");

  // Escape closes and gives the focus back; nothing of it is anywhere else.
  await find.focus();
  await patient.keyboard.press("Enter");
  await words.fill("nowhere at all");
  await expect(patient.getByRole("dialog").getByRole("status").filter({ hasText: "Nothing was found" })).toBeVisible();
  await patient.keyboard.press("Escape");
  await expect(patient.getByRole("dialog")).toHaveCount(0);
  await expect(find).toBeFocused();
  expect(patient.url()).not.toContain("nowhere");
  expect(asked.join()).not.toContain("nowhere");
  expect(await patient.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]))).not.toContain("nowhere");
});

test("a search stops when it has found enough, goes on when asked, and says why it cannot", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 300);
  await patient.getByRole("button", { name: "Find…" }).click();
  const question = patient.getByRole("dialog");
  const found = question.getByRole("listitem");
  await patient.getByLabel("Words to find").fill("e");
  await expect(question.getByRole("status").filter({ hasText: /^Found so far: \d+\./ })).toBeVisible();
  const first = await found.count();
  expect(first).toBeGreaterThanOrEqual(40);
  // Those that left in one moment stay together.
  expect(first).toBeLessThan(60);
  const further = question.getByRole("button", { name: "Look further back" });
  await further.click();
  await expect.poll(() => found.count()).toBeGreaterThanOrEqual(first + 40);
  const all = await found.evaluateAll((lines) => lines.map((line) => line.textContent));
  expect(new Set(all).size).toBe(all.length);

  await patient.evaluate(() => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException("The disk does not answer.", "UnknownError");
    };
  });
  await patient.getByLabel("Words to find").fill("nowhere at all");
  await patient.keyboard.press("Enter");
  await expect(question.getByRole("status").filter({ hasText: "The other letters could not be read just now" })).toBeVisible();
  await expect(further).toBeVisible();
  await expect(question.getByText("Looking further back")).toHaveCount(0);
});

test("what is looked for while letters are still being fetched is found once they are here", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 600);
  await patient.goto(`${relay.patientOrigin}/manifest.webmanifest`);
  for (const store of ["thread", "place"] as const) await clear(patient, store);
  let lets: () => void = () => undefined;
  const goes = new Promise<void>((done) => (lets = done));
  let answers = 0;
  await patient.route("**/v1/sync", async (route) => {
    answers += 1;
    if (answers > 1) await goes;
    await route.continue();
  });
  await patient.goto(relay.patientOrigin);
  await expect(patient.getByText("Letters are still being fetched from the clinic.")).toBeVisible();
  await patient.getByRole("button", { name: "Find…" }).click();
  const question = patient.getByRole("dialog");
  await patient.getByLabel("Words to find").fill("590.");
  await expect(question.getByRole("status").filter({ hasText: "Nothing was found in the letters that are here so far." })).toBeVisible();
  lets();
  await expect(question.getByRole("status").filter({ hasText: "Found in one letter." })).toBeVisible({ timeout: 60_000 });
});

test("on a small phone the ring of the focus touches nothing beside it", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 60);
  await patient.setViewportSize({ width: 360, height: 740 });
  for (const language of ["en", "de"]) {
    await speak(patient, language);
    await patient.goto(relay.patientOrigin);
    const ways = patient.locator(".thread-foot > .button");
    await expect(ways.first()).toBeVisible();
    await wheel(patient, -900);
    const room = await ways.nth(1).evaluate((way: HTMLElement) => {
      way.focus({ focusVisible: true, preventScroll: true } as FocusOptions);
      const style = getComputedStyle(way);
      const ring = Number.parseFloat(style.outlineWidth) + Number.parseFloat(style.outlineOffset);
      const [before, here] = [way.previousElementSibling!.getBoundingClientRect(), way.getBoundingClientRect()];
      const foot = way.parentElement!.getBoundingClientRect();
      return { ring, beside: here.left - before.right - ring, below: foot.bottom - here.bottom - ring };
    });
    expect(room.ring).toBeGreaterThan(0);
    expect(room.beside).toBeGreaterThanOrEqual(2);
    expect(room.below).toBeGreaterThanOrEqual(2);
  }
});

test("older letters by the keyboard alone, back to the beginning", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 120);
  const older = patient.getByRole("button", { name: "Older letters" });
  await expect(older).toBeAttached();
  await older.focus();
  const top = patient.locator("#thread-top");
  for (let presses = 0; presses < 30; presses += 1) {
    // The focus is at the beginning all the time: on the way to older letters, and where they begin once there is none.
    expect(await top.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    if (await top.evaluate((one) => one === document.activeElement)) break;
    await patient.keyboard.press("Enter");
    await patient.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  await expect(letter(patient, "The very first letter.")).toBeAttached();
  await expect(top).toBeFocused();
  await expect(patient.getByText("This is where your letters begin.")).toBeVisible();
});

test("a therapist reads a long conversation in the same way", async ({ people, relay }) => {
  test.slow();
  const { therapist } = await long(people, relay, 600);
  await openLetters(therapist, "Mira");
  await expect(number(therapist, 600)).toBeVisible();
  await scrollTo(therapist, 400, -900);
  await newest(therapist).click();
  await expect(number(therapist, 600)).toBeInViewport();
});

test("a long conversation in both themes, languages and widths: no fault", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 200);
  for (const language of ["en", "de"]) {
    await speak(patient, language);
    const open = async () => {
      await patient.setViewportSize({ width: 1280, height: 900 });
      await patient.goto(relay.patientOrigin);
      await expect(number(patient, 200)).toBeVisible();
    };
    await look(patient, language, [
      { name: "reading-newest", open },
      {
        name: "reading-find",
        open: async () => {
          await open();
          await patient.locator(".thread-foot > .button").first().click();
          await patient.locator("#find-words").fill("harbour");
          await expect(patient.locator(".found").first()).toBeVisible();
        },
      },
      {
        name: "reading-day",
        open: async () => {
          await open();
          await patient.locator(".thread-foot > .button").nth(1).click();
          await expect(patient.locator("#go-day")).toBeVisible();
        },
      },
    ]);
  }
});
