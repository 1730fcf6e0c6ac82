import type { Page } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { addCheckIn, answer, card, NINE, openCheckIn, proposeCheckIns } from "./support/checkin.ts";
import { fillLadder } from "./support/ladder.ts";
import { openLetters } from "./support/letters.ts";
import { goTo, onDevice } from "./support/people.ts";
import { agree, hoursAhead, openEditor, setHours, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

const PHQ9 = "Low mood (PHQ-9)";
const MOOD = "Mood, one line";

function prompt(page: Page) {
  return page.getByRole("region", { name: "This sounds very hard" });
}

function done(page: Page) {
  return page.getByTestId("check-in-done");
}

async function keep(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Keep( and send)?$/ }).click();
}

test("a check-in is answered offline: item nine brings people at once, it goes out when the link is back, and the therapist sees it", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await proposeCheckIns(therapist, "Mira");
  await goTo(patient, "Rhythm");
  const proposal = patient.getByTestId("proposal");
  await expect(proposal).toContainText("Low mood (PHQ-9): every day");
  await expect(proposal).toContainText("When the value is 15 or more, Dr Lind sees it before ordinary letters.");
  await agree(patient);
  await expect(card(patient)).toContainText(PHQ9);
  await expect(card(patient)).toContainText(MOOD);
  await onDevice(patient);
  await relay.kill();
  await patient.reload();

  await openCheckIn(patient, MOOD);
  await answer(patient, "How is your mood right now?", "4");
  await expect(prompt(patient)).toHaveCount(0);
  await keep(patient);
  await expect(done(patient)).toContainText("Your answers are kept on this device.");
  await patient.getByRole("button", { name: `One more: ${PHQ9}` }).click();
  await expect(patient.getByRole("heading", { name: PHQ9, level: 1 })).toBeVisible();

  await answer(patient, "Little interest or pleasure", "Several days");
  await expect(prompt(patient)).toHaveCount(0);
  await answer(patient, NINE, "Several days");
  await expect(prompt(patient)).toBeVisible();
  await expect(prompt(patient)).toContainText("Nobody is reading here right now.");
  // Back at zero they go; it is for the one who answers to say.
  await answer(patient, NINE, "Not at all");
  await expect(prompt(patient)).toHaveCount(0);
  await answer(patient, NINE, "Nearly every day");
  await expect(prompt(patient)).toBeVisible();

  // The answers outlive the page.
  await goTo(patient, "Letters");
  await expect(card(patient).getByRole("link", { name: "Go on answering" })).toBeVisible();
  await patient.reload();
  await openCheckIn(patient, PHQ9);
  await expect(prompt(patient)).toBeVisible();
  const nine = patient.getByRole("group", { name: NINE });
  await expect(nine.getByRole("radio", { name: "Nearly every day" })).toBeChecked();
  await answer(patient, "Feeling down", "More than half the days");
  await expect(patient.getByText("6 questions have no answer yet.")).toBeVisible();
  await keep(patient);
  await expect(done(patient)).toContainText("Your answers are kept on this device.");
  await expect(prompt(patient).getByRole("heading", { name: "This sounds very hard" })).toBeFocused();
  await goTo(patient, "Letters");
  await expect(card(patient)).toHaveCount(0);

  await relay.restart();
  await openLetters(therapist, "Mira");
  await expect(card(therapist)).toContainText("Item 9 is above zero: Nearly every day.", { timeout: 45_000 });
  await card(therapist).getByRole("link", { name: "See the check-ins" }).click();
  const courses = therapist.getByTestId("check-ins");
  await expect(courses.getByRole("img", { name: `${MOOD} over time` })).toBeVisible();
  await expect(courses.getByRole("img", { name: `${PHQ9} over time` })).toBeVisible();
  // What asks for a look comes first.
  await expect(courses.getByRole("heading", { level: 3 }).first()).toHaveText(PHQ9);
  await courses.getByText("All answers, one by one").first().click();
  await expect(courses).toContainText(`${NINE}: Nearly every day`);
  await expect(courses).toContainText("Trouble falling or staying asleep, or sleeping too much: Left out");
});

