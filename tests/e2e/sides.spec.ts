import type { Page } from "@playwright/test";
import { filesOf, PACKS, SHARED, type Side, WORDS } from "./support/builds.ts";
import { field, write } from "./support/letters.ts";
import { acceptAs, join, onDevice, PATIENT_ZONE, places, THERAPIST_ZONE } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test.skip(filesOf("patient").length === 0, "one build serves both sides here");

const OTHER = { patient: "therapist", therapist: "patient" } as const;

/** The paths of the programs that the page has asked for since. */
function programsLoaded(page: Page): Side[] {
  const loaded: Side[] = [];
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    const side = (["patient", "therapist"] as const).find((side) => filesOf(side).includes(path));
    if (side && !loaded.includes(side)) loaded.push(side);
  });
  return loaded;
}

/**
 * Every path that the device opens without a network, once the worker has settled, but for the packs of languages: of
 * these a patient's device keeps one in advance, the others once they were loaded.
 */
async function kept(page: Page): Promise<string[]> {
  return (await inCaches(page)).filter((path) => !path.startsWith("/packs/")).sort();
}

function inCaches(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const paths: string[] = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
    }
    return paths;
  });
}

/** Resolves once exactly this side is on the device. A browser lets a worker go when it has no more work, at the latest with its page. */
async function keepsOnly(page: Page, side: Side): Promise<void> {
  const own = [...SHARED, WORDS.en, ...filesOf(side)].sort();
  await expect(async () => {
    await expect.poll(() => kept(page), { timeout: 5_000 }).toEqual(own).catch(async (unlike) => {
      await page.reload();
      throw unlike;
    });
  }).toPass({ timeout: 30_000 });
}

for (const side of ["patient", "therapist"] as const) {
  test(`a ${side} loads and keeps the ${side}'s app and nothing of the other`, async ({ people, relay }) => {
    if (side === "patient") await people.therapist();
    const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
    const loaded = programsLoaded(page);
    await join(page, relay.links[side], "Robin");
    await expect(page).toHaveURL(new URL("/", relay.links[side]).href);
    await keepsOnly(page, side);
    const packs = (await inCaches(page)).filter((path) => path.startsWith("/packs/"));
    expect(packs.includes(PACKS.en)).toBe(side === "patient");
    if (side === "therapist") expect(packs).toEqual([]);
    await page.reload();
    await expect(places(page)).toBeVisible();
    expect(loaded).toEqual([side]);
  });

  test(`an address that asks for the other side opens the ${side}'s all the same, and what is kept stays`, async ({ people, relay }) => {
    const { therapist, patient } = await people.pair();
    const page = { therapist, patient }[side];
    await keepsOnly(page, side);
    await onDevice(page);
    const home = new URL("/", page.url()).href;
    const other = `${home}?side=${OTHER[side]}`;

    // Without a network the other side does not open, and is not remembered.
    await relay.kill();
    await page.goto(other);
    await expect(page.getByText("Holdfast did not open.")).toBeVisible();
    await page.goto(home);
    await expect(places(page)).toBeVisible();

    await relay.restart();
    const loaded = programsLoaded(page);
    await page.goto(other);
    await expect(places(page)).toBeVisible();
    expect(loaded).toEqual([OTHER[side], side]);
    await expect(page).toHaveURL(home);
    await keepsOnly(page, side);
    await relay.kill();
    await page.goto(home);
    await expect(places(page)).toBeVisible();
  });
}

test("a therapist's addresses are nowhere on a patient's device, in the tab's name as well", async ({ people }) => {
  const { patient } = await people.pair();
  for (const path of ["/people", "/agreement/x", "/nowhere"]) {
    await patient.goto(new URL(path, patient.url()).href);
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("There is no page here");
    await expect(patient).toHaveTitle("There is no page here · Holdfast");
  }
});

