import type { Locator, Page } from "@playwright/test";
import { look, speak } from "./support/gallery.ts";
import { goTo, onDevice, PATIENT_ZONE } from "./support/people.ts";
import { keysOf } from "./support/storage.ts";
import { expect, test } from "./support/test.ts";

/** What can be dialled from a link: digits, and the star or hash that some codes begin with. */
const DIALS = /^tel:(\*|%23)?\d{2,15}$/;

function country(page: Page): Locator {
  return page.locator("#help-country");
}

function card(page: Page, name: string): Locator {
  return page.locator(".help-line").filter({ has: page.getByRole("heading", { name, exact: true }) });
}

async function openHelp(page: Page): Promise<void> {
  await page.goto(new URL("/help", page.url()).href);
  await expect(page.getByRole("heading", { name: "Get help now", level: 1 })).toBeVisible();
}

/** All lines are here, not only the first of each country. */
async function hasAllLines(page: Page): Promise<void> {
  await country(page).selectOption("GB");
  await expect(card(page, "Childline")).toBeVisible();
}

test("every country opens and has an emergency number, or says that none is known", async ({ people }) => {
  const page = await people.therapist();
  await openHelp(page);
  await hasAllLines(page);
  const codes = await country(page).locator("option").evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  const places = codes.filter((code) => /^[A-Z]{2}$/.test(code));
  expect(places.length).toBeGreaterThanOrEqual(246);
  const without: string[] = [];
  for (const code of places) {
    await country(page).selectOption(code);
    const calls = await page.locator(".help-emergency a").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    if (calls.length === 0) {
      await expect(page.getByText("We know of no emergency number for this place.")).toBeVisible();
      without.push(code);
    }
    const lines = await page.locator(".help-line a[href^='tel:']").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    for (const href of [...calls, ...lines]) expect(href, code).toMatch(DIALS);
  }
  expect(without).toEqual(["AQ"]);
});

test("countries are named in the reader's language and found by typing", async ({ people }) => {
  const page = await people.therapist();
  await openHelp(page);
  await page.getByLabel("Search for a country").fill("austr");
  await expect(country(page).locator("option")).toHaveText(["Choose your country", "Australia", "Austria", "My country is not here"]);
  await expect(page.getByText("2 found")).toBeVisible();
  await country(page).selectOption({ label: "Austria" });
  await expect(page.locator(".help-emergency a").first()).toHaveAttribute("href", "tel:112");
  await expect(card(page, "Telefonseelsorge").getByRole("link")).toHaveAttribute("href", "tel:142");

  await speak(page, "de");
  await page.goto(new URL("/help", page.url()).href);
  await page.getByLabel("Land suchen").fill("oster");
  // Marks need not be typed; what was chosen stays.
  await expect(country(page).locator("option")).toContainText(["Wähl dein Land", "Österreich"]);
  await expect(country(page)).toHaveValue("AT");
});

test("lines are narrowed by need and by language, and another country begins with everything", async ({ people }) => {
  const page = await people.therapist();
  await openHelp(page);
  await hasAllLines(page);
  const need = page.getByLabel("What is it about?");
  await expect(card(page, "Samaritans")).toContainText("Day and night");
  await need.selectOption({ label: "When someone at home hurts or threatens you" });
  await expect(card(page, "Samaritans")).toHaveCount(0);
  await expect(card(page, "National Domestic Abuse Helpline").getByRole("link")).toHaveAttribute("href", "tel:08082000247");
  await expect(card(page, "National Domestic Abuse Helpline")).toContainText("known from one source only");
  await need.selectOption({ label: "Everything" });
  await page.getByRole("button", { name: /^Show all/ }).first().click();
  await expect(need).toBeFocused();
  await expect(need).toHaveValue("crisis");

  await country(page).selectOption("ES");
  await expect(need).toHaveValue("");
  await page.getByLabel("Language of the lines").selectOption({ label: "Basque" });
  await expect(card(page, "016 Violencia de género")).toBeVisible();
  await country(page).selectOption("US");
  await page.getByLabel("Language of the lines").selectOption({ label: "American Sign Language" });
  await expect(card(page, "988 Suicide & Crisis Lifeline")).toBeVisible();
  await expect(card(page, "Crisis Text Line")).toHaveCount(0);
});

test("without a connection all lines are there and no chat is offered", async ({ people, relay }) => {
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  await page.goto(relay.patientOrigin);
  await onDevice(page);
  await relay.kill();
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole("link", { name: "Get help now" }).click();
  await hasAllLines(page);
  await country(page).selectOption("US");
  await expect(card(page, "988 Suicide & Crisis Lifeline").getByRole("link", { name: "Call 988" })).toBeVisible();
});

test("offline, whoever is at home here is told why no chat is shown", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await openHelp(patient);
  await country(patient).selectOption("US");
  await expect(patient.getByRole("link", { name: "Chat on their page" })).toBeVisible();
  await relay.kill();
  await patient.reload();
  await expect(patient.getByText("You are offline now: chats are not shown.")).toBeVisible({ timeout: 30_000 });
  await expect(patient.getByRole("link", { name: "Chat on their page" })).toHaveCount(0);
  await expect(patient.getByRole("link", { name: "Text 988" })).toBeVisible();
});

test("chats go as soon as the device says that it is offline, with nobody at home too", async ({ people, relay }) => {
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  await page.goto(relay.patientOrigin);
  await page.getByRole("link", { name: "Get help now" }).click();
  await country(page).selectOption("US");
  const chat = page.getByRole("link", { name: "Chat on their page" });
  await expect(chat).toBeVisible();
  await page.context().setOffline(true);
  await expect(chat).toHaveCount(0);
  await page.context().setOffline(false);
  await expect(chat).toBeVisible();
});