test("own questions: words are looked at as letters are, and what was left out is said", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  await setHours(therapist, hoursAhead());
  const row = await addCheckIn(therapist, "Own questions", 1);
  await row.getByLabel("Question 1").fill("What was heavy today?");
  await row.getByRole("button", { name: "Add a question" }).click();
  await row.getByLabel("Question 2").fill("Did you go out?");
  await row.getByLabel("Answered with").nth(1).selectOption("yes_no");
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
  await agree(patient);
  await openCheckIn(patient, "Own questions");
  await keep(patient);
  await expect(patient.getByText("Answer at least one question")).toBeVisible();
  await patient.getByRole("textbox", { name: "What was heavy today?" }).pressSequentially("I want to kill myself.");
  await expect(prompt(patient)).toBeVisible();
  await prompt(patient).getByRole("button", { name: "Close" }).press("Enter");
  await expect(prompt(patient)).toHaveCount(0);
  await answer(patient, "Did you go out?", "No");
  await keep(patient);
  await expect(done(patient)).toContainText("Your answers have been with the clinic since");
  await openLetters(therapist, "Mira");
  await expect(card(therapist)).toContainText("Something in the words asks for a look.");
});

test("own words of a draft are looked at, and what was not meant in them travels nowhere", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  await setHours(therapist, hoursAhead());
  const row = await addCheckIn(therapist, "Own questions", 1);
  await row.getByLabel("Question 1").fill("What was heavy today?");
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
  await agree(patient);
  await openCheckIn(patient, "Own questions");
  await patient.getByRole("textbox", { name: "What was heavy today?" }).fill("I want to kill myself.");
  await expect(prompt(patient)).toBeVisible();
  await patient.reload();
  await expect(prompt(patient)).toBeVisible();
  await prompt(patient).getByRole("button", { name: "This is not what I meant" }).press("Enter");
  await expect(prompt(patient)).toHaveCount(0);
  await patient.reload();
  // Looked at again with what is added, and what was not meant stays so.
  await patient.getByRole("textbox", { name: "What was heavy today?" }).fill("I want to kill myself. I cut myself again tonight.");
  await expect(prompt(patient)).toBeVisible();
  await patient.getByRole("textbox", { name: "What was heavy today?" }).fill("I want to kill myself.");
  await expect(prompt(patient)).toHaveCount(0);
  await keep(patient);
  await expect(done(patient)).toContainText("Your answers have been with the clinic since");
  await expect(prompt(patient)).toHaveCount(0);
  await openLetters(therapist, "Mira");
  await expect(card(therapist)).toBeVisible();
  await expect(card(therapist)).not.toContainText("Something in the words asks for a look.");
});

