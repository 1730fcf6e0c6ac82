import type { Page } from "@playwright/test";
import { DemoClock } from "./support/demo.ts";
import { chooseLanguage, fieldIn, keepIn, LANGUAGES, wordsOf, type Language } from "./support/language.ts";
import { letter, openLetters, write } from "./support/letters.ts";
import { assess, month, type Assessed } from "./support/month.ts";
import { goTo, THERAPIST_ZONE } from "./support/people.ts";
import { proposeAndAgree } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { nextAt } from "./support/times.ts";

// The app that cries wolf until nobody looks is the twin of the one that says nothing.
const DAYS = 28;
/** How often rules may point something out without interrupting. */
const CONCERN_PER_HUNDRED = 6;
/** How often the second opinion may; the aim is that of the rules, for both together. */
const SECOND_OPINION_PER_HUNDRED = 30;

for (const language of LANGUAGES) {
  test(`an ordinary month in ${language}: nothing interrupts, and rules point out hardly anything`, () => {
    const messages = month(language);
    expect(new Set(messages.map(({ day }) => day)).size).toBe(DAYS);
    for (const by of ["patient", "therapist"]) {
      expect(messages.filter((message) => message.by === by).length, by).toBeGreaterThanOrEqual(30);
    }
    const words = messages.map((message) => message.words);
    for (const spoken of [language, "auto"] as const) {
      const assessed = assess(words, spoken);
      const interrupted = assessed.filter(({ level }) => level === "urgent" || level === "emergency");
      expect(interrupted, `interrupted, --language ${spoken}`).toEqual([]);
      const concern = assessed.filter(({ level }) => level === "concern");
      const second = concern.filter(({ why }) => why.every((one) => one.startsWith("second_opinion:")));
      const byRules = concern.filter((one) => !second.includes(one));
      const perHundred = (some: Assessed[]) => (some.length * 100) / words.length;
      expect(perHundred(byRules), JSON.stringify(byRules, null, 1)).toBeLessThanOrEqual(CONCERN_PER_HUNDRED);
      expect(perHundred(second), JSON.stringify(second, null, 1)).toBeLessThanOrEqual(SECOND_OPINION_PER_HUNDRED);
    }
    // The same program does notice.
    expect(assess([DANGER[language]], language)[0]?.level).toBe("urgent");
  });
}

const DANGER: Record<Language, string> = {
  en: "I want to kill myself and I am so tired.",
  es: "Quiero matarme y estoy muy cansada.",
  de: "Ich möchte mich umbringen und bin so müde.",
  fr: "Je veux me tuer et je suis si fatiguée.",
  pt: "Quero matar-me e estou tão cansada.",
};

/** Every heading of a prompt that `page` shows from now on, however short, across reloads. */
async function promptsOf(page: Page): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction("promptCame", (heading: string) => seen.push(heading));
  await page.addInitScript(() => {
    const tell = (window as unknown as { promptCame: (heading: string) => void }).promptCame;
    const told = new WeakSet<Element>();
    const look = () => {
      for (const prompt of document.querySelectorAll(".help-prompt")) {
        if (!told.has(prompt)) tell(prompt.querySelector("h2")?.textContent ?? "");
        told.add(prompt);
      }
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  return seen;
}

async function writeInGerman(patient: Page, words: string): Promise<void> {
  await fieldIn(patient).fill(words);
  await keepIn(patient, "de").click();
  await expect(letter(patient, words)).toBeVisible();
  await expect(fieldIn(patient)).toHaveValue("");
}

test("the German month between two people in the app: no prompt, and nothing pressing in Today", async ({ people }) => {
  test.setTimeout(480_000);
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient, { hours: { opens: "18:00", closes: "21:00" } });
  await openLetters(therapist, "Mira");
  await chooseLanguage(patient, "de");
  const prompts = await promptsOf(patient);
  const clock = await DemoClock.of(patient);
  // In the window, so that replies leave at once; from tomorrow, so that the time never has to go back.
  const first = nextAt("19:00", THERAPIST_ZONE, new Date(Date.now() + 86_400_000));
  const messages = month("de");
  for (let day = 1; day <= DAYS; day += 1) {
    await test.step(`day ${day}`, async () => {
      const evening = new Date(first.getTime() + (day - 1) * 86_400_000);
      await clock.go(evening.toISOString(), patient, therapist);
      for (const { by, words } of messages.filter((message) => message.day === day)) {
        const [writes, reads] = by === "patient" ? [patient, therapist] : [therapist, patient];
        await (writes === patient ? writeInGerman(patient, words) : write(therapist, words));
        await expect(letter(reads, words)).toBeVisible();
        expect(prompts, words).toEqual([]);
      }
    });
  }
  await goTo(therapist, "Today");
  await expect(therapist.getByRole("heading", { name: "Today", level: 1 })).toBeVisible();
  await expect(therapist.getByText(/sound pressing|sound like danger|read this first/)).toHaveCount(0);

  // The same page notices, and the same ear hears it.
  await writeInGerman(patient, DANGER.de);
  await expect.poll(() => prompts).toEqual([wordsOf("de")("help.prompt.heading")]);
  await expect(therapist.getByText("Words about suicide that sound pressing.")).toBeVisible();
});
