import type { Page } from "@playwright/test";
import { PACKS } from "./support/builds.ts";
import { field, write } from "./support/letters.ts";
import { onDevice } from "./support/people.ts";
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

test("what noticing knows of the language spoken is there without a network", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await expect.poll(() => kept(patient)).toEqual(["en"]);
  await relay.kill();
  await patient.reload();
  await field(patient).pressSequentially(ENGLISH);
  await expect(prompt(patient)).toBeVisible();
});

test("another language's is loaded when somebody writes in it, and stays", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  const loaded = packsLoaded(patient);
  await field(patient).pressSequentially("Good morning, I slept well.");
  await expect.poll(() => kept(patient)).toEqual(["en"]);
  expect(loaded).toEqual([]);
  await field(patient).fill("");
  await field(patient).pressSequentially(SPANISH);
  await expect(prompt(patient)).toBeVisible();
  expect(loaded).toEqual([PACKS.es]);
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
