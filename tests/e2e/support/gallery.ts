import { expect, test, type Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { faultsOf } from "./axe.ts";

const WIDTHS = [320, 360, 1280];
/** The widths of which people look at pictures. */
const PICTURED = [360, 1280];
const THEMES = ["light", "dark"] as const;

/** A page to be looked at: its name in file names, and how to get there. */
export interface View {
  name: string;
  open: () => Promise<void>;
}

/** Chooses the app's language, as people do. */
export async function speak(page: Page, language: string): Promise<void> {
  await page.goto(new URL("/settings", page.url()).href);
  await page.locator("#settings-language").selectOption(language);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** Looks at every page in every width and both themes: faults, sideways scrolling, and a picture of each. */
export async function look(page: Page, language: string, views: View[]): Promise<void> {
  for (const { name, open } of views) {
    await test.step(`${name}, ${language}`, async () => {
      await open();
      await expect(page.locator("main h1")).toBeAttached();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: width < 600 ? 740 : 900 });
        await expect.soft(sideways(page), `${name} at ${width} px, ${language}: what reaches past the edge`).resolves.toEqual([]);
        if (!PICTURED.includes(width)) continue;
        // As tall as the page, so that bars which stick to an edge stand where they belong.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height });
        for (const theme of THEMES) {
          await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
          const label = `${name}-${width}-${theme}-${language}`;
          await page.screenshot({ path: join(folder(), `${label}.png`), animations: "disabled" });
          expect.soft(await faultsOf(page), label).toEqual([]);
        }
      }
    });
  }
}

/** Elements that make the page scroll sideways. */
async function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`)
      .concat(`the page is ${root.scrollWidth} px wide`);
  });
}

function folder(): string {
  const folder = process.env.HOLDFAST_SHOTS ?? join(test.info().project.outputDir, "pages");
  mkdirSync(folder, { recursive: true });
  return folder;
}
