import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD_ID, OTHER_MARK } from "./support/builds.ts";
import { field, write } from "./support/letters.ts";
import { onDevice } from "./support/people.ts";
import { APP } from "./support/relay.ts";
import { expect, test } from "./support/test.ts";

/** Which build the page in front of us is of. */
function buildOf(page: Page): Promise<string | null> {
  return page.locator("meta[name=holdfast-build]").getAttribute("content");
}

function plainHelp(page: Page): Promise<string> {
  return page.evaluate(async () => (await fetch("/help.html")).text());
}

test("failure_24 a new build waits, asks, and never mixes with the old one", async ({ people, relay, otherBuild }) => {
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

/** Looks for an update, as the browser does from time to time; says what became of the worker that it found. */
function update(page: Page): Promise<string> {
  return page.evaluate(async () => {
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
}

/** A file of the build as if it were of build `id`. */
function ofBuild(id: string, name: string): string {
  return readFileSync(join(APP, name), "utf8").replaceAll(BUILD_ID, id);
}

const NEXT = "0123456789abcdef";
const NEXT_BUT_ONE = "fedcba9876543210";

test("failure_24 half a deploy is not taken: the old build stays whole", async ({ people, relay, otherBuild }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  otherBuild.halve();
  await relay.stop();
  await relay.restart(otherBuild.folder);

  const fate = await update(patient);
  expect(fate).toBe("redundant");

  await relay.kill();
  await patient.reload();
  await expect(field(patient)).toBeVisible();
  expect(await buildOf(patient)).toBe(BUILD_ID);
});

test("failure_24 a deploy while the worker fetches its files is not taken either", async ({ people, clinic }) => {
  const page = await (await people.browserFor("Europe/Berlin")).newPage();
  await page.goto(clinic.origin);
  await onDevice(page);
  let asked = 0;
  clinic.instead = (path) => {
    if (path === "/sw.js") return ofBuild(NEXT, "sw.js");
    if (path !== "/") return null;
    asked += 1;
    return ofBuild(asked === 1 ? NEXT : NEXT_BUT_ONE, "index.html");
  };
  expect(await update(page)).toBe("redundant");
  expect(asked).toBe(2);
  expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  await page.reload();
  expect(await buildOf(page)).toBe(BUILD_ID);

  // The next look finds a deploy that is whole.
  clinic.instead = (path) => {
    if (path === "/sw.js") return ofBuild(NEXT_BUT_ONE, "sw.js");
    return path === "/" ? ofBuild(NEXT_BUT_ONE, "index.html") : null;
  };
  expect(await update(page)).toBe("installed");
  await expect(page.getByText("A new version of Holdfast is ready.")).toBeVisible();
});

test("failure_24 a new build that the browser found before the page was there is told of too", async ({ people, clinic }) => {
  const page = await (await people.browserFor("Europe/Berlin")).newPage();
  await page.goto(clinic.origin);
  await onDevice(page);
  let fetched = () => {};
  const held = new Promise<string>((done) => (fetched = () => done(readFileSync(join(APP, "help.html"), "utf8"))));
  clinic.instead = (path) => {
    if (path === "/sw.js") return ofBuild(NEXT, "sw.js");
    if (path === "/") return ofBuild(NEXT, "index.html");
    return path === "/help.html" ? held : null;
  };
  const found = page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    void registration.update().catch(() => undefined);
    await new Promise((done) => registration.addEventListener("updatefound", done, { once: true }));
  });
  await found;
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const state = () => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())!.installing));
  expect(await state()).toBe(true);
  await expect(page.getByText("A new version of Holdfast is ready.")).toHaveCount(0);
  fetched();
  await expect(page.getByText("A new version of Holdfast is ready.")).toBeVisible();
  expect(await buildOf(page)).toBe(BUILD_ID);
});

test("failure_24 when another tab takes the new build, this one goes on, says so, and follows", async ({ people, relay, otherBuild }) => {
  const { patient: first } = await people.pair();
  await onDevice(first);
  const second = await first.context().newPage();
  await second.goto(relay.patientOrigin);
  await expect(field(second)).toBeVisible();
  await relay.stop();
  await relay.restart(otherBuild.folder);
  expect(await update(first)).toBe("installed");
  const notice = second.getByText("A new version of Holdfast is ready.");
  await expect(notice).toBeVisible();
  await second.getByRole("button", { name: "Later" }).click();
  await expect(notice).toHaveCount(0);

  await first.getByRole("button", { name: "Use it now" }).click();
  await expect.poll(() => buildOf(first).catch(() => null)).toBe(otherBuild.id);
  await expect(notice).toBeVisible();
  expect(await buildOf(second)).toBe(BUILD_ID);
  await write(second, "Written with the old build still open.");
  await expect(first.getByText("Written with the old build still open.")).toBeVisible();

  await second.getByRole("button", { name: "Use it now" }).click();
  await expect.poll(() => buildOf(second).catch(() => null)).toBe(otherBuild.id);
  await expect(second.getByText("Written with the old build still open.")).toBeVisible();
});

test("failure_18 files that the browser has taken away are fetched again, and the letters are as they were", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await write(patient, "Written before the browser made room.");
  await patient.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await patient.reload();
  await expect(patient.getByText("Written before the browser made room.")).toBeVisible();
  const shell = () => patient.evaluate(async () => Boolean(await caches.match("/")));
  await expect.poll(shell).toBe(true);
  // Whole: the page is the last thing that is looked at before a build counts as kept.
  await relay.kill();
  await patient.reload();
  await expect(patient.getByText("Written before the browser made room.")).toBeVisible();
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
