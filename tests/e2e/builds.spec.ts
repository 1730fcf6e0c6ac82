import type { Page } from "@playwright/test";
import { BUILD_ID, OTHER_MARK } from "./support/builds.ts";
import { field, write } from "./support/letters.ts";
import { onDevice } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

/** Which build the page in front of us is of. */
function buildOf(page: Page): Promise<string | null> {
  return page.locator("meta[name=holdfast-build]").getAttribute("content");
}

function plainHelp(page: Page): Promise<string> {
  return page.evaluate(async () => (await fetch("/help.html")).text());
}

test("a new build waits, asks, and never mixes with the old one", async ({ people, relay, otherBuild }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await write(patient, "Written before the new build.");
  await field(patient).fill("A draft of before.");
  expect(await buildOf(patient)).toBe(BUILD_ID);

  await relay.stop();
  await relay.restart(otherBuild.folder);
  await patient.reload();
  await expect(patient.getByText("A new version of Holdfast is ready.")).toBeVisible();
  expect(await buildOf(patient)).toBe(BUILD_ID);
  expect(await plainHelp(patient)).not.toContain(OTHER_MARK);

  // Loading again is not a yes.
  await patient.reload();
  await expect(patient.getByText("A new version of Holdfast is ready.")).toBeVisible();
  expect(await buildOf(patient)).toBe(BUILD_ID);

  await patient.getByRole("button", { name: "Use it now" }).click();
  await expect.poll(() => buildOf(patient).catch(() => null)).toBe(otherBuild.id);
  await expect(patient.getByText("Written before the new build.")).toBeVisible();
  await expect(field(patient)).toHaveValue("A draft of before.");
  expect(await plainHelp(patient)).toContain(OTHER_MARK);
  await expect(patient.getByText("A new version of Holdfast is ready.")).toHaveCount(0);

  // The new one is whole: it opens alone.
  await relay.kill();
  await patient.reload();
  await expect(patient.getByText("Written before the new build.")).toBeVisible();
  expect(await buildOf(patient)).toBe(otherBuild.id);
});

test("half a deploy is not taken: the old build stays whole", async ({ people, relay, otherBuild }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  otherBuild.halve();
  await relay.stop();
  await relay.restart(otherBuild.folder);

  const fate = await patient.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    const found = new Promise<ServiceWorker>((done) =>
      registration.addEventListener("updatefound", () => done(registration.installing!), { once: true }),
    );
    await registration.update().catch(() => undefined);
    const worker = await found;
    return new Promise<string>((done) => {
      const look = () => ["installed", "redundant"].includes(worker.state) && done(worker.state);
      worker.addEventListener("statechange", look);
      look();
    });
  });
  expect(fate).toBe("redundant");

  await relay.kill();
  await patient.reload();
  await expect(field(patient)).toBeVisible();
  expect(await buildOf(patient)).toBe(BUILD_ID);
});

test("an app that stops says so, what is safe, and how to go on", async ({ browser, relay }) => {
  // A browser of its own: the others may not leave an error behind, and here is one.
  const context = await browser.newContext({ locale: "de-DE" });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(relay.links.therapist);
  const name = page.getByRole("textbox");
  await expect(name).toBeVisible();
  // Without random numbers nothing may be sealed: the app stops rather than go on.
  await page.evaluate(() => {
    crypto.getRandomValues = () => {
      throw new Error("no random numbers here");
    };
  });
  await name.fill("Dr. Lind");
  await page.getByRole("button", { name: "Einladung annehmen" }).click();
  const said = page.getByRole("alert");
  await expect(said.getByRole("heading")).toHaveText("Die App ist stehen geblieben");
  await expect(said.getByRole("link", { name: "Jetzt Hilfe holen" })).toHaveAttribute("href", "/help.html");
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  await context.close();
});
