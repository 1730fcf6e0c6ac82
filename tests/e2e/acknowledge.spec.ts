import type { Page } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { PATIENT_ZONE } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

/** The page behind the link of a notice: a colleague on call has no app, and may be woken by it. */

const TOKEN = "A".repeat(43);
const HEADINGS = { en: "Somebody needs you", de: "Jemand braucht dich", es: "Alguien te necesita", fr: "Quelqu’un a besoin de vous", pt: "Alguém precisa da sua ajuda" };
const TAKEN = { en: "You have taken it on, as Dr. Weber", de: "Du hast übernommen, als Dr. Weber", es: "Te has hecho cargo, como Dr. Weber", fr: "Vous vous en chargez, en tant que Dr. Weber", pt: "Isto ficou ao seu cuidado, como Dr. Weber" };

function says(page: Page, by: "you" | "another"): Promise<void> {
  const body = JSON.stringify({ by, name: "Dr. Weber", at: "2026-11-20T20:40:00.000Z" });
  return page.route("**/v1/acknowledge", (route) => route.fulfill({ contentType: "application/json", body }));
}

test("one button in five languages, and what came of it", async ({ browser, relay }) => {
  for (const [language, heading] of Object.entries(HEADINGS)) {
    const context = await browser.newContext({ locale: language, viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
    let asked = 0;
    page.on("request", (request) => (asked += Number(request.url().includes("/v1/"))));
    await page.goto(`${relay.patientOrigin}/acknowledge#${TOKEN}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    expect(await faultsOf(page)).toEqual([]);
    const sideways = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
    expect(await page.evaluate(sideways)).toBe(false);
    const size = await page.getByRole("button").boundingBox();
    expect(size!.height).toBeGreaterThanOrEqual(44);
    expect(asked, "to open the page does nothing").toBe(0);

    await says(page, "you");
    await page.getByRole("button").focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toContainText(TAKEN[language as keyof typeof TAKEN]);
    await expect(page.getByRole("button")).toHaveCount(0);
    expect(wrong).toEqual([]);
    await context.close();
  }
});

test("somebody was faster, the network fails, and a link that nobody knows", async ({ people, relay }) => {
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  await page.goto(`${relay.patientOrigin}/acknowledge#${TOKEN}`);
  await page.route("**/v1/acknowledge", (route) => route.abort());
  await page.getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("That did not work.");
  await page.unroute("**/v1/acknowledge");
  await says(page, "another");
  await page.getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("Dr. Weber took it on");

  // The relay itself knows no such link.
  await page.unroute("**/v1/acknowledge");
  await page.reload();
  await page.getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("This link is not known here.");
  await page.goto("about:blank");
  await page.goto(`${relay.patientOrigin}/acknowledge`);
  await expect(page.getByRole("button")).toHaveCount(0);
});

test("where the app is installed, the link still opens its own page", async ({ people, relay }) => {
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  await page.goto(relay.patientOrigin);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await page.goto(`${relay.patientOrigin}/acknowledge#${TOKEN}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(HEADINGS.en);
});
