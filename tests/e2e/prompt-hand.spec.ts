import type { Page } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { chooseLanguage } from "./support/language.ts";
import { field, keep, write } from "./support/letters.ts";
import { expect, test } from "./support/test.ts";

const URGENT = "I want to kill myself and I am tired of pretending.";
const ABUSE = "He hits me when he is drunk and I am afraid of him tonight.";
const HEADINGS = /^(This sounds very hard|This sounds like it cannot wait|You deserve to be safe)$/;

function prompt(page: Page) {
  return page.getByRole("region", { name: HEADINGS });
}

async function textTwiceAsLarge(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
}

for (const { name, width, large } of [
  { name: "360 px", width: 360, large: false },
  { name: "320 px", width: 320, large: false },
  { name: "320 px and text of 200 %", width: 320, large: true },
  { name: "1280 px", width: 1280, large: false },
]) {
  test(`the button stays under the finger when the prompt comes, at ${name}`, async ({ people }) => {
    const { patient } = await people.pair();
    await patient.setViewportSize({ width, height: 740 });
    if (large) await textTwiceAsLarge(patient);
    await field(patient).fill(`${URGENT} `);
    await keep(patient).scrollIntoViewIfNeeded();
    const before = await keep(patient).boundingBox();
    await expect(prompt(patient)).toBeVisible();
    await expect(patient.getByRole("button", { name: "Help is just below" })).toBeVisible();
    const after = await keep(patient).boundingBox();
    // Less than a pixel is rounding.
    expect(Math.abs(after!.y - before!.y), "pixels that the button moved").toBeLessThan(1);
    expect(after!.height).toBe(before!.height);
    const wide = await patient.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, "pixels past the edge").toBeLessThanOrEqual(0);
    expect(await faultsOf(patient)).toEqual([]);
  });
}

test("what comes in a pause leaves the focus, is said once, and is one key away", async ({ people }) => {
  const { patient } = await people.pair();
  await field(patient).pressSequentially(URGENT);
  await expect(prompt(patient)).toBeVisible();
  await expect(field(patient)).toBeFocused();
  await expect(patient.getByRole("status").filter({ hasText: "This sounds very hard. Help is just below" })).toHaveCount(1);
  await patient.keyboard.press("Tab");
  await expect(patient.getByRole("button", { name: "Help is just below" })).toBeFocused();
  await patient.keyboard.press("Enter");
  await expect(prompt(patient).getByRole("heading", { name: "This sounds very hard" })).toBeFocused();
  await patient.keyboard.press("Escape");
  await expect(prompt(patient)).toHaveCount(0);
  await expect(field(patient)).toBeFocused();
});

test("the second tap of an unsteady hand that has sent calls nobody and puts nothing away", async ({ people }) => {
  const { patient } = await people.pair();
  // Presses "Close" in the very moment in which the prompt is there.
  const early = patient.evaluate(
    () =>
      new Promise<boolean>((done) => {
        const seen = new MutationObserver(() => {
          const out = [...document.querySelectorAll<HTMLElement>(".help-prompt button")].find((one) => one.textContent === "Close");
          if (!out) return;
          seen.disconnect();
          const click = new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 });
          out.dispatchEvent(click);
          done(click.defaultPrevented);
        });
        seen.observe(document.body, { childList: true, subtree: true });
      }),
  );
  await field(patient).fill(URGENT);
  await keep(patient).click();
  expect(await early).toBe(true);
  await expect(prompt(patient)).toBeVisible();
});

test("typing on is not disturbed when the prompt of the letter before goes", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, URGENT);
  await expect(prompt(patient)).toBeVisible();
  await field(patient).pressSequentially("I took a handful of tablets and I am scared. ");
  await expect(patient.getByRole("region", { name: "This sounds like it cannot wait" })).toBeVisible();
  await expect(field(patient)).toBeFocused();
});

