import type { Locator, Page } from "@playwright/test";

/** Who waits, in the order of a therapist's Today. */
export function entries(therapist: Page): Locator {
  return therapist.getByTestId("today-entry");
}
