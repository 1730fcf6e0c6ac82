import type { Page } from "@playwright/test";
import { look, type View } from "./support/gallery.ts";
import { field, keep, letter, openLetters, state, write } from "./support/letters.ts";
import { goTo } from "./support/people.ts";
import { proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

/** Speaks `language` from now on. */
async function speak(page: Page, language: string): Promise<void> {
  await page.goto(new URL("/settings", page.url()).href);
  await page.locator("#settings-language").selectOption(language);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** Looks in both languages, and goes on in English on a desk. */
async function lookInBoth(page: Page, views: View[]): Promise<void> {
  for (const language of ["de", "en"]) {
    await speak(page, language);
    await look(page, language, views);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

function at(page: Page, path: string): () => Promise<void> {
  return async () => void (await page.goto(new URL(path, page.url()).href));
}

const FIRST = "I slept badly after our talk, and then I walked to the harbour.";

/** A first letter under a rhythm, and the therapist's address for it. */
async function promised(therapist: Page, patient: Page): Promise<string> {
  await proposeAndAgree(therapist, patient);
  await openLetters(therapist, "Mira");
  await write(patient, FIRST);
  await expect(state(patient, FIRST)).toContainText("Answer:");
  return new URL(therapist.url()).pathname;
}

test("a promise, a miss and an override: no fault, no sideways scrolling", async ({ people, relay }) => {
  test.setTimeout(400_000);
  const { therapist, patient } = await people.pair();
  const letters = await promised(therapist, patient);
  await lookInBoth(patient, [
    {
      name: "promised-letting-go",
      open: async () => {
        await at(patient, "/")();
        await patient.getByTestId("letter").locator(".letter-actions button").first().click();
        await expect(patient.locator("dialog[open]")).toBeVisible();
      },
    },
    {
      name: "promised-thanks",
      open: async () => {
        await at(patient, "/")();
        await patient.locator("#letter-field").fill("Thank you, that helped.");
      },
    },
  ]);
  await patient.locator("#letter-field").fill("");
  await at(patient, "/")();

  // Missed.
  await skip(patient);
  await expect(patient.getByRole("banner")).toContainText("Reading and answering until");
  await skip(patient);
  await relay.pass(3 * 60);
  await expect(state(patient, FIRST)).toContainText("has not come");
  await lookInBoth(patient, [{ name: "missed-patient", open: at(patient, "/") }]);
  await lookInBoth(therapist, [
    { name: "missed-today", open: at(therapist, "/") },
    { name: "missed-therapist", open: at(therapist, letters) },
  ]);

  // Owned, outside the rhythm.
  await openLetters(therapist, "Mira");
  await therapist.getByRole("button", { name: "Begin with a sentence for it" }).click();
  await lookInBoth(therapist, [
    {
      name: "outside-asked",
      open: async () => {
        await at(therapist, letters)();
        await therapist.locator(".notice-sand input").check();
        await therapist.locator(".compose-ways > button").nth(1).click();
        const dialog = therapist.locator("dialog[open]");
        await dialog.getByRole("button").last().click();
        await expect(dialog.locator(".radios .field-problem")).not.toBeEmpty();
        await dialog.getByRole("radio").last().check();
        await dialog.getByRole("textbox").fill("Wegen der Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungen.");
      },
    },
  ]);
  await at(therapist, letters)();
  await therapist.getByLabel("This reply owns it").check();
  await field(therapist).fill("I am sorry that my answer did not come as promised. What was there at the harbour?");
  await therapist.getByRole("button", { name: "Send outside the rhythm…" }).click();
  const dialog = therapist.getByRole("dialog", { name: "Send this outside the agreed times?" });
  await dialog.getByLabel("For another reason.").check();
  await dialog.getByLabel("In your own words").fill("Wegen der Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungen.");
  await dialog.getByRole("button", { name: "Send it now" }).click();
  await expect(letter(patient, "I am sorry")).toBeVisible();
  await lookInBoth(patient, [{ name: "outside-patient", open: at(patient, "/") }]);
  await lookInBoth(therapist, [{ name: "outside-therapist", open: at(therapist, letters) }]);

});

test("an end without a reply, and what is due soon: no fault, no sideways scrolling", async ({ people, relay }) => {
  test.setTimeout(400_000);
  const { therapist, patient } = await people.pair();
  const letters = await promised(therapist, patient);
  await lookInBoth(therapist, [
    {
      name: "ending-asked",
      open: async () => {
        await at(therapist, letters)();
        await therapist.locator(".compose-ways > button").first().click();
        await expect(therapist.locator("dialog[open]")).toBeVisible();
      },
    },
  ]);
  await at(therapist, letters)();
  await therapist.getByRole("button", { name: "End this exchange without a reply" }).click();
  await therapist.getByRole("button", { name: "End it" }).click();
  await expect(therapist.getByTestId("closing")).toContainText("Mira is told");
  await lookInBoth(therapist, [
    { name: "ending-held", open: at(therapist, letters) },
    { name: "ending-today", open: at(therapist, "/") },
  ]);
  await skip(patient);
  await expect(patient.getByTestId("closing")).toBeVisible();
  await lookInBoth(patient, [{ name: "ended-patient", open: at(patient, "/") }]);

  // Due soon.
  await at(patient, "/")();
  await write(patient, "One more thing before the window closes.");
  await expect(state(patient, "One more thing")).toContainText("Answer:");
  await relay.pass(28);
  await goTo(therapist, "Today");
  await relay.pass(24 * 60 - 28 + 45);
  await lookInBoth(therapist, [
    { name: "due-soon-today", open: at(therapist, "/") },
    { name: "due-soon-letters", open: at(therapist, letters) },
  ]);
  await expect(keep(therapist)).toBeVisible();
});
