import { expect, type Locator, type Page } from "@playwright/test";
import { goTo, person } from "./people.ts";

/** A part of the plan as its field. */
export function part(page: Page, name: string): Locator {
  return page.getByRole("textbox", { name, exact: true });
}

/** The plan as it is read. */
export function plan(page: Page): Locator {
  return page.locator(".plan");
}

/** Opens the plan, as a patient does. */
export async function openPlan(patient: Page): Promise<void> {
  await goTo(patient, "My plan");
  await expect(patient.getByRole("heading", { name: "My plan", level: 1 })).toBeVisible();
}

/** Opens the plan of `name`, as a therapist does. */
export async function openPlanOf(therapist: Page, name: string): Promise<void> {
  await goTo(therapist, "People");
  await person(therapist, name).getByRole("link", { name: /^Plan/ }).click();
  await expect(therapist.getByRole("heading", { name: `The plan of ${name}`, level: 1 })).toBeVisible();
}

/** Adds somebody to the people of the plan that is open in its fields. */
export async function addPerson(page: Page, name: string, number: string): Promise<void> {
  await page.getByRole("button", { name: "Add a person" }).click();
  const fields = page.getByRole("group", { name: /^People I can turn to/ }).last();
  await fields.getByLabel("Name").fill(name);
  await fields.getByLabel("Number").fill(number);
}

/** Keeps what is in the fields; it is on the device when this returns. */
export async function keepPlan(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Keep this version" }).click();
  await expect(page.getByText("Your version is kept.")).toBeVisible();
}
