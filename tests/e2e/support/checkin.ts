import { expect, type Locator, type Page } from "@playwright/test";
import { WEEK, hoursAhead, openEditor, setHours } from "./rhythm.ts";

export const NINE = "Thoughts that you would be better off dead or of hurting yourself in some way";

/** Adds a check-in to the agreement that is open in the editor: every day, all day. */
export async function addCheckIn(therapist: Page, name: string, number: number): Promise<Locator> {
  await therapist.getByRole("button", { name: `Add: ${name}` }).click();
  const row = therapist.getByRole("group", { name: `Check-in ${number}`, exact: true });
  for (const day of WEEK) await row.getByRole("checkbox", { name: day }).check({ force: true });
  await row.getByLabel("Can be answered from").fill("00:00");
  await row.getByLabel("Until", { exact: true }).fill("00:00");
  await row.getByLabel("Comes").selectOption("1");
  return row;
}

/** Proposes a rhythm with a PHQ-9 and a mood line. */
export async function proposeCheckIns(therapist: Page, name: string): Promise<void> {
  await openEditor(therapist, name);
  await setHours(therapist, hoursAhead());
  await addCheckIn(therapist, "Low mood (PHQ-9)", 1);
  await addCheckIn(therapist, "Mood, one line", 2);
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
}

/** The word above the letters. */
export function card(page: Page): Locator {
  return page.getByTestId("check-in-card");
}

/** Chooses `answer` to the question that begins with `question`. */
export async function answer(page: Page, question: string, answer: string): Promise<void> {
  const group = page.getByRole("group", { name: question });
  await group.getByRole("radio", { name: answer, exact: true }).check({ force: true });
}

/** Goes to what is open, from the letters. */
export async function openCheckIn(patient: Page, name: string): Promise<void> {
  await card(patient).getByRole("link").click();
  await expect(patient.getByRole("heading", { name, level: 1 })).toBeVisible();
}
