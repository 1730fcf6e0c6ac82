import { WORDS } from "./support/builds.ts";
import { field } from "./support/letters.ts";
import { join, onDevice, PATIENT_ZONE, places } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

/** The words that the page has asked for since. */
function wordsLoaded(page: import("@playwright/test").Page): string[] {
  const loaded: string[] = [];
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (path.startsWith("/words-") && !loaded.includes(path)) loaded.push(path);
  });
  return loaded;
}

test("only the words of the browser's language are loaded, and they are there without a network", async ({ browser, relay }) => {
  const context = await browser.newContext({ locale: "de-AT" });
  const page = await context.newPage();
  const loaded = wordsLoaded(page);
  await page.goto(relay.links.therapist);
  await expect(page.getByRole("button", { name: "Einladung annehmen" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await onDevice(page);
  await expect.poll(() => page.evaluate(async (path) => !!(await caches.match(path)), WORDS.de)).toBe(true);
  await relay.kill();
  await page.reload();
  await expect(page.getByText("Jetzt Hilfe holen").first()).toBeVisible();
  expect(loaded).toEqual([WORDS.de]);
  await context.close();
});

test("another language is loaded when it is chosen, and both stay on the device", async ({ people, relay }) => {
  const { patient: page } = await people.pair();
  await onDevice(page);
  const loaded = wordsLoaded(page);
  await page.goto(new URL("/settings", page.url()).href);
  await page.getByLabel("Language").selectOption("Deutsch");
  const chosen = page.getByLabel("Sprache");
  await expect(chosen).toHaveValue("de");
  await expect(chosen).toBeFocused();
  expect(loaded).toEqual([WORDS.en, WORDS.de]);
  const kept = () => page.evaluate(async (paths) => Promise.all(paths.map(async (path) => !!(await caches.match(path)))), Object.values(WORDS));
  await expect.poll(kept).toEqual([true, true]);

  await relay.kill();
  await page.reload();
  await expect(page.getByLabel("Sprache")).toHaveValue("de");
  await page.getByLabel("Sprache").selectOption("English");
  await expect(page.getByLabel("Language")).toHaveValue("en");
  await page.reload();
  await expect(page.getByLabel("Language")).toHaveValue("en");
  await expect(page.getByText("A new version of Holdfast is ready.")).toHaveCount(0);
});

test("languages to and fro: every page opens", async ({ people }) => {
  const { patient: page } = await people.pair();
  await onDevice(page);
  for (const language of ["de", "en", "de", "en", "de", "en", "de", "en", "de", "en"]) {
    await page.goto(new URL("/settings", page.url()).href);
    await page.locator("#settings-language").selectOption(language);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await page.goto(new URL("/", page.url()).href);
    await expect(page.locator("main h1")).toBeAttached();
  }
});

test("a language whose words cannot be loaded: it says so, and stays as it was", async ({ people, relay }) => {
  const { patient: page } = await people.pair();
  await onDevice(page);
  await page.goto(new URL("/settings", page.url()).href);
  await relay.kill();
  await page.getByLabel("Language").selectOption("Deutsch");
  await expect(page.getByText("Deutsch is not on this device yet")).toBeVisible();
  await expect(page.getByLabel("Language")).toHaveValue("en");
  await expect(page.getByLabel("Language")).toBeFocused();

  await relay.restart();
  await page.getByLabel("Language").selectOption("Deutsch");
  await expect(page.getByLabel("Sprache")).toHaveValue("de");
});

test("no words arrive: it says so in both languages; those of another language are better than none", async ({ people, relay }) => {
  await people.therapist();
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  for (const path of Object.values(WORDS)) await page.route(`**${path}`, (route) => route.abort());
  await page.goto(relay.links.patient);
  await expect(page.getByRole("alert")).toContainText("Holdfast did not open.");
  await expect(page.getByRole("alert")).toContainText("Holdfast ging nicht auf.");
  await page.unroute(`**${WORDS.de}`);
  await page.getByRole("button", { name: "Open again" }).click();
  await expect(page.getByRole("button", { name: "Einladung annehmen" })).toBeVisible();
  await page.unroute(`**${WORDS.en}`);
  await page.reload();
  await join(page, relay.links.patient, "Mira");
  await expect(field(page)).toBeVisible();
  await expect(places(page)).toBeVisible();
});
