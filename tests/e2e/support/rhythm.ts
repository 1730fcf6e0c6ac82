import { expect, type Locator, type Page } from "@playwright/test";
import { goTo, person, THERAPIST_ZONE } from "./people.ts";
import { closedHours } from "./times.ts";

export const WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
export const WORKDAYS = WEEK.slice(0, 5);

export interface Hours {
  /** Every day unless named. */
  days?: string[];
  opens: string;
  closes: string;
}

/** Hours at which nothing is open while the test runs. */
export function hoursAhead(): Hours {
  return closedHours(THERAPIST_ZONE, new Date());
}

/** Opens the editor for `name`. */
export async function openEditor(therapist: Page, name: string): Promise<void> {
  await goTo(therapist, "People");
  await person(therapist, name).getByRole("link", { name: /^Agreement/ }).click();
  await expect(therapist.getByRole("button", { name: "Propose", exact: true })).toBeVisible();
}

/** Sets the first window, alone, to `hours`. */
export async function setHours(therapist: Page, { days = WEEK, opens, closes }: Hours): Promise<void> {
  await therapist.getByRole("button", { name: "Your own" }).click();
  await therapist.getByRole("button", { name: "Add a window" }).click();
  const row = therapist.getByRole("group", { name: "Window 1", exact: true });
  for (const day of days) await row.getByRole("checkbox", { name: day }).check({ force: true });
  await row.getByLabel("Opens").fill(opens);
  await row.getByLabel("Closes").fill(closes);
}

/** Proposes a rhythm to `name`; it is with the relay when this returns. */
export async function propose(therapist: Page, name: string, hours: Hours): Promise<void> {
  await openEditor(therapist, name);
  await setHours(therapist, hours);
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
}

/** Says yes to what is proposed; the rhythm counts when this returns. */
export async function agree(patient: Page): Promise<void> {
  await goTo(patient, "Rhythm");
  await patient.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(patient.getByRole("heading", { name: "What is agreed" })).toBeVisible();
  await goTo(patient, "Letters");
}

/** Both sides agree on `hours`, by default on some that are closed now. */
export async function proposeAndAgree(
  therapist: Page,
  patient: Page,
  { hours = hoursAhead(), name = "Mira" }: { hours?: Hours; name?: string } = {},
): Promise<Hours> {
  await propose(therapist, name, hours);
  await agree(patient);
  return hours;
}

/** The bar of the demonstration. */
export function demoBar(page: Page): Locator {
  return page.getByRole("region", { name: "Demonstration" });
}

/** Moves time to the next opening of any window; it has moved when this returns. */
export async function skip(page: Page): Promise<void> {
  const moved = page.waitForResponse((response) => response.url().endsWith("/v1/demo/skip") && response.ok());
  await demoBar(page).getByRole("button", { name: "Skip to the next window" }).click();
  await moved;
  await expect(demoBar(page).getByRole("status")).toContainText("has moved to");
}
