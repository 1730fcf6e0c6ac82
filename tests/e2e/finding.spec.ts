import type { Page } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { letter, write } from "./support/letters.ts";
import { COUNT, DRAWN_MOST, drawn, long, newest, number, readNow, scrollTo, wheel } from "./support/long.ts";
import type { Relay } from "./support/relay.ts";
import { clear } from "./support/storage.ts";
import { expect, test } from "./support/test.ts";

/** Opens the app without its letters: it has fetched the first of them, and no more until what this gives is called. */
async function fetchingAgain(patient: Page, relay: Relay): Promise<() => void> {
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
  return lets;
}

test("to a day, to the nearest one, and back where one was", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay);
  await scrollTo(patient, COUNT - 60, -700);
  const go = patient.getByRole("button", { name: "Go to a day…" });
  await go.click();
  const day = patient.getByLabel("Which day?");
  await expect(day).toBeFocused();
  await expect(day).toHaveAttribute("min", /\d/);
  const before = await readNow(patient);
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
  const lets = await fetchingAgain(patient, relay);
  await expect(patient.getByText("Letters are still being fetched from the clinic.")).toBeVisible();
  await patient.getByRole("button", { name: "Find…" }).click();
  const question = patient.getByRole("dialog");
  await patient.getByLabel("Words to find").fill("590.");
  await expect(question.getByRole("status").filter({ hasText: "Nothing was found in the letters that are here so far." })).toBeVisible();
  lets();
  await expect(question.getByRole("status").filter({ hasText: "Found in one letter." })).toBeVisible({ timeout: 60_000 });
});

test("what is looked for waits while its question is closed", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 300);
  const lets = await fetchingAgain(patient, relay);
  const notice = patient.getByText("Letters are still being fetched from the clinic.");
  await expect(notice).toBeVisible();
  const find = patient.getByRole("button", { name: "Find…" });
  await find.click();
  const question = patient.getByRole("dialog");
  await patient.getByLabel("Words to find").fill("290.");
  await expect(question.getByRole("status").filter({ hasText: "Nothing was found in the letters that are here so far." })).toBeVisible();
  await patient.keyboard.press("Escape");
  lets();
  await expect(number(patient, 300)).toBeVisible({ timeout: 60_000 });
  await expect(notice).toHaveCount(0);
  expect(await patient.locator("#find-in-letters .found").count()).toBe(0);
  await find.click();
  await expect(question.getByRole("status").filter({ hasText: "Found in one letter." })).toBeVisible();
});

test("a letter that is on this device alone is found, and gone to", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 300);
  await relay.kill();
  const words = "Nobody else has this one.";
  await write(patient, words);
  await scrollTo(patient, 170, -900);
  await expect(letter(patient, words)).toHaveCount(0);
  await patient.getByRole("button", { name: "Find…" }).click();
  await patient.getByLabel("Words to find").fill("nobody else has");
  await patient.getByRole("dialog").getByRole("listitem").getByRole("button").click();
  await expect(letter(patient, words)).toBeFocused();
  await expect(letter(patient, words)).toBeInViewport();
});

test("back and forth lead where one was, to the newest and back as well", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 300);
  await scrollTo(patient, 270, -700);
  await patient.getByRole("button", { name: "Go to a day…" }).click();
  const day = patient.getByLabel("Which day?");
  await expect(day).toHaveAttribute("min", /\d/);
  const before = await readNow(patient);
  await day.fill((await day.getAttribute("min"))!);
  await patient.getByRole("button", { name: "Go there" }).click();
  await expect(letter(patient, "The very first letter.")).toBeFocused();
  await newest(patient).click();
  await expect(number(patient, 300)).toBeFocused();

  const back = patient.locator(`[id="${before.id}"]`);
  const isBack = async () => {
    await expect(back).toBeFocused();
    await expect.poll(async () => Math.abs((await back.evaluate((one) => one.getBoundingClientRect().top)) - before.top)).toBeLessThanOrEqual(2);
  };
  await patient.goBack();
  await isBack();
  await patient.goForward();
  await expect(number(patient, 300)).toBeInViewport();
  await expect(patient.locator(`[id="${before.id}"]:focus`)).toHaveCount(0);
  await patient.goBack();
  await isBack();
});