test("a number that did not work: thanks, the next line at once, undone or told to the clinic", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await openHelp(patient);
  await country(patient).selectOption("GB");
  const samaritans = card(patient, "Samaritans");
  const tell = samaritans.getByRole("button", { name: "This number did not work" });
  await tell.click();
  const said = samaritans.locator(".help-reported");
  await expect(said).toBeFocused();
  await expect(said).toContainText("Thank you for saying so: 116 123 did not work.");
  await expect(said).toContainText("Your clinic will be told");
  await expect(said).toContainText("Try this one next");
  await expect(said.getByRole("link")).toHaveAttribute("href", /^(tel|sms):\d+/);
  await said.getByRole("button", { name: "It does work after all" }).click();
  await expect(tell).toBeVisible();

  await tell.click();
  await patient.reload();
  await expect(samaritans.locator(".help-reported")).toBeVisible();
  await goTo(therapist, "Today");
  const told = therapist.getByTestId("unworking");
  await expect(told).toContainText("United Kingdom: Samaritans, 116 123 (Mira", { timeout: 30_000 });
  await expect(told.getByRole("listitem")).toHaveCount(1);
});

test("a number noted without a connection reaches the clinic later", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  await openHelp(patient);
  await country(patient).selectOption("DE");
  await patient.context().setOffline(true);
  await card(patient, "TelefonSeelsorge").first().getByRole("button", { name: "This number did not work" }).click();
  await patient.reload();
  await expect(patient.locator(".help-reported")).toBeVisible();
  // Sealed, and under a key that does not say what it is.
  expect(await patient.evaluate(() => JSON.stringify(localStorage))).not.toContain("0800");
  expect((await keysOf(patient, "notes")).join()).not.toMatch(/number|line|help/);
  await patient.context().setOffline(false);
  await goTo(therapist, "Today");
  await expect(therapist.getByTestId("unworking")).toContainText("Germany: TelefonSeelsorge, 0800 111 0 111", { timeout: 60_000 });
  expect(relay).toBeDefined();
});

test("where nobody has joined neither the name of what was tried is kept nor when", async ({ people, relay }) => {
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  await page.goto(relay.patientOrigin);
  await openHelp(page);
  await country(page).selectOption("GB");
  await card(page, "Samaritans").getByRole("button", { name: "This number did not work" }).click();
  await expect(page.locator(".help-reported")).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("holdfast-numbers"))).toBe("GB\t116 123\n");
  await page.reload();
  await expect(page.locator(".help-reported")).toBeVisible();
});

test("one country on paper: numbers, hours and dates, and nothing to press", async ({ people }, testInfo) => {
  const page = await people.therapist();
  await openHelp(page);
  await hasAllLines(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Call 116 123")).toBeVisible();
  await expect(page.locator(".top-bar")).toHaveCSS("position", "static");
  await expect(page.getByText("Call 999 (Emergency)")).toBeVisible();
  await expect(page.getByRole("button", { name: "This number did not work" }).first()).toBeHidden();
  await expect(page.getByLabel("What is it about?")).toBeHidden();
  await page.screenshot({ path: testInfo.outputPath("help-print.png"), fullPage: true });
});

test("the page without the app has the same first lines of every country", async ({ browser, relay }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-GB", viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto(`${relay.patientOrigin}/help.html#DE`);
  const hrefs = await page.locator("a[href^='tel:']").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  expect(hrefs.length).toBeGreaterThan(400);
  for (const href of hrefs) expect(href).toMatch(DIALS);
  await expect(page.locator("#DE + dd")).toContainText("112");
  await expect(page.locator("#DE")).toContainText("Germany · Deutschland");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
  await context.close();
});

for (const language of ["en", "de"]) {
  test(`it looks right in ${language}`, async ({ people }) => {
    test.setTimeout(180_000);
    const { patient } = await people.pair();
    await speak(patient, language);
    const at = async (code: string) => {
      await patient.goto(new URL("/help", patient.url()).href);
      await country(patient).selectOption(code);
    };
    await look(patient, language, [
      { name: "help-gb", open: () => at("GB") },
      { name: "help-de", open: () => at("DE") },
      { name: "help-aq", open: () => at("AQ") },
      {
        name: "help-reported",
        open: async () => {
          await at("NZ");
          await patient.locator(".help-report button").first().click();
          await expect(patient.locator(".help-reported")).toBeVisible();
        },
      },
    ]);
  });
}

test("with the keyboard alone: from the choice to a call, and to the next line", async ({ people }) => {
  const page = await people.therapist();
  await openHelp(page);
  await hasAllLines(page);
  await page.getByLabel("What is it about?").focus();
  await page.keyboard.press("Tab");
  await expect(card(page, "Samaritans").getByRole("link", { name: "Call 116 123" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator(".help-reported")).toBeFocused();
  await expect(page.locator(".help-reported")).toContainText("It is noted on this device.");
  await page.keyboard.press("Tab");
  await expect(page.locator(".help-reported").getByRole("link")).toBeFocused();
});

test("with text twice as large nothing is cut off on a phone", async ({ people }) => {
  const page = await people.therapist();
  await page.setViewportSize({ width: 360, height: 740 });
  await openHelp(page);
  await hasAllLines(page);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await card(page, "Samaritans").getByRole("button").click();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  await expect(page.locator(".help-emergency a").first()).toBeVisible();
});

test("without the app, with text twice as large, nothing is cut off on the smallest phone", async ({ people }) => {
  const page = await people.therapist();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(new URL("/help.html", page.url()).href);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await expect(page.getByRole("heading", { name: "Get help now" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
