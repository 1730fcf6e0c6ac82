import type { Page } from "@playwright/test";
import { heldBack, PACKS } from "./support/builds.ts";
import { field, letter, openLetters, write } from "./support/letters.ts";
import { goTo, onDevice } from "./support/people.ts";
import { keepAndLeave } from "./support/prompt.ts";
import { expect, test } from "./support/test.ts";

const ENGLISH = "I want to kill myself and I am tired of pretending.";
const SPANISH = "Ya no puedo más, quiero matarme.";

function prompt(page: Page) {
  return page.getByRole("region", { name: /^(This sounds very hard|This sounds like it cannot wait)$/ });
}

/** The packs that the page has asked for since. */
function packsLoaded(page: Page): string[] {
  const loaded: string[] = [];
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (path.startsWith("/packs/") && !loaded.includes(path)) loaded.push(path);
  });
  return loaded;
}

/** Which languages' packs this device keeps. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async (packs) => {
    const languages: string[] = [];
    for (const [language, path] of Object.entries(packs)) if (await caches.match(path)) languages.push(language);
    return languages;
  }, PACKS);
}

/** The owner of the browser asks for as little as possible to be loaded. */
async function savesData(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  await page.reload();
}

test("what noticing knows of the language spoken is there without a network", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await expect.poll(() => kept(patient)).toContain("en");
  await relay.kill();
  await patient.reload();
  await field(patient).pressSequentially(ENGLISH);
  await expect(prompt(patient)).toBeVisible();
});

test("another language's is loaded when somebody writes in it, and stays", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await savesData(patient);
  await expect.poll(() => kept(patient)).toEqual(["en"]);
  const loaded = packsLoaded(patient);
  const others = () => loaded.filter((path) => path !== PACKS.en);
  await field(patient).fill("Good morning, I slept well.");
  await expect.poll(() => kept(patient)).toEqual(["en"]);
  expect(others()).toEqual([]);
  await field(patient).fill(SPANISH);
  await expect(prompt(patient)).toBeVisible();
  expect(others()).toEqual([PACKS.es]);
  await expect.poll(() => kept(patient)).toEqual(["en", "es"]);

  await relay.kill();
  await patient.reload();
  await field(patient).fill("");
  await field(patient).pressSequentially(SPANISH);
  await expect(prompt(patient)).toBeVisible();
});

test("a letter does not wait for a language that has not come; the prompt comes when it has", async ({ people }) => {
  const { patient } = await people.pair();
  let arrive = () => {};
  const arrived = new Promise<void>((done) => (arrive = done));
  await patient.context().route(`**${PACKS.es}`, async (route) => {
    await arrived;
    await route.continue();
  });
  await write(patient, SPANISH);
  await expect(field(patient)).toHaveValue("");
  await expect(prompt(patient)).toHaveCount(0);
  arrive();
  await expect(prompt(patient)).toBeVisible();
});

test("a short letter that looks like no language is looked at in all of them", async ({ people }) => {
  const { patient } = await people.pair();
  await savesData(patient);
  for (const words of ["Tomei 30 comprimidos", "tomé 30 pastillas", "30 Tabletten genommen", "avalé 30 comprimés"]) {
    await field(patient).fill(words);
    await expect(prompt(patient), words).toBeVisible();
    await field(patient).fill("");
    await expect(prompt(patient)).toHaveCount(0);
  }
});

test("once the page rests every language comes, and stays", async ({ people }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await expect.poll(() => kept(patient), { timeout: 20_000 }).toHaveLength(Object.keys(PACKS).length);
});

test("over a slow link the languages that the browser names come, and no other", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await patient.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: false, effectiveType: "slow-2g" } });
    Object.defineProperty(navigator, "languages", { value: ["en-GB", "es-AR", "nl"] });
  });
  const loaded = packsLoaded(patient);
  await patient.reload();
  await expect.poll(() => kept(patient), { timeout: 20_000 }).toContain("es");
  expect(loaded.filter((path) => path !== PACKS.en)).toEqual([PACKS.es]);
  await relay.kill();
  await patient.reload();
  await field(patient).pressSequentially(SPANISH);
  await expect(prompt(patient)).toBeVisible();
});

