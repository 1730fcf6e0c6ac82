import type { Locator, Page } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { PACKS } from "./support/builds.ts";
import { before, chooseLanguage, fieldIn, keepIn, LANGUAGES, wordsOf, type Language } from "./support/language.ts";
import { letter, state } from "./support/letters.ts";
import { onDevice } from "./support/people.ts";
import type { Relay } from "./support/relay.ts";
import { expect, test } from "./support/test.ts";

interface Case {
  urgent: string;
  emergency: string;
  country: string;
  /** The first way to people for somebody who cannot go on. */
  line: { name: string; number: string };
  /** The emergency number for somebody who may be dying. */
  emergencyNumber: string;
}

/** What somebody might write, and who is there for them where they live. */
const CASES: Record<Language, Case> = {
  en: {
    urgent: "I want to kill myself and I am so tired.",
    emergency: "I have just swallowed thirty tablets and I am scared.",
    country: "GB",
    line: { name: "Samaritans", number: "116 123" },
    emergencyNumber: "999",
  },
  es: {
    urgent: "Quiero matarme y estoy muy cansada.",
    emergency: "Acabo de tragarme treinta pastillas y tengo miedo.",
    country: "ES",
    line: { name: "024", number: "024" },
    emergencyNumber: "112",
  },
  de: {
    urgent: "Ich möchte mich umbringen und bin so müde.",
    emergency: "Ich habe gerade dreißig Tabletten geschluckt und habe Angst.",
    country: "DE",
    line: { name: "TelefonSeelsorge", number: "0800 111 0 111" },
    emergencyNumber: "112",
  },
  fr: {
    urgent: "Je veux me tuer et je suis si fatiguée.",
    emergency: "J’ai avalé trente comprimés et j’ai peur.",
    country: "FR",
    line: { name: "3114", number: "3114" },
    emergencyNumber: "112",
  },
  pt: {
    urgent: "Quero matar-me e estou tão cansada.",
    emergency: "Acabei de engolir trinta comprimidos e estou com medo.",
    country: "PT",
    line: { name: "1411", number: "1411" },
    emergencyNumber: "112",
  },
};

/** The sentences that must be there in a language of their own. */
const OWN_WORDS = ["heading", "heading_emergency", "nobody_reading", "not_kept", "kept", "with_relay", "is_below", "not_meant", "close"];

function prompt(page: Page): Locator {
  return page.locator(".help-prompt");
}

/** Presses a way out of the prompt, again if the prompt came under the press. */
async function putAway(page: Page, name: string): Promise<void> {
  await expect(async () => {
    if ((await prompt(page).count()) > 0) await prompt(page).getByRole("button", { name, exact: true }).click();
    await expect(prompt(page)).toHaveCount(0, { timeout: 200 });
  }).toPass();
}

/** The plain urgent sentence while typing and the emergency on sending, with or without the relay. */
async function play(page: Page, language: Language, online: boolean): Promise<void> {
  const word = wordsOf(language);
  const { urgent, emergency, country, line, emergencyNumber } = CASES[language];
  const lineAddress = `tel:${line.number.replaceAll(" ", "")}`;
  await test.step("a pause in typing", async () => {
    await fieldIn(page).pressSequentially(urgent);
    await expect(prompt(page).getByRole("heading", { level: 2 }).first()).toHaveText(word("help.prompt.heading"));
    await expect(fieldIn(page)).toBeFocused();
    await expect(page.getByRole("button", { name: word("help.prompt.is_below") })).toBeVisible();
    await expect(prompt(page)).toContainText(word("help.prompt.nobody_reading"));
    await expect(prompt(page)).toContainText(word("help.prompt.not_kept"));
  });
  await test.step("no country's line before one is chosen, only emergency numbers with their places; then the help line of the chosen one", async () => {
    await expect(prompt(page)).toContainText(word("help.prompt.choose_country"));
    await expect(prompt(page).locator("a[href='tel:112']")).toHaveCount(1);
    await expect(prompt(page).locator(`a[href='${lineAddress}']`)).toHaveCount(0);
    await prompt(page).locator("#noticed-country").selectOption(country);
    await expect(prompt(page).getByRole("link").first()).toHaveAttribute("href", lineAddress);
    await expect(prompt(page)).toContainText(line.name);
    await expect(prompt(page).getByRole("link").first()).toHaveText(word("help.call").replace("{number}", line.number));
    await expect(prompt(page)).not.toContainText(word("help.prompt.choose_country"));
    expect(await faultsOf(page)).toEqual([]);
  });
  await test.step("it is put away, stays away for this letter, and the letter goes as it is", async () => {
    await putAway(page, word("help.prompt.not_meant"));
    await expect(fieldIn(page)).toHaveValue(urgent);
    await keepIn(page, language).click();
    await expect(letter(page, urgent)).toBeVisible();
    await expect(fieldIn(page)).toHaveValue("");
    await expect(prompt(page)).toHaveCount(0);
  });
  await test.step("an emergency, sent at once", async () => {
    await fieldIn(page).fill(emergency);
    await keepIn(page, language).click();
    await expect(letter(page, emergency)).toBeVisible();
    const title = prompt(page).getByRole("heading", { level: 2 }).first();
    await expect(title).toHaveText(word("help.prompt.heading_emergency"));
    await expect(title).toBeFocused();
    await expect(prompt(page).getByRole("link").first()).toHaveAttribute("href", `tel:${emergencyNumber}`);
    await expect(prompt(page).locator(`a[href='${lineAddress}']`).first()).toBeVisible();
    await expect(prompt(page)).toContainText(online ? before(word("help.prompt.with_relay")) : word("help.prompt.kept"));
    await expect(state(page, emergency)).toContainText(
      online ? before(word("letters.state.with_relay")) : word("letters.state.kept"),
    );
    expect(await faultsOf(page)).toEqual([]);
  });
  await test.step("and closed", async () => {
    await putAway(page, word("help.prompt.close"));
    await expect(letter(page, emergency)).toBeVisible();
  });
}

/** As on a train: once the device has all of it, neither relay nor network. */
async function takeTheNetworkAway(page: Page, language: Language, relay: Relay): Promise<void> {
  await onDevice(page);
  await expect.poll(() => page.evaluate(async (path) => (await caches.match(path)) !== undefined, PACKS[language])).toBe(true);
  await relay.kill();
  await page.context().setOffline(true);
  await page.reload();
  await expect(fieldIn(page)).toBeVisible();
}

for (const language of LANGUAGES) {
  test(`the prompt in ${language}, with a connection`, async ({ people }) => {
    const { patient } = await people.pair();
    await chooseLanguage(patient, language);
    await play(patient, language, true);
  });

  test(`the prompt in ${language}, without one`, async ({ people, relay }) => {
    const { patient } = await people.pair();
    await chooseLanguage(patient, language);
    await takeTheNetworkAway(patient, language, relay);
    await play(patient, language, false);
  });
}

test("every language says it in words of its own", () => {
  for (const key of OWN_WORDS) {
    const said = LANGUAGES.map((language) => wordsOf(language)(`help.prompt.${key}`));
    expect(new Set(said).size, key).toBe(LANGUAGES.length);
  }
});
