import type { Page } from "@playwright/test";
import { DemoClock } from "./support/demo.ts";
import { BEGUN, ladder, markOf, PAGE, steps, TAKEN, TOLD } from "./support/ladder.ts";
import { field, keep, letter, openLetters, state, write } from "./support/letters.ts";
import { saidIn } from "./support/oncall.ts";
import { goTo, THERAPIST_ZONE } from "./support/people.ts";
import { agree, openEditor, setHours } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { nextAt } from "./support/times.ts";
import { listenTo } from "./support/wire.ts";

// The message that must not wait for Monday behind a disclaimer.
const CHEST = "Since dinner there is a crushing pain in my chest that goes into my left arm, and I am sweating.";
const HOURS = 3_600_000;

/** A Friday to come, half past nine in the evening where the therapist is, by the clocks of that season. */
function fridayEvening(season: "winter" | "summer"): Date {
  const shown = (instant: Date) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: THERAPIST_ZONE, weekday: "long", timeZoneName: "longOffset" }).format(instant);
  const wanted = season === "winter" ? "GMT+01:00" : "GMT+02:00";
  for (let days = 1; days < 370; days += 1) {
    const evening = nextAt("21:30", THERAPIST_ZONE, new Date(Date.now() + days * 24 * HOURS));
    if (shown(evening).includes("Friday") && shown(evening).includes(wanted)) return evening;
  }
  throw new Error(`no Friday in ${season} within a year`);
}

/** Both agree on Mondays, and that the colleague on call is told when words cannot wait. */
async function agreeOnMondays(therapist: Page, patient: Page): Promise<void> {
  await openEditor(therapist, "Mira");
  await setHours(therapist, { days: ["Monday"], opens: "09:00", closes: "11:00" });
  const editor = therapist.getByTestId("ladder-editor");
  await editor.getByRole("button", { name: "Add a call list" }).click();
  const first = editor.getByRole("group", { name: "Step 1", exact: true });
  await first.getByLabel("Who, as both of you call them").fill("On-call colleague");
  await first.getByLabel("Contact").fill("on-call");
  await editor.getByLabel("Reference").fill("Ward 3, file 117");
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
  await agree(patient);
}

for (const season of ["winter", "summer"] as const) {
  test(`Friday, half past nine in the evening in ${season}, chest pain: people who are there now, not Monday`, async ({ people, relay, onCall }) => {
    test.setTimeout(180_000);
    const { therapist, patient } = await people.pair();
    const noor = await people.another(therapist, "Noor");
    await agreeOnMondays(therapist, patient);
    await write(noor, "I have waited longer, but with nothing that cannot wait.");
    const evening = fridayEvening(season);
    await (await DemoClock.of(patient)).go(evening.toISOString(), patient, therapist);
    const prompt = patient.getByRole("region", { name: "This sounds like it cannot wait" });

    await test.step("the prompt comes while they type, and says when somebody reads here", async () => {
      await field(patient).pressSequentially(CHEST);
      await expect(prompt).toBeVisible();
      await expect(prompt).toContainText(/Nobody is reading here right now\. The next time for reading is Monday .*\(09:00–11:00 in Berlin\)/);
      await prompt.getByLabel("Your country").selectOption("DE");
      await expect(prompt.getByRole("link").first()).toHaveAttribute("href", "tel:112");
    });

    const asked = listenTo(patient);
    await test.step("the letter goes at once, with the mark that asks for somebody, and the colleague hears of it", async () => {
      await keep(patient).click();
      await expect(state(patient, CHEST)).toContainText("With the clinic since");
      await expect(prompt).toContainText("Your letter has been with the clinic since");
      const notice = await onCall.first();
      expect(notice.reference).toBe("Ward 3, file 117");
      expect(saidIn(notice)).not.toMatch(/chest|pain|Mira/i);
      expect(new Date(notice.letter_at).getTime() - evening.getTime()).toBeLessThan(HOURS / 4);
      expect(await markOf(patient, CHEST, asked)).toBe(PAGE);
    });

    await test.step("the patient sees who was told, and the therapist finds it before what came earlier", async () => {
      await expect.poll(() => steps(patient, CHEST)).toEqual([BEGUN, TOLD]);
      await expect(ladder(patient, CHEST)).toContainText("Nobody has answered yet.");
      await expect(prompt).toContainText(/Your clinic is being told, since .*\. Nobody has answered yet\./);
      await goTo(therapist, "Today");
      const entries = therapist.getByTestId("today-entry");
      await expect(entries.getByRole("heading")).toHaveText(["Mira", "Noor"]);
      await expect(entries.first()).toContainText("Words about a medical emergency that sound like danger in this minute.");
      await expect(entries.first()).toContainText("Somebody is being called because of it, since");
    });

    await test.step("the colleague takes it on, and the patient hears that on the same evening", async () => {
      const colleague = await (await people.browserFor(THERAPIST_ZONE)).newPage();
      await colleague.goto((await onCall.first()).acknowledge_url);
      await colleague.getByRole("button").click();
      await expect.poll(() => steps(patient, CHEST)).toEqual([BEGUN, TOLD, TAKEN]);
      await expect(prompt).toContainText("On-call colleague has taken this on");
      const now = await relay.pass(0);
      expect(now.getTime() - evening.getTime(), "milliseconds after half past nine").toBeLessThan(HOURS / 4);
      expect(onCall.notices).toHaveLength(1);
    });

    await test.step("and the therapist reads all of it", async () => {
      await openLetters(therapist, "Mira");
      await expect(letter(therapist, CHEST)).toBeVisible();
      await expect.poll(() => steps(therapist, CHEST)).toEqual([BEGUN, TOLD, TAKEN]);
    });
  });
}
