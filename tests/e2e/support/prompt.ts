import { expect, type Locator, type Page } from "@playwright/test";

/** What comes when words suggest danger, however pressing they are. */
export function prompt(page: Page): Locator {
  return page.getByRole("region", { name: /^(This sounds very hard|This sounds like it cannot wait|You deserve to be safe)$/ });
}

/** Presses a way out of the prompt; a press that was on its way before it came does nothing, so like people this one tries again. */
export async function putAway(page: Page, name: string): Promise<void> {
  await expect(prompt(page)).toBeVisible();
  await expect(async () => {
    if ((await prompt(page).count()) > 0) await prompt(page).getByRole("button", { name, exact: true }).click();
    await expect(prompt(page)).toHaveCount(0, { timeout: 200 });
  }).toPass();
}

/** Keeps the letter and leaves for the settings in one moment: the page is gone before the letter is on disk. */
export async function keepAndLeave(page: Page): Promise<void> {
  await page.evaluate(() => {
    const named = (name: RegExp, of: string) =>
      [...document.querySelectorAll<HTMLElement>(of)].find((one) => name.test(one.innerText))!;
    named(/^Keep/, "button").click();
    named(/^Settings$/, "nav a").click();
  });
}
