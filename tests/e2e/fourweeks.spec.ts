import type { Locator, Page } from "@playwright/test";
import { DemoClock } from "./support/demo.ts";
import { look, speak, type View } from "./support/gallery.ts";
import { field, keep, letter, openLetters, state, write } from "./support/letters.ts";
import { goTo, person } from "./support/people.ts";
import { agree, openEditor, setHours } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

// Berlin and New York in March 2027: New York puts its clocks forward on the 14th, Berlin on the 28th.
// Fifteen o'clock in Berlin is nine in New York, ten for two weeks, and nine again.

/** What the shoreline and the list say of every promised window, the latest first. */
function promises(page: Page): Locator {
  return page.getByTestId("promise");
}

/** Looks at pages of `page` in both languages, and comes back to where it was, in English. */
async function lookAt(page: Page, paths: Record<string, string>): Promise<void> {
  const here = page.url();
  const size = page.viewportSize()!;
  const views = Object.entries(paths).map(
    ([name, path]): View => ({ name, open: async () => void (await page.goto(new URL(path, here).href)) }),
  );
  for (const language of ["de", "en"]) {
    await speak(page, language);
    await look(page, language, views);
    await page.setViewportSize(size);
  }
  await page.goto(here);
}

/** Proposes what the editor's fields say. */
async function proposeNow(therapist: Page): Promise<void> {
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
}

