import type { Page } from "@playwright/test";
import { field, keep, letter, openLetters, state, write } from "./support/letters.ts";
import { goTo, onDevice, PATIENT_ZONE } from "./support/people.ts";
import { prompt, putAway } from "./support/prompt.ts";
import { proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

const URGENT = "I want to kill myself and I am tired of pretending.";
const EMERGENCY = "I took a handful of tablets and I am scared.";
const IDIOMS = [
  "My back is killing me after the gardening.",
  "I'm dying to tell you about the interview!",
  "I shot myself in the foot with that email.",
  "This deadline will be the death of me.",
];

async function chooseCountry(page: Page, country: string): Promise<void> {
  await prompt(page).getByLabel("Your country").selectOption({ label: country });
}

test("words that suggest danger bring people who are there now, and the letter goes all the same", async ({ people }) => {
  const { patient } = await people.pair();
  await field(patient).pressSequentially(URGENT);
  await expect(prompt(patient)).toBeVisible();
  await expect(prompt(patient)).toContainText("Nobody is reading here right now.");
  await expect(prompt(patient)).toContainText("Your letter has not left this device.");

  await keep(patient).click();
  await expect(state(patient, URGENT)).toContainText("With the clinic since");
  await expect(prompt(patient)).toContainText("Your letter has been with the clinic since");
  await expect(prompt(patient).getByRole("heading", { name: "This sounds very hard" })).toBeFocused();
});

test("the numbers are those of the chosen country and can be dialled as they are", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, URGENT);
  await expect(prompt(patient).getByRole("link", { name: /988|116 123/ })).toHaveCount(0);

  await chooseCountry(patient, "United States");
  await expect(prompt(patient).getByRole("link", { name: "Call 988" })).toHaveAttribute("href", "tel:988");
  await expect(prompt(patient).getByRole("link", { name: "Text 988" })).toHaveAttribute("href", "sms:988");

  await chooseCountry(patient, "United Kingdom");
  await expect(prompt(patient).getByRole("link", { name: "Call 116 123" })).toHaveAttribute("href", "tel:116123");
  await expect(prompt(patient).getByRole("link", { name: /SHOUT/ })).toHaveAttribute("href", /^sms:85258/);
  await expect(prompt(patient).getByRole("link", { name: /988/ })).toHaveCount(0);
});

test("once a rhythm is agreed the prompt names the next time for reading, and inside a window claims no more than it may", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  const { opens, closes } = await proposeAndAgree(therapist, patient);
  await field(patient).pressSequentially(URGENT);
  await expect(prompt(patient)).toContainText("Nobody is reading here right now. The next time for reading is");
  await expect(prompt(patient)).toContainText(`${opens}–${closes} in Berlin`);
  await skip(patient);
  await expect(prompt(patient)).toContainText("but nobody can promise to see this in this minute.");
});

test("without a country an emergency can be called all the same, and none is guessed", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, EMERGENCY);
  const calls = prompt(patient).locator(".help-prompt-ways a");
  await expect(calls).toHaveText([
    "Call 112 (Europe, many other places)", "Call 911 (US, Canada)", "Call 999 (UK)", "Call 000 (Australia)", "Call 111 (New Zealand)",
  ]);
  const hrefs = await calls.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  expect(hrefs).toEqual(["tel:112", "tel:911", "tel:999", "tel:000", "tel:111"]);
  await expect(prompt(patient).locator(".help-prompt-ways .button-help")).toHaveCount(0);
  await chooseCountry(patient, "United Kingdom");
  await expect(prompt(patient).getByRole("link", { name: /911/ })).toHaveCount(0);
});

test("a number that did not work here is not what to try first", async ({ people }) => {
  const { patient } = await people.pair();
  await patient.goto(new URL("/help", patient.url()).href);
  await patient.locator("#help-country").selectOption("US");
  const report = patient.locator("#report-988");
  await report.getByRole("button", { name: "This number did not work" }).click();
  await expect(report.locator(".help-reported")).toBeFocused();
  await goTo(patient, "Letters");
  await write(patient, URGENT);
  await expect(prompt(patient).getByRole("link").first()).toHaveAttribute("href", "sms:741741?&body=HOME");
  await patient.goto(new URL("/help", patient.url()).href);
  await report.getByRole("button", { name: "It does work after all" }).click();
  await expect(report.getByRole("button")).toBeFocused();
});

test("an emergency puts the emergency number first", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, EMERGENCY);
  await expect(prompt(patient).getByRole("heading", { name: "This sounds like it cannot wait" })).toBeVisible();
  await chooseCountry(patient, "United States");
  await expect(prompt(patient).getByRole("link").first()).toHaveAttribute("href", "tel:911");
});

test("with the relay gone the prompt comes too, and says that the letter is still here", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await relay.kill();
  await patient.reload();
  await write(patient, EMERGENCY);
  await expect(prompt(patient)).toContainText("Your letter is kept on this device and has not reached the clinic yet.");
  await expect(state(patient, EMERGENCY)).toContainText("Kept on this device");
  await chooseCountry(patient, "United States");
  await expect(prompt(patient).getByRole("link", { name: /Call 911/ })).toHaveAttribute("href", "tel:911");
  await expect(prompt(patient).getByRole("link", { name: "Text 988" })).toHaveAttribute("href", "sms:988");
  await expect(prompt(patient).getByRole("link", { name: /Chat/ })).toHaveCount(0);

  await relay.restart();
  await expect(prompt(patient)).toContainText("Your letter has been with the clinic since", { timeout: 45_000 });
});