test("the therapist changes check-ins, and the patient sees what changes", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeCheckIns(therapist, "Mira");
  await agree(patient);
  await openEditor(therapist, "Mira");
  const row = therapist.getByRole("group", { name: "Check-in 1", exact: true });
  await row.getByLabel("Before ordinary letters in Today from this value on").fill("28");
  await expect(row).toContainText("Enter a whole number");
  await row.getByLabel("Before ordinary letters in Today from this value on").fill("12");
  await therapist.getByRole("button", { name: "Remove check-in 2" }).click();
  // With a call list, item nine calls somebody, and that is said.
  const calls = "An answer in a check-in that speaks of thoughts of death or self-harm calls somebody, too.";
  await expect(therapist.getByTestId("preview")).not.toContainText(calls);
  await fillLadder(therapist);
  await expect(therapist.getByTestId("preview")).toContainText(calls);
  await expect(therapist.getByTestId("changes")).toContainText(calls);
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
  await goTo(patient, "Rhythm");
  const changes = patient.getByTestId("changes");
  await expect(changes).toContainText("A check-in changes: Low mood (PHQ-9)");
  await expect(changes).toContainText("A check-in ends: Mood, one line.");
  await expect(changes).toContainText(calls);
  // Among the changes, and in the agreement as it is to be.
  await expect(patient.getByTestId("proposal").getByText(calls)).toHaveCount(2);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`a narrow phone, ${colorScheme}: no fault, no sideways scrolling`, async ({ people }) => {
    test.slow();
    const { therapist, patient } = await people.pair();
    await proposeCheckIns(therapist, "Mira");
    await agree(patient);
    await patient.setViewportSize({ width: 320, height: 640 });
    await patient.emulateMedia({ colorScheme });
    const fits = async (page: Page, name: string) => {
      expect(await faultsOf(page)).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, name).toBeLessThanOrEqual(0);
      if (process.env.HOLDFAST_LOOKS) {
        await page.screenshot({ path: `${process.env.HOLDFAST_LOOKS}/${name}-${colorScheme}.png`, fullPage: true });
      }
    };
    await fits(patient, "card");
    await openCheckIn(patient, MOOD);
    await fits(patient, "mood");
    await answer(patient, "How is your mood right now?", "4");
    await keep(patient);
    await expect(done(patient)).toBeVisible();
    await fits(patient, "done");
    await patient.getByRole("button", { name: `One more: ${PHQ9}` }).click();
    await answer(patient, NINE, "Several days");
    await expect(prompt(patient)).toBeVisible();
    await fits(patient, "phq9");
    await answer(patient, "Little interest or pleasure", "Several days");
    await keep(patient);
    await goTo(patient, "Rhythm");
    await expect(patient.getByTestId("check-ins").getByRole("img").first()).toBeVisible();
    await fits(patient, "rhythm");
    await therapist.emulateMedia({ colorScheme });
    await openLetters(therapist, "Mira");
    await expect(card(therapist)).toContainText("Item 9 is above zero");
    await fits(therapist, "letters-therapist");
    await openEditor(therapist, "Mira");
    await therapist.setViewportSize({ width: 320, height: 640 });
    await fits(therapist, "editor");
  });
}

test("over days: a line with a gap where nothing was answered, the same as a table, and what was clearly heavier", async ({ people }) => {
  test.slow();
  const { therapist, patient } = await people.pair();
  await proposeCheckIns(therapist, "Mira");
  await agree(patient);
  const days = ["Not at all", "Several days", null, "More than half the days"];
  for (const each of days) {
    if (each !== null) {
      await expect(card(patient)).toContainText(PHQ9);
      await card(patient).getByRole("link").click();
      const mood = patient.getByRole("heading", { name: MOOD, level: 1 });
      await expect(mood).toBeVisible();
      await answer(patient, "How is your mood right now?", each === "Not at all" ? "7" : "3");
      await keep(patient);
      await patient.getByRole("button", { name: `One more: ${PHQ9}` }).click();
      const groups = patient.getByRole("group");
      await expect(groups).toHaveCount(9);
      for (let item = 0; item < 8; item += 1) await groups.nth(item).getByRole("radio", { name: each, exact: true }).check({ force: true });
      await answer(patient, NINE, "Not at all");
      await keep(patient);
      await expect(done(patient)).toContainText("have been with the clinic since");
      await goTo(patient, "Letters");
    }
    await skip(patient);
    await skip(patient);
  }
  await goTo(patient, "Rhythm");
  const own = patient.getByTestId("check-ins");
  await expect(own).toContainText("16 of 27, much");
  await expect(own).toContainText("Where nothing was answered there is a gap.");
  await own.getByText("As a table").first().click();
  await expect(own).toContainText("Not answered");
  await expect(own).toContainText("The agreed value is reached");
  await expect(own).toContainText("Clearly heavier than the time before, by as much as you agreed.");
  await openLetters(therapist, "Mira");
  await card(therapist).getByRole("link", { name: "See the check-ins" }).click();
  await expect(therapist.getByTestId("check-ins")).toContainText("16 of 27, much");
  if (process.env.HOLDFAST_LOOKS) {
    for (const [page, who] of [[patient, "patient"], [therapist, "therapist"]] as const) {
      for (const width of [360, 1280]) {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          await page.getByTestId("check-ins").screenshot({ path: `${process.env.HOLDFAST_LOOKS}/over-${who}-${width}-${colorScheme}.png` });
        }
      }
    }
  }
});
