import type { Locator, Page } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { fillLadder } from "./support/ladder.ts";
import { goTo } from "./support/people.ts";
import { hoursAhead, openEditor, proposeAndAgree, setHours } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

/** A contact whose own system is called; nobody calls it here. */
function contact(id: string): string {
  return `[contacts.${id}]\nperson = "Somebody"\nwebhook = { url = "http://127.0.0.1:9/", secret = "sixteen characters and more" }\n`;
}

// "weber", whom the list will name, is not among them.
test.use({ contacts: contact("on-call") });

const WEBER = "Nobody can be reached here as “weber” (Dr. Weber). Ask whoever runs this server to set it up.";
const TO_PATIENT = "Dr. Weber cannot be reached from here so far. Dr Lind sees this, too";

function unreached(page: Page): Locator {
  return page.getByTestId("unreached");
}

async function proposeLadder(therapist: Page): Promise<Locator> {
  await openEditor(therapist, "Mira");
  await setHours(therapist, hoursAhead());
  await fillLadder(therapist);
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  const state = therapist.getByTestId("proposal-state");
  await expect(state).toContainText("is with the clinic");
  return state;
}

test("a list with a step that nobody can be reached at is said so before both agree, until the operator has seen to it", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  const state = await proposeLadder(therapist);
  await expect(state).toContainText(WEBER);
  await expect(state).not.toContainText("on-call");
  expect(await faultsOf(therapist)).toEqual([]);
  await goTo(therapist, "People");
  await therapist.getByRole("link", { name: /^Rhythm/ }).click();
  await expect(unreached(therapist)).toContainText(WEBER);

  // The patient reads it beside the list, before there is anything to agree to.
  await goTo(patient, "Rhythm");
  const asked = patient.getByTestId("proposal");
  await expect(unreached(patient)).toHaveCount(1);
  await expect(asked.getByTestId("unreached")).toContainText(TO_PATIENT);
  await expect(asked.getByTestId("unreached")).not.toContainText("weber”");
  expect(await faultsOf(patient)).toEqual([]);
  await patient.setViewportSize({ width: 320, height: 640 });
  const beyond = await patient.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);

  // Agreed all the same, it stays said, without a link as well.
  await patient.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(patient.getByRole("heading", { name: "What is agreed" })).toBeVisible();
  await expect(unreached(patient)).toContainText(TO_PATIENT);
  await expect(unreached(therapist)).toContainText(WEBER);
  await goTo(therapist, "Today");
  await expect(therapist.getByTestId("lists")).toHaveText("Mira (Dr. Weber)");
  expect(await faultsOf(therapist)).toEqual([]);
  await therapist.getByTestId("lists").getByRole("link").click();
  await expect(unreached(therapist)).toContainText(WEBER);
  await patient.context().setOffline(true);
  await patient.reload();
  await expect(unreached(patient)).toContainText(TO_PATIENT);
  await patient.context().setOffline(false);

  // Whoever runs the server sets it up.
  relay.options.contacts = contact("on-call") + contact("weber");
  await relay.stop();
  await relay.restart();
  await expect(unreached(therapist)).toHaveCount(0, { timeout: 30_000 });
  await expect(unreached(patient)).toHaveCount(0, { timeout: 30_000 });
  await expect(patient.getByRole("heading", { name: "What is agreed" })).toBeVisible();
  await goTo(therapist, "Today");
  await expect(therapist.getByTestId("day-window")).toBeVisible();
  await expect(therapist.getByTestId("lists")).toHaveCount(0);
});

test("a list that is agreed and begins later is said so beside what changes next", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  test.slow();
  await proposeAndAgree(therapist, patient);
  await openEditor(therapist, "Mira");
  await fillLadder(therapist);
  const inTenDays = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await therapist.getByLabel("Counts from").fill(inTenDays);
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText(WEBER);
  await goTo(patient, "Rhythm");
  const proposal = patient.getByTestId("proposal");
  await proposal.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(proposal).toHaveCount(0);
  // The page goes by whole minutes, and the one both agreed in began before.
  const nextMinute = { timeout: 75_000 };
  await expect(patient.getByTestId("coming").getByTestId("unreached")).toContainText(TO_PATIENT, nextMinute);
  await expect(unreached(patient)).toHaveCount(1);
  expect(await faultsOf(patient)).toEqual([]);
  await goTo(therapist, "Today");
  await expect(therapist.getByTestId("lists")).toHaveText("Mira (Dr. Weber)", nextMinute);
  await therapist.getByTestId("lists").getByRole("link").click();
  await expect(therapist.getByTestId("coming").getByTestId("unreached")).toContainText(WEBER);
  await expect(unreached(therapist)).toHaveCount(1);
  expect(await faultsOf(therapist)).toEqual([]);
});

test("a therapist who is on the list and has no device that can be told is shown the way", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  await setHours(therapist, hoursAhead());
  await fillLadder(therapist);
  const first = therapist.getByTestId("ladder-editor").getByRole("group", { name: "Step 1", exact: true });
  await first.getByLabel("Contact").fill("therapist");
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  const state = therapist.getByTestId("proposal-state");
  await expect(state).toContainText("You cannot be told yet (Dr. Weber). You can change that in the settings, under “When you are called”.");
  await goTo(patient, "Rhythm");
  await expect(unreached(patient)).toContainText(TO_PATIENT);
});

const IN_WORDS = {
  en: ["Nobody can be reached here as “weber” (Dr. Weber).", "The call list is not quite ready yet: Dr. Weber cannot"],
  de: ["Als „weber“ (Dr. Weber) ist hier niemand zu erreichen.", "Die Rufliste ist noch nicht ganz eingerichtet."],
  es: ["Aquí no se puede avisar a nadie como «weber» (Dr. Weber).", "La lista de avisos aún no está del todo preparada."],
  fr: ["Ici, on ne peut joindre personne sous", "La liste d’appels n’est pas encore tout à fait prête."],
  pt: ["Aqui não se consegue avisar ninguém como “weber” (Dr. Weber).", "A lista de avisos ainda não está totalmente pronta."],
};

test("it is said in each language", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeLadder(therapist);
  await goTo(therapist, "People");
  await therapist.getByRole("link", { name: /^Rhythm/ }).click();
  await goTo(patient, "Rhythm");
  await expect(unreached(patient)).toContainText(TO_PATIENT);
  const pages = [therapist, patient].map((page) => ({ page, rhythm: page.url() }));
  for (const [language, said] of Object.entries(IN_WORDS)) {
    for (const [nth, { page, rhythm }] of pages.entries()) {
      await page.goto(new URL("/settings", rhythm).href);
      await page.locator("#settings-language").selectOption(language);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await page.goto(rhythm);
      await expect(unreached(page)).toContainText(said[nth] ?? "");
    }
  }
  expect(await faultsOf(therapist)).toEqual([]);
});

test.describe("where everybody can be reached", () => {
  test.use({ contacts: contact("on-call") + contact("weber") });

  test("nothing is said", async ({ people }) => {
    const { therapist, patient } = await people.pair();
    const state = await proposeLadder(therapist);
    await goTo(patient, "Rhythm");
    await patient.getByRole("button", { name: "Agree", exact: true }).click();
    await expect(patient.getByRole("heading", { name: "What is agreed" })).toBeVisible();
    await expect(state).toContainText("Both of you have agreed");
    await expect(state).not.toContainText("can be reached");
    await expect(unreached(patient)).toHaveCount(0);
  });
});
