import { expect, type Locator, type Page } from "@playwright/test";
import { goTo } from "./people.ts";

/** Where a letter or a reply is written. */
export function field(page: Page): Locator {
  return page.getByRole("textbox", { name: /^Your (letter|reply)/ });
}

/** The button that keeps what is written, and sends it if there is a link. */
export function keep(page: Page): Locator {
  return page.getByRole("button", { name: /^Keep( and send| the changed words)?$/ });
}

/** Writes a letter; it is on the device when this returns. */
export async function write(page: Page, words: string): Promise<void> {
  await field(page).fill(words);
  await keep(page).click();
  await expect(letter(page, words)).toBeVisible();
  await expect(field(page)).toHaveValue("");
}

/** The sheet that carries `words`. */
export function letter(page: Page, words: string): Locator {
  return page.getByTestId("letter").filter({ hasText: words });
}

/** The sentence that says where it is. */
export function state(page: Page, words: string): Locator {
  return letter(page, words).getByTestId("letter-state");
}

/** Opens the letters with `name`, as a therapist does. */
export async function openLetters(therapist: Page, name: string): Promise<void> {
  await goTo(therapist, "People");
  await therapist.getByRole("link", { name: `Letters with ${name}` }).click();
  await expect(field(therapist)).toBeVisible();
}