for (const sends of [false, true]) {
  test(`what was ${sends ? "sent" : "typed"} before the first pack came is looked at when it has`, async ({ people }) => {
    const { patient } = await people.pair();
    await onDevice(patient);
    await savesData(patient);
    const arrive = await heldBack(patient, "en");
    // It looks like no language, so that the pause in typing asks for all.
    const asked = patient.waitForRequest((request) => request.url().endsWith(PACKS.pt));
    if (sends) await write(patient, "kms");
    else await field(patient).fill("kms");
    await asked;
    arrive();
    await expect(prompt(patient)).toBeVisible();
  });
}

test("a language that comes late leaves the keyboard where it is", async ({ people }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  const arrive = await heldBack(patient, "es");
  await write(patient, SPANISH);
  await field(patient).pressSequentially("And today");
  arrive();
  await expect(prompt(patient)).toBeVisible();
  await expect(prompt(patient)).toContainText("Your letter has been with the clinic since");
  await patient.keyboard.type(" I went out.");
  await expect(field(patient)).toHaveValue("And today I went out.");
  await expect(field(patient)).toBeFocused();
  await expect(letter(patient, SPANISH)).toBeVisible();
});

test("a language that comes once the letters are left stops nothing", async ({ people }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  const arrive = await heldBack(patient, "en");
  await expect(field(patient)).toBeVisible();
  await goTo(patient, "Settings");
  const came = patient.waitForResponse((response) => response.url().endsWith(PACKS.en));
  arrive();
  await (await came).finished();
  await goTo(patient, "Letters");
  await field(patient).pressSequentially(ENGLISH);
  await expect(prompt(patient)).toBeVisible();
});

test("what is sent in the moment in which the page is left is looked at all the same", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  await savesData(patient);
  const arrive = await heldBack(patient, "es");
  await field(patient).fill(SPANISH);
  await keepAndLeave(patient);
  await expect(field(patient)).toHaveCount(0);
  arrive();
  await goTo(patient, "Letters");
  await expect(letter(patient, SPANISH)).toBeVisible();
  await openLetters(therapist, "Mira");
  await expect(therapist.getByTestId("noticed")).toBeVisible();
});

test("a pack that is damaged is fetched anew, and replaced where it was kept", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await expect.poll(() => kept(patient)).toContain("en");
  await patient.evaluate(async (path) => {
    for (const name of await caches.keys()) await (await caches.open(name)).put(path, new Response("rubbish"));
  }, PACKS.en);
  const holds = () => patient.evaluate(async (path) => (await (await caches.match(path))?.text())?.length ?? 0, PACKS.en);
  expect(await holds()).toBe(7);
  await patient.reload();
  await field(patient).fill(ENGLISH);
  await expect(prompt(patient)).toBeVisible();
  await expect.poll(holds).toBeGreaterThan(10_000);

  await relay.kill();
  await patient.reload();
  await field(patient).fill("");
  await field(patient).fill(ENGLISH);
  await expect(prompt(patient)).toBeVisible();
});

test("the worker keeps nothing that came damaged", async ({ people }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await savesData(patient);
  await patient.context().route(`**${PACKS.es}`, (route) => route.fulfill({ status: 200, body: "rubbish" }));
  const asked = patient.context().waitForEvent("response", (response) => response.url().endsWith(PACKS.es));
  await patient.evaluate(async () => {
    (await navigator.serviceWorker.ready).active!.postMessage({ type: "keep-pack", language: "es" });
  });
  await asked;
  // What is asked of the worker afterwards is kept after it.
  await patient.context().unroute(`**${PACKS.es}`);
  await patient.evaluate(async () => {
    (await navigator.serviceWorker.ready).active!.postMessage({ type: "keep-pack", language: "de" });
  });
  await expect.poll(() => kept(patient)).toContain("de");
  await expect.poll(() => kept(patient)).not.toContain("es");
});