test("an invitation without its side finds it, and the secret never reaches the server", async ({ people, relay }) => {
  const page = await (await people.browserFor(THERAPIST_ZONE)).newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const link = new URL(relay.links.therapist);
  const loaded = programsLoaded(page);
  await page.goto(`${link.origin}/join${link.hash}`);
  await acceptAs(page, "Dr Lind");
  await expect(page).toHaveURL(`${link.origin}/join`);
  await expect.poll(() => loaded).toEqual(["patient", "therapist"]);
  await expect(page.getByLabel("What should you be called?")).toHaveValue("");
  await acceptAs(page, "Dr Lind");
  await expect(places(page)).toBeVisible();
  for (const url of asked) expect(url).not.toContain(link.hash.slice(1, 20));

  // The device now keeps the therapist's side, whole.
  await keepsOnly(page, "therapist");
  await relay.kill();
  await page.reload();
  await expect(places(page).getByRole("link", { name: "Today" })).toBeVisible();
  await expect(page.getByText("A new version of Holdfast is ready.")).toHaveCount(0);
});

test("a join that was begun on the right side goes on there", async ({ people, relay }) => {
  const page = await (await people.browserFor(THERAPIST_ZONE)).newPage();
  await page.goto(relay.links.therapist);
  const name = page.getByLabel("What should you be called?");
  await expect(name).toBeVisible();
  // Stored and asked for, and the answer never came.
  await page.route("**/accept", (route) => route.abort());
  await acceptAs(page, "Dr Lind");
  await expect(page.getByText("The clinic could not be reached.")).toBeVisible();
  await page.unroute("**/accept");

  await page.goto(`${relay.therapistOrigin}/?side=patient`);
  await expect(page).toHaveURL(`${relay.therapistOrigin}/`);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(places(page).getByRole("link", { name: "Today" })).toBeVisible();
});

test("the other side of a build that is gone: the newest is taken whole", async ({ people, relay, otherBuild }) => {
  const page = await (await people.browserFor(THERAPIST_ZONE)).newPage();
  await page.goto(relay.therapistOrigin);
  await onDevice(page);
  await keepsOnly(page, "patient");

  otherBuild.renamePrograms();
  await relay.stop();
  await relay.restart(otherBuild.folder);
  await join(page, relay.links.therapist, "Dr Lind");
  await expect(page.locator("meta[name=holdfast-build]")).toHaveAttribute("content", otherBuild.id);
  await onDevice(page);
  await relay.kill();
  await page.reload();
  await expect(places(page).getByRole("link", { name: "Today" })).toBeVisible();
});

test("a device from before there were sides takes both, then keeps its own, and never fails without a network", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await write(patient, "Written before there were sides.");
  // Builds of then registered the worker by this name, and remembered no side.
  await patient.evaluate(async () => {
    localStorage.removeItem("holdfast-side");
    await navigator.serviceWorker.register("/sw.js");
  });
  const everything = [...SHARED, WORDS.en, ...filesOf("patient"), ...filesOf("therapist")].sort();
  // All of it is fetched, and the worker of before has to be done with what it does: on a busy machine that takes a while.
  await expect.poll(() => kept(patient), { timeout: 60_000 }).toEqual(everything);
  await onDevice(patient);
  await relay.kill();
  await patient.reload();
  await expect(patient.getByText("Written before there were sides.")).toBeVisible();

  await relay.restart();
  await patient.reload();
  await keepsOnly(patient, "patient");
  await expect(patient.getByText("A new version of Holdfast is ready.")).toHaveCount(0);
  await relay.kill();
  await patient.reload();
  await expect(field(patient)).toBeVisible();
});

test("a program that does not arrive: it says so in both languages, and opens again where it was", async ({ people, relay }) => {
  await people.therapist();
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  const code = filesOf("patient").map((path) => `**${path}`);
  for (const path of code) await page.route(path, (route) => route.abort());
  await page.goto(relay.links.patient);
  await expect(page.getByRole("alert")).toContainText("Holdfast did not open.");
  await expect(page.getByRole("alert")).toContainText("Holdfast ging nicht auf.");
  await expect(page.getByText("Opening your letters")).toBeHidden();
  for (const path of code) await page.unroute(path);
  await page.getByRole("button", { name: "Open again" }).click();
  await acceptAs(page, "Mira");
  await expect(field(page)).toBeVisible();
});