test("\"This is not what I meant\" puts it away for this letter only, and focus goes back", async ({ people }) => {
  const { patient } = await people.pair();
  await field(patient).pressSequentially(URGENT);
  await putAway(patient, "This is not what I meant");
  await keep(patient).click();
  await expect(letter(patient, URGENT)).toBeVisible();
  await expect(prompt(patient)).toHaveCount(0);

  await write(patient, `${URGENT} I mean it.`);
  await expect(prompt(patient)).toBeVisible();
  await prompt(patient).getByRole("heading", { name: "This sounds very hard" }).press("Escape");
  await expect(prompt(patient)).toHaveCount(0);
  await expect(keep(patient)).toBeFocused();
});

test("what was not meant stays so when the page is left and opened again, or the app, for this letter", async ({ people }) => {
  const { patient } = await people.pair();
  await field(patient).fill(URGENT);
  await putAway(patient, "This is not what I meant");
  await goTo(patient, "Settings");
  await expect(field(patient)).toHaveCount(0);
  await goTo(patient, "Letters");
  await expect(field(patient)).toHaveValue(URGENT);
  await patient.reload();
  await expect(field(patient)).toHaveValue(URGENT);
  await keep(patient).click();
  await expect(letter(patient, URGENT)).toBeVisible();
  await expect(prompt(patient)).toHaveCount(0);
  await write(patient, `${URGENT} I mean it.`);
  await expect(prompt(patient)).toBeVisible();
});

test("an ordinary letter afterwards leaves the prompt where it is", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, URGENT);
  await expect(prompt(patient)).toBeVisible();
  await write(patient, "The bus was late today.");
  await expect(prompt(patient)).toBeVisible();
});

test("once closed it comes again for danger of another kind, and when the letter is sent", async ({ people }) => {
  const { patient } = await people.pair();
  await field(patient).fill(URGENT);
  await putAway(patient, "Close");
  await field(patient).fill(`${URGENT} My husband hits me.`);
  await expect(prompt(patient)).toBeVisible();
  await putAway(patient, "Close");
  await keep(patient).click();
  await expect(prompt(patient)).toBeVisible();
});

test("words changed for somebody trusted stay when there is more to say", async ({ people }) => {
  const { patient } = await people.pair();
  await field(patient).fill(URGENT);
  const words = prompt(patient).getByLabel("Your words");
  const unfold = () =>
    // A press that was on its way before the prompt came does nothing.
    expect(async () => {
      if (!(await words.isVisible())) await prompt(patient).getByText("Words for someone you trust").click();
      await expect(words).toBeVisible({ timeout: 200 });
    }).toPass();
  await unfold();
  await words.fill("Please come, Ada.");
  await field(patient).fill(EMERGENCY);
  await expect(prompt(patient).getByRole("heading", { name: "This sounds like it cannot wait" })).toBeVisible();
  await unfold();
  await expect(words).toHaveValue("Please come, Ada.");
});

test("ordinary talk brings none", async ({ people }) => {
  const { patient } = await people.pair();
  for (const idiom of IDIOMS) {
    // Sending looks at the words before the letter is kept.
    await write(patient, idiom);
    await expect(prompt(patient)).toHaveCount(0);
  }
  // The same page does notice.
  await write(patient, URGENT);
  await expect(prompt(patient)).toBeVisible();
});

test("the therapist's own words bring none", async ({ people }) => {
  const { therapist } = await people.pair();
  await openLetters(therapist, "Mira");
  await write(therapist, `You wrote: "${URGENT}" Thank you for telling me.`);
  await expect(prompt(therapist)).toHaveCount(0);
});

test("help is one press away before joining, and with the relay gone", async ({ people, relay }) => {
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  await page.goto(relay.patientOrigin);
  await onDevice(page);
  await relay.kill();
  await page.reload();
  await page.getByRole("link", { name: "Get help now" }).click();
  await expect(page.getByRole("heading", { name: "Get help now", level: 1 })).toBeFocused();
  await expect(page.getByRole("link", { name: "Call 112 (Europe, many other places)" })).toHaveAttribute("href", "tel:112");

  await page.getByLabel("Your country").selectOption({ label: "United Kingdom" });
  await expect(page.getByRole("link", { name: /Call 999/ })).toHaveAttribute("href", "tel:999");
  await page.reload();
  await expect(page.getByLabel("Your country")).toHaveValue("GB");
});

test("help is one press away on every page", async ({ people }) => {
  const { patient, therapist } = await people.pair();
  for (const path of ["/", "/rhythm", "/settings", "/help", "/join", "/no-such-page"]) {
    await patient.goto(new URL(path, patient.url()).href);
    await expect(patient.getByRole("banner").getByRole("link", { name: "Get help now" })).toBeVisible();
  }
  for (const path of ["/", "/people", "/settings"]) {
    await therapist.goto(new URL(path, therapist.url()).href);
    await expect(therapist.getByRole("banner").getByRole("link", { name: "Get help now" })).toBeVisible();
  }
});

test("without the app, or before it starts, there is a plain page with numbers", async ({ browser, relay }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(relay.patientOrigin);
  await page.getByRole("link", { name: "Get help now" }).first().click();
  await expect(page).toHaveURL(/\/help\.html$/);
  await expect(page.locator("a[href='tel:112']").first()).toBeVisible();
  await context.close();
});
