import type { Locator, Page } from "@playwright/test";
import { look, speak } from "./support/gallery.ts";
import { field, keep, letter, state, write } from "./support/letters.ts";
import { midst } from "./support/midst.ts";
import { goTo, PATIENT_ZONE, person } from "./support/people.ts";
import { openEditor, propose } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

const LANGUAGES = ["en", "de"];

/** Presses Tab until `wanted` has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("the keyboard does not get there");
}

test("before joining: no fault, no sideways scrolling", async ({ people, relay }) => {
  test.slow();
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  const at = (path: string) => async () => {
    await page.goto(relay.patientOrigin + path);
  };
  await at("/")();
  for (const language of LANGUAGES) {
    await speak(page, language);
    await look(page, language, [
      { name: "welcome", open: at("/") },
      { name: "join-paste", open: at("/join") },
      { name: "join", open: async () => void (await page.goto(relay.links.patient)) },
      { name: "lost", open: at("/no-such-page") },
      { name: "help", open: at("/help") },
      {
        name: "help-country",
        open: async () => {
          await at("/help")();
          await page.locator("#help-country").selectOption("GB");
        },
      },
    ]);
    await page.locator("#help-country").selectOption("");
  }
});

test("a patient's pages: no fault, no sideways scrolling", async ({ people, relay }) => {
  test.slow();
  const { therapist, patient } = await people.pair();
  await goTo(patient, "Rhythm");
  await look(patient, "en", [
    { name: "patient-letters-empty", open: () => goTo(patient, "Letters") },
    { name: "patient-rhythm-empty", open: () => goTo(patient, "Rhythm") },
  ]);
  await patient.setViewportSize({ width: 1280, height: 900 });
  await midst(therapist, patient);
  for (const language of LANGUAGES) {
    await speak(patient, language);
    await look(patient, language, [
      { name: "patient-letters", open: async () => void (await patient.goto(relay.patientOrigin)) },
      {
        name: "patient-prompt",
        open: async () => {
          await patient.goto(relay.patientOrigin);
          await field(patient).or(patient.locator("#letter-field")).first().pressSequentially("I want to kill myself");
          await expect(patient.locator("#noticed-heading")).toBeVisible();
          await patient.locator("#noticed-country").selectOption("US");
        },
      },
      {
        name: "patient-rhythm",
        open: async () => {
          await patient.goto(`${relay.patientOrigin}/rhythm`);
          await expect(patient.getByTestId("tide")).toBeVisible();
          for (const table of await patient.locator("details.tide-table summary").all()) await table.click();
        },
      },
      { name: "patient-settings", open: async () => void (await patient.goto(`${relay.patientOrigin}/settings`)) },
    ]);
  }
});

test("a therapist's pages: no fault, no sideways scrolling", async ({ people, relay }) => {
  test.slow();
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  const editor = new URL(therapist.url()).pathname;
  const letters = editor.replace("/agreement/", "/letters/");
  const rhythm = editor.replace("/agreement/", "/rhythm/");
  await look(therapist, "en", [{ name: "therapist-today-empty", open: () => goTo(therapist, "Today") }]);
  await therapist.setViewportSize({ width: 1280, height: 900 });
  await midst(therapist, patient);
  await goTo(therapist, "People");
  await therapist.getByLabel("Who is it for?").fill("Someone from the waiting list");
  await therapist.getByRole("button", { name: "Make an invitation" }).click();
  await expect(person(therapist, "Someone from the waiting list")).toBeVisible();
  const at = (path: string) => async () => {
    await therapist.goto(relay.therapistOrigin + path);
  };
  for (const language of LANGUAGES) {
    await speak(therapist, language);
    await look(therapist, language, [
      { name: "therapist-today", open: at("/") },
      { name: "therapist-people", open: at("/people") },
      { name: "therapist-letters", open: at(letters) },
      { name: "therapist-rhythm", open: at(rhythm) },
      { name: "therapist-agreement", open: at(editor) },
      { name: "therapist-settings", open: at("/settings") },
    ]);
  }
});

test("a proposal as the patient sees it: no fault, no sideways scrolling", async ({ people, relay }) => {
  test.slow();
  const { therapist, patient } = await people.pair();
  await propose(therapist, "Mira", { days: ["Tuesday", "Friday"], opens: "15:00", closes: "17:00" });
  await goTo(patient, "Rhythm");
  await expect(patient.getByTestId("proposal")).toBeVisible();
  for (const language of LANGUAGES) {
    await speak(patient, language);
    await look(patient, language, [
      { name: "patient-proposal", open: async () => void (await patient.goto(`${relay.patientOrigin}/rhythm`)) },
    ]);
  }
});

test("with the keyboard alone: to the field, a letter, sent, and to help", async ({ people }) => {
  const { patient } = await people.pair();
  await patient.reload();
  await expect(field(patient)).toBeVisible();
  await patient.keyboard.press("Tab");
  await expect(patient.getByRole("link", { name: "To the content" })).toBeFocused();
  await patient.keyboard.press("Enter");
  await tabTo(patient, field(patient));
  const words = "Typed and sent without a mouse.";
  await patient.keyboard.type(words);
  await patient.keyboard.press("Control+Enter");
  await expect(state(patient, words)).toContainText("With the clinic since");
  await expect(field(patient)).toHaveValue("");

  await expect(field(patient)).toBeFocused();
  await patient.keyboard.type("And one by the button.");
  await tabTo(patient, keep(patient));
  await patient.keyboard.press("Enter");
  await expect(state(patient, "And one by the button.")).toContainText("With the clinic since");

  await patient.reload();
  await expect(field(patient)).toBeVisible();
  await tabTo(patient, patient.getByRole("banner").getByRole("link", { name: "Get help now" }));
  await patient.keyboard.press("Enter");
  await expect(patient.getByRole("heading", { name: "Get help now", level: 1 })).toBeFocused();
});

test("what is done is also said", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, "Said aloud, too.");
  await expect(patient.getByRole("main").getByRole("status").filter({ hasText: "Kept on this device" })).toBeAttached();
});
