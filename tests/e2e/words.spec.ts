import { WORDS } from "./support/builds.ts";
import { look, speak } from "./support/gallery.ts";
import { field } from "./support/letters.ts";
import { midst } from "./support/midst.ts";
import { join, onDevice, PATIENT_ZONE, places } from "./support/people.ts";
import { openEditor } from "./support/rhythm.ts";
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
  const kept = () => page.evaluate(async (paths) => Promise.all(paths.map(async (path) => !!(await caches.match(path)))), [WORDS.en, WORDS.de, WORDS.es, WORDS.fr, WORDS.pt]);
  await expect.poll(kept).toEqual([true, true, false, false, false]);

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

test("no words arrive: it says so in every language; those of another language are better than none", async ({ people, relay }) => {
  await people.therapist();
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  for (const path of Object.values(WORDS)) await page.route(`**${path}`, (route) => route.abort());
  await page.goto(relay.links.patient);
  await expect(page.getByRole("alert")).toContainText("Holdfast did not open.");
  for (const words of ["Holdfast ging nicht auf.", "Holdfast no se abrió.", "Holdfast ne s’est pas ouvert.", "O Holdfast não abriu."]) {
    await expect(page.getByRole("alert")).toContainText(words);
  }
  await page.unroute(`**${WORDS.de}`);
  await page.getByRole("button", { name: "Open again" }).click();
  await expect(page.getByRole("button", { name: "Einladung annehmen" })).toBeVisible();
  await page.unroute(`**${WORDS.en}`);
  await page.reload();
  await join(page, relay.links.patient, "Mira");
  await expect(field(page)).toBeVisible();
  await expect(places(page)).toBeVisible();
});

for (const [language, tag, accept] of [["es", "es-MX", "Aceptar la invitación"], ["fr", "fr-CA", "Accepter l’invitation"], ["pt", "pt-BR", "Aceitar o convite"]] as const) {
  test(`${tag}: an invitation is in the browser's language`, async ({ browser, relay }) => {
    const context = await browser.newContext({ locale: tag });
    const page = await context.newPage();
    const loaded = wordsLoaded(page);
    await page.goto(relay.links.therapist);
    await expect(page.getByRole("button", { name: accept })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    expect(loaded).toEqual([WORDS[language]]);
    await context.close();
  });

  test(`a patient's pages in ${language}: no fault, nothing reaches past the edge`, async ({ people, relay }) => {
    test.slow();
    const { therapist, patient } = await people.pair();
    await midst(therapist, patient);
    await speak(patient, language);
    const at = (path: string) => async () => void (await patient.goto(relay.patientOrigin + path));
    await look(patient, language, [
      { name: "words-patient-letters", open: at("/") },
      { name: "words-patient-rhythm", open: at("/rhythm") },
      { name: "words-patient-help", open: at("/help") },
      { name: "words-patient-settings", open: at("/settings") },
    ]);
  });

  test(`a therapist's pages in ${language}: no fault, nothing reaches past the edge`, async ({ people, relay }) => {
    test.slow();
    const { therapist, patient } = await people.pair();
    await openEditor(therapist, "Mira");
    const editor = new URL(therapist.url()).pathname;
    await midst(therapist, patient);
    await speak(therapist, language);
    const at = (path: string) => async () => void (await therapist.goto(relay.therapistOrigin + path));
    await look(therapist, language, [
      { name: "words-therapist-today", open: at("/") },
      { name: "words-therapist-people", open: at("/people") },
      { name: "words-therapist-letters", open: at(editor.replace("/agreement/", "/letters/")) },
      { name: "words-therapist-rhythm", open: at(editor.replace("/agreement/", "/rhythm/")) },
      { name: "words-therapist-agreement", open: at(editor) },
    ]);
  });
}

test("the language is chosen where somebody begins, too", async ({ browser, relay }) => {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(relay.patientOrigin);
  await page.locator("#settings-language").selectOption("pt");
  await expect(page.locator("html")).toHaveAttribute("lang", "pt");
  await expect(page.locator("#settings-language")).toBeFocused();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cartas com um ritmo prometido");
  await context.close();
});
