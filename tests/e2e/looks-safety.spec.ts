import type { Page } from "@playwright/test";
import { addCheckIn, answer, card, NINE, openCheckIn, proposeCheckIns } from "./support/checkin.ts";
import { look, speak, type View } from "./support/gallery.ts";
import { BEGUN, fillLadder, ladder, steps, TOLD } from "./support/ladder.ts";
import { openLetters, write } from "./support/letters.ts";
import { addPerson, keepPlan, openPlan, openPlanOf, part, plan } from "./support/plan.ts";
import { agree, hoursAhead, openEditor, setHours } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

/** One after the other; `HOLDFAST_LOOK_IN="es pt"` looks in others. */
const LANGUAGES = (process.env.HOLDFAST_LOOK_IN ?? "en de fr").split(" ");
const URGENT = "I want to kill myself and I cannot say it aloud.";
const LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung";

/** Looks in every language, and goes on in English on a desk. */
async function lookInAll(page: Page, views: View[]): Promise<void> {
  for (const language of LANGUAGES) {
    await speak(page, language);
    await look(page, language, views);
  }
  await speak(page, "en");
  await page.setViewportSize({ width: 1280, height: 900 });
}

function at(page: Page, path: string): () => Promise<void> {
  return async () => void (await page.goto(new URL(path, page.url()).href));
}

test("the plan, from nothing to its versions: no fault, no sideways scrolling", async ({ people }) => {
  test.setTimeout(400_000);
  const { therapist, patient } = await people.pair();
  await lookInAll(patient, [{ name: "plan-empty", open: at(patient, "/plan") }]);
  await openPlan(patient);
  await patient.getByRole("button", { name: "Begin the plan" }).click();
  await part(patient, "What helps me").fill(`round the block with the dog\n${LONG}`);
  await addPerson(patient, "Tom", "+49 (0)30 123 45");
  await keepPlan(patient);
  await openPlanOf(therapist, "Mira");
  await therapist.getByRole("button", { name: "Change the plan" }).click();
  await part(therapist, "Signs that it is getting hard").fill("I stop answering friends");
  await keepPlan(therapist);
  await expect(plan(patient)).toContainText("I stop answering friends");
  const theirs = new URL(therapist.url()).pathname;
  await lookInAll(patient, [
    {
      name: "plan-versions",
      open: async () => {
        await at(patient, "/plan")();
        await patient.locator("details:has([data-testid=plan-version]) > summary").click();
      },
    },
    {
      name: "plan-fields",
      open: async () => {
        await at(patient, "/plan")();
        await patient.locator(".plan").waitFor();
        await patient.locator("main button").first().click();
        await expect(patient.locator("main textarea").first()).toBeVisible();
      },
    },
    {
      name: "plan-in-the-prompt",
      open: async () => {
        await at(patient, "/")();
        await patient.locator("#letter-field").fill("");
        await patient.locator("#letter-field").pressSequentially(URGENT);
        await patient.locator("#noticed-country").selectOption("US");
        for (const more of await patient.locator("section:has(#noticed-heading) details > summary").all()) await more.click();
      },
    },
  ]);
  await lookInAll(therapist, [{ name: "plan-of-mira", open: at(therapist, theirs) }]);
});

test("check-ins, from the agreement to their course: no fault, no sideways scrolling", async ({ people }) => {
  test.setTimeout(400_000);
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  const editor = new URL(therapist.url()).pathname;
  await proposeCheckIns(therapist, "Mira");
  await lookInAll(therapist, [{ name: "check-in-proposed", open: at(therapist, editor) }]);
  await lookInAll(patient, [{ name: "check-in-proposal", open: at(patient, "/rhythm") }]);
  await agree(patient);
  await openCheckIn(patient, "Mood, one line");
  await answer(patient, "How is your mood right now?", "4");
  await patient.getByRole("button", { name: /^Keep( and send)?$/ }).click();
  await lookInAll(patient, [
    { name: "check-in-card", open: at(patient, "/") },
    {
      name: "check-in-questions",
      open: async () => {
        await at(patient, "/check-in")();
        await expect(patient.locator("main fieldset").nth(8)).toBeVisible();
        await patient.locator("main fieldset").nth(8).locator("input").nth(1).check({ force: true });
        await expect(patient.locator("#noticed-heading")).toBeVisible();
      },
    },
  ]);
  await at(patient, "/check-in")();
  await expect(patient.getByRole("group", { name: NINE })).toBeVisible();
  for (const group of await patient.locator("main fieldset").all()) await group.locator("input").nth(1).check({ force: true });
  await patient.getByRole("button", { name: /^Keep( and send)?$/ }).click();
  await lookInAll(patient, [{ name: "check-in-courses", open: at(patient, "/rhythm") }]);
  await openLetters(therapist, "Mira");
  await expect(card(therapist)).toContainText("Item 9 is above zero");
  const letters = new URL(therapist.url()).pathname;
  await lookInAll(therapist, [
    { name: "check-in-card-therapist", open: at(therapist, letters) },
    { name: "check-in-courses-therapist", open: at(therapist, letters.replace("/letters/", "/rhythm/")) },
    { name: "check-in-today", open: at(therapist, "/") },
  ]);
});

test("the call list, from the agreement to its steps: no fault, no sideways scrolling", async ({ people, onCall }) => {
  test.setTimeout(400_000);
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  const editor = new URL(therapist.url()).pathname;
  await setHours(therapist, hoursAhead());
  await fillLadder(therapist);
  await addCheckIn(therapist, "Well-being (WHO-5)", 1);
  await lookInAll(therapist, [{ name: "ladder-editor", open: at(therapist, editor) }]);
  await at(therapist, editor)();
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
  await agree(patient);
  await lookInAll(patient, [{ name: "ladder-agreed", open: at(patient, "/rhythm") }]);
  await at(patient, "/")();
  await write(patient, URGENT);
  await onCall.first();
  await expect.poll(() => steps(patient, URGENT)).toContain(TOLD);
  expect(await steps(patient, URGENT)).toContain(BEGUN);
  await lookInAll(patient, [
    { name: "ladder-steps", open: at(patient, "/") },
  ]);
  await openLetters(therapist, "Mira");
  await expect(ladder(therapist, URGENT)).toBeVisible();
  const letters = new URL(therapist.url()).pathname;
  await lookInAll(therapist, [
    {
      name: "ladder-letters-therapist",
      open: async () => {
        await at(therapist, letters)();
        await therapist.locator("[data-testid=letter] details summary").first().click();
      },
    },
    {
      name: "ladder-today",
      open: async () => {
        await at(therapist, "/")();
        await therapist.locator("[data-testid=today-entry] details summary").first().click();
      },
    },
  ]);
});