test("abuse: a line for it first, and the exit beside it", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, ABUSE);
  await prompt(patient).getByLabel("Your country").selectOption("GB");
  await expect(patient.getByRole("region", { name: "You deserve to be safe" })).toBeVisible();
  await expect(prompt(patient).locator(".help-prompt-ways").getByRole("button", { name: "Exit" })).toBeVisible();
  await expect(prompt(patient).getByRole("link").first()).toHaveAttribute("href", "tel:08082000247");
});

test("hurt at home and not wanting to live: a line for each before the second of either, and the exit", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, "He hits me when he is drunk, and I want to kill myself.");
  await prompt(patient).getByLabel("Your country").selectOption("GB");
  await expect(prompt(patient).getByRole("link").first()).toHaveAttribute("href", "tel:08082000247");
  await expect(prompt(patient).locator(".help-prompt-lines a[href^='tel:']").first()).toHaveAttribute("href", "tel:116123");
  await expect(prompt(patient).locator(".help-prompt-ways").getByRole("button", { name: "Exit" })).toBeVisible();
});

for (const [language, country] of [["en", "GB"], ["es", "CL"], ["de", "DE"], ["fr", "FR"], ["pt", "BR"]] as const) {
  test(`a number to call takes two lines at most on a phone, in ${language}`, async ({ people }) => {
    const { patient } = await people.pair();
    await chooseLanguage(patient, language);
    await patient.setViewportSize({ width: 360, height: 740 });
    await patient.goto(new URL("/help", patient.url()).href);
    await patient.locator("#help-country").selectOption(country);
    await expect(patient.locator(".help-emergency a").first()).toBeVisible();
    const tall = await patient.locator(".help-emergency a").evaluateAll((all) =>
      all
        .map((one) => {
          const { height } = one.querySelector("span")!.getBoundingClientRect();
          return { said: one.textContent, lines: Math.round(height / parseFloat(getComputedStyle(one).lineHeight)) };
        })
        .filter(({ lines }) => !(lines <= 2)),
    );
    expect(tall).toEqual([]);
  });
}

test("every way in the prompt is large enough for a shaking hand, in forced colours too", async ({ people }) => {
  const { patient } = await people.pair();
  await patient.setViewportSize({ width: 360, height: 740 });
  await patient.emulateMedia({ forcedColors: "active" });
  await write(patient, URGENT);
  await prompt(patient).getByLabel("Your country").selectOption("US");
  const small = await prompt(patient)
    .locator("a, button, summary, select")
    .evaluateAll((all) => all.map((one) => [one.textContent, one.getBoundingClientRect().height] as const).filter(([, height]) => height > 0 && height < 44));
  expect(small).toEqual([]);
  const closest = await prompt(patient)
    .locator("a.button, button")
    .evaluateAll((all) => {
      const boxes = all.map((one) => one.getBoundingClientRect()).filter((box) => box.height > 0);
      const gap = (one: DOMRect, other: DOMRect) =>
        Math.max(one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom);
      return Math.min(...boxes.flatMap((one, at) => boxes.slice(at + 1).map((other) => gap(one, other))));
    });
  expect(closest, "pixels between what can be pressed").toBeGreaterThanOrEqual(8);
  expect(await faultsOf(patient)).toEqual([]);
});

test("with large letters on a low screen nothing covers the call that has the focus", async ({ people }) => {
  const { patient } = await people.pair();
  await patient.setViewportSize({ width: 320, height: 640 });
  await textTwiceAsLarge(patient);
  await field(patient).fill(`${URGENT} `);
  await prompt(patient).getByLabel("Your country").selectOption("DE");
  const call = prompt(patient).getByRole("link").first();
  await call.focus();
  const isOnTop = call.evaluate((link) => {
    const { left, right, top, bottom } = link.getBoundingClientRect();
    const places = [top + 4, (top + bottom) / 2, bottom - 4].filter((place) => place >= 0 && place < innerHeight);
    return places.map((place) => link.contains(document.elementFromPoint((left + right) / 2, place)));
  });
  expect(await isOnTop).toEqual([true, true, true]);
});
