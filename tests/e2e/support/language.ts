import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";

export const LANGUAGES = ["en", "es", "de", "fr", "pt"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The sentences of the app in one language, as its locale files have them: `wordsOf("de")("help.prompt.close")`. */
export function wordsOf(language: Language): (key: string) => string {
  return (key) => {
    const [namespace = "", ...path] = key.split(".");
    const file = new URL(`../../../src/i18n/locales/${language}/${namespace}.json`, import.meta.url);
    let found: unknown = JSON.parse(readFileSync(file, "utf8"));
    for (const step of path) found = (found as Record<string, unknown> | undefined)?.[step];
    if (typeof found !== "string") throw new Error(`there are no words ${key} in ${language}`);
    return found;
  };
}

/** A sentence up to where something is filled in. */
export function before(sentence: string): string {
  return sentence.split("{")[0]!.trim();
}

/** Chooses the app's language, as people do, and goes back to the letters. */
export async function chooseLanguage(page: Page, language: Language): Promise<void> {
  await page.goto(new URL("/settings", page.url()).href);
  await page.locator("#settings-language").selectOption(language);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await page.goto(new URL("/", page.url()).href);
  await expect(fieldIn(page)).toBeVisible();
}

/** Where a letter is written, whatever the app speaks. */
export function fieldIn(page: Page): Locator {
  return page.locator("#letter-field");
}

/** The button that keeps what is written, in `language`. */
export function keepIn(page: Page, language: Language): Locator {
  const word = wordsOf(language);
  const names = [word("letters.compose.keep_and_send"), word("letters.compose.keep")];
  return page.getByRole("button", { name: new RegExp(`^(${names.join("|")})$`) });
}
