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