test("four weeks across both clock changes: kept, held, away, outside, changed, missed and repaired, thanked, ended", async ({ people }) => {
  test.setTimeout(360_000);
  const { therapist, patient } = await people.pair();
  const clock = await DemoClock.of(patient);
  const both = [therapist, patient];
  const letters = () => Promise.all([openLetters(therapist, "Mira"), goTo(patient, "Letters")]);

  await test.step("Monday 8 March: Tuesdays and Fridays, away from the 18th to the 21st", async () => {
    await clock.go("2027-03-08T09:00:00+01:00", ...both);
    await openEditor(therapist, "Mira");
    await setHours(therapist, { days: ["Tuesday", "Friday"], opens: "15:00", closes: "17:00" });
    await therapist.getByRole("button", { name: "Add time away" }).click();
    const away = therapist.getByRole("group", { name: "Time away 1", exact: true });
    await away.getByLabel("First day").fill("2027-03-18");
    await away.getByLabel("Last day").fill("2027-03-21");
    await therapist.getByLabel(/^Cut-off/).fill("30");
    await proposeNow(therapist);
    await agree(patient);
  });

  await test.step("a promise, kept in its window, with both clocks in it", async () => {
    await letters();
    await expect(patient.getByTestId("promise-line")).toHaveText("Write before tomorrow 10:30 and you will hear back tomorrow 09:00–11:00 (15:00–17:00 in Berlin)");
    await write(patient, "How do I begin?");
    await expect(state(patient, "How do I begin?")).toContainText("09:00–11:00");
    await expect(state(patient, "How do I begin?")).toContainText("15:00–17:00");
    await clock.go("2027-03-09T15:10:00+01:00", ...both);
    await write(therapist, "With one page, as you did.");
    await expect(state(patient, "How do I begin?")).toContainText("Answered");
  });

  await test.step("a thank-you owes no answer", async () => {
    await patient.getByLabel("This needs no answer").check();
    await write(patient, "Thank you, that helps.");
    await expect(state(patient, "Thank you, that helps.")).toContainText("You asked for no answer.");
    await goTo(therapist, "Today");
    await expect(therapist.getByTestId("today-entry")).toHaveCount(0);
  });

  await test.step("Monday 15 March: New York's clocks are ahead by an hour, and a reply is held until Tuesday", async () => {
    await clock.go("2027-03-15T12:00:00+01:00", ...both);
    await letters();
    await expect(patient.getByTestId("promise-line")).toContainText("10:00–12:00");
    await write(patient, "The week was long.");
    const reply = "Tell me about the longest day.";
    await write(therapist, reply);
    await expect(state(therapist, reply)).toContainText("Held at the clinic.");
    await clock.go("2027-03-16T14:59:00+01:00", ...both);
    await expect(letter(patient, "The week was long.")).toBeVisible();
    await expect(letter(patient, reply)).toHaveCount(0);
    await clock.go("2027-03-16T15:01:00+01:00", ...both);
    await expect(letter(patient, reply)).toBeVisible();
    await expect(state(patient, "The week was long.")).toContainText("Answered");
  });

  await test.step("time away: the promise goes past it, and a reply outside the rhythm says why", async () => {
    await clock.go("2027-03-17T20:00:00+01:00", ...both);
    await expect(patient.getByTestId("promise-line")).toContainText("hear back Tuesday 10:00–12:00 (15:00–17:00 in Berlin)");
    await write(patient, "Is the session on Monday still on?");
    await clock.go("2027-03-18T10:00:00+01:00", ...both);
    await field(therapist).fill("It moves to Wednesday, same time.");
    await therapist.getByRole("button", { name: "Send outside the rhythm…" }).click();
    const dialog = therapist.getByRole("dialog");
    await dialog.getByLabel("it is about an appointment.").check();
    await dialog.getByLabel("In your own words").fill("So that you can plan.");
    await dialog.getByRole("button", { name: "Send it now" }).click();
    const came = letter(patient, "It moves to Wednesday, same time.");
    await expect(came).toContainText("This came outside the agreed times: it is about an appointment. So that you can plan.");
    await expect(letter(therapist, "It moves to Wednesday, same time.")).toContainText("You sent this outside the agreed times");
    await expect(state(patient, "Is the session on Monday still on?")).toContainText("Answered");
  });

  let promised = "";
  await test.step("Saturday 20 March: a change is agreed, and the promise given before it stands", async () => {
    await clock.go("2027-03-20T10:00:00+01:00", ...both);
    await write(patient, "Something happened at home.");
    await expect(state(patient, "Something happened at home.")).toContainText("Tuesday 10:00–12:00");
    promised = (await state(patient, "Something happened at home.").textContent()) ?? "";
    await openEditor(therapist, "Mira");
    await setHours(therapist, { days: ["Monday", "Thursday"], opens: "10:00", closes: "11:00" });
    await therapist.getByLabel("Counts from").fill("2027-03-23");
    await proposeNow(therapist);
    await goTo(patient, "Rhythm");
    const proposal = patient.getByTestId("proposal");
    await expect(proposal).toContainText("Dr Lind proposes a change");
    await expect(proposal).toContainText("Answers that are already promised stand");
    await proposal.getByRole("button", { name: "Agree", exact: true }).click();
    await expect(patient.getByRole("heading", { name: /^From .* another rhythm counts$/ })).toBeVisible();
    await letters();
    await expect(state(patient, "Something happened at home.")).toHaveText(promised);
  });

  await test.step("Tuesday 23 March: the therapist is told while there is time, and not outside the window", async () => {
    await clock.go("2027-03-23T14:30:00+01:00", ...both);
    await expect(therapist.getByText("An answer in it is promised to")).toHaveCount(0);
    await clock.go("2027-03-23T16:40:00+01:00", ...both);
    await expect(therapist.getByText("An answer in it is promised to").first()).toBeVisible();
  });

  await test.step("the window closes without an answer: the device says so by itself, and names the next one", async () => {
    await clock.go("2027-03-23T17:05:00+01:00", ...both);
    await expect(patient.getByText(/The answer promised for .* did not come\./).first()).toBeVisible();
    await expect(patient.getByText(/The new time for it: Thursday 05:00–06:00 \(10:00–11:00 in Berlin\)/).first()).toBeVisible();
    await expect(therapist.getByText("An answer in it is promised to")).toHaveCount(0);
    await lookAt(patient, { "weeks-miss-letters": "/" });
    await lookAt(therapist, { "weeks-miss-own": therapist.url() });
    await goTo(therapist, "Today");
    await expect(therapist.getByTestId("today-entry")).toContainText("Own it in your next reply.");
    await lookAt(therapist, { "weeks-miss-today": "/" });
  });

  await test.step("Thursday 25 March: the reply owns it", async () => {
    await clock.go("2027-03-25T10:05:00+01:00", ...both);
    await letters();
    await therapist.getByRole("button", { name: "Begin with a sentence for it" }).click();
    await expect(therapist.getByLabel("This reply owns it")).toBeChecked();
    await expect(field(therapist)).toHaveValue(/^I am sorry that my answer did not come on Tuesday/);
    await field(therapist).press("End");
    await field(therapist).pressSequentially("\n\nNow tell me what happened.");
    await keep(therapist).click();
    const owning = letter(patient, "Now tell me what happened.");
    await expect(owning).toContainText(/Owns that the answer for .* came late\./);
    await expect(patient.getByText("The new time for it:")).toHaveCount(0);
    await goTo(therapist, "Today");
    await expect(therapist.getByTestId("today-entry")).toHaveCount(0);
  });

  await test.step("Saturday 27 March: on Monday Berlin's clocks will be forward, and the promise knows", async () => {
    await clock.go("2027-03-27T12:00:00+01:00", ...both);
    await letters();
    await expect(patient.getByTestId("promise-line")).toContainText("Monday 04:00–05:00 (10:00–11:00 in Berlin)");
    await write(patient, "I told my sister. It went well.");
    await expect(state(patient, "I told my sister. It went well.")).toContainText("10:00–11:00");
  });

  await test.step("Monday 29 March: the therapist ends the exchange without a reply", async () => {
    await clock.go("2027-03-29T10:10:00+02:00", ...both);
    await therapist.getByRole("button", { name: "End this exchange without a reply" }).click();
    await therapist.getByRole("dialog").getByRole("button", { name: "End it" }).click();
    await expect(state(patient, "I told my sister. It went well.")).toContainText("Ended by Dr Lind without a reply");
  });

  await test.step("Monday 5 April: both sides see what became of every promise", async () => {
    await clock.go("2027-04-05T12:00:00+02:00", ...both);
    await goTo(patient, "Rhythm");
    await goTo(therapist, "People");
    await person(therapist, "Mira").getByRole("link", { name: /^Rhythm/ }).click();
    for (const page of both) {
      await expect(promises(page)).toHaveCount(5);
      await expect(promises(page)).toHaveText([
        /29 Mar.*no answer/,
        /25 Mar.*answered/,
        /23 Mar.*own/,
        /16 Mar.*answered/,
        /9 Mar.*answered/,
      ]);
    }
  });

  await test.step("and it is fit to be seen", async () => {
    const rhythm = therapist.url();
    await lookAt(patient, { "weeks-rhythm": "/rhythm", "weeks-letters": "/" });
    await lookAt(therapist, { "weeks-rhythm-therapist": rhythm, "weeks-agreement": rhythm.replace("/rhythm/", "/agreement/") });
  });
});
