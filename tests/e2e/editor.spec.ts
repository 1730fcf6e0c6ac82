import { look } from "./support/gallery.ts";
import { at, drag, expectWindow, row, said, show } from "./support/grid.ts";
import { state, write } from "./support/letters.ts";
import { goTo } from "./support/people.ts";
import { openEditor, propose, proposeAndAgree, setHours, WORKDAYS } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

test("time away is chosen on a calendar, by keyboard and by pointer", async ({ people }) => {
  const { therapist } = await people.pair();
  await openEditor(therapist, "Mira");
  await therapist.getByLabel("Counts from").fill("2027-02-01");
  await therapist.reload();
  const month = therapist.getByRole("group", { name: "Time away on a calendar" });
  await expect(month.locator("#month-name")).toHaveText("February 2027");
  const focused = therapist.locator(":focus");
  await month.getByRole("button", { name: "Month after" }).click();
  await therapist.keyboard.press("Tab");
  await expect(focused).toHaveAttribute("aria-label", "Monday, 1 March 2027, a window");
  for (const key of ["ArrowDown", "ArrowDown", "End"]) await therapist.keyboard.press(key);
  await expect(focused).toHaveAttribute("aria-label", "Sunday, 21 March 2027");
  await therapist.keyboard.press("ArrowRight");
  await therapist.keyboard.press("Enter");
  await expect(therapist.getByText("First day: 22 March 2027. Now choose the last one.")).toBeVisible();
  for (const key of ["PageDown", "PageUp", "ArrowDown", "ArrowRight", "Enter"]) await therapist.keyboard.press(key);
  await expect(therapist.getByText("Away: 22 to 30 March 2027.")).toBeVisible();
  await expect(focused).toHaveAttribute("aria-label", "Tuesday, 30 March 2027, away");
  const away = therapist.getByRole("group", { name: "Time away 1", exact: true });
  await expect(away.getByLabel("First day")).toHaveValue("2027-03-22");
  await expect(away.getByLabel("Last day")).toHaveValue("2027-03-30");

  // By pointer, the last day first.
  await month.getByRole("button", { name: "Month after" }).click();
  await month.getByRole("button", { name: "Friday, 16 April 2027, a window" }).click();
  await therapist.keyboard.press("Escape");
  await expect(therapist.getByText("Nothing was added.")).toBeVisible();
  await month.getByRole("button", { name: "Friday, 16 April 2027, a window" }).click();
  await month.getByRole("button", { name: "Monday, 12 April 2027, a window" }).click();
  await expect(therapist.getByText("Away: 12 to 16 April 2027.")).toBeVisible();

  // A day away leads to its fields; what is typed there is on the calendar.
  await month.getByRole("button", { name: "Wednesday, 14 April 2027, away" }).click();
  await expect(therapist.locator("#away-1-from")).toBeFocused();
  await therapist.locator("#away-1-note").fill("Easter");
  await therapist.locator("#away-1-until").fill("2027-04-15");
  await expect(month.getByRole("button", { name: "Wednesday, 14 April 2027, away: Easter" })).toBeVisible();
  await expect(month.getByRole("button", { name: "Friday, 16 April 2027, a window" })).toBeVisible();
});

test("what is typed stays on the device, and beginning again can be taken back", async ({ people }) => {
  const { therapist } = await people.pair();
  await openEditor(therapist, "Mira");
  const kept = therapist.getByText("What you change here is kept on this device until you propose it.");
  await expect(kept).toHaveCount(0);
  await row(therapist, 1).getByLabel("Opens").fill("14:30");
  await expect(kept).toBeVisible();
  await goTo(therapist, "Today");
  await openEditor(therapist, "Mira");
  await expectWindow(therapist, 1, WORKDAYS, "14:30", "17:00");

  // A template in the place of what was typed is not the end of it.
  await therapist.getByRole("button", { name: "Tuesday and Friday 15:00–17:00" }).click();
  await expectWindow(therapist, 1, ["Tuesday", "Friday"], "15:00", "17:00");
  await expect(said(therapist)).toContainText("The windows were replaced.");
  await therapist.getByRole("button", { name: "Undo", exact: true }).click();
  await expectWindow(therapist, 1, WORKDAYS, "14:30", "17:00");

  await therapist.getByRole("button", { name: "Start again", exact: true }).click();
  await expectWindow(therapist, 1, WORKDAYS, "15:00", "17:00");
  await expect(kept).toHaveCount(0);
  await therapist.getByRole("button", { name: "Undo", exact: true }).click();
  await expectWindow(therapist, 1, WORKDAYS, "14:30", "17:00");
  await expect(kept).toBeVisible();
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");
  await expect(kept).toHaveCount(0);
});

test("what is worth knowing is said with its dates, and a date too soon has a way out", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await goTo(therapist, "Today");
  await openEditor(therapist, "Mira");
  const warnings = therapist.getByTestId("warnings");
  // Berlin and New York change their clocks on different days.
  await expect(warnings.getByText("the two of you change your clocks on different days").first()).toBeVisible();
  await expect(warnings).not.toContainText("no window opens");
  await therapist.getByRole("button", { name: "Add time away" }).click();
  const from = new Date(Date.now() + 40 * 86_400_000);
  const until = new Date(Date.now() + 52 * 86_400_000);
  await therapist.locator("#away-0-from").fill(from.toISOString().slice(0, 10));
  await therapist.locator("#away-0-until").fill(until.toISOString().slice(0, 10));
  await expect(warnings).toContainText("no window opens, for");

  await therapist.getByLabel("Counts from").fill(new Date().toISOString().slice(0, 10));
  await expect(therapist.getByText("a change is announced at least 48 hours before").first()).toBeVisible();
  await therapist.getByRole("button", { name: /^Let it count from/ }).click();
  await expect(therapist.getByText("a change is announced at least 48 hours before")).toHaveCount(0);
  await expect(therapist.getByTestId("changes")).toContainText("Added time away:");
});

test("a failed proposal leads to its first wrong field", async ({ people }) => {
  const { therapist } = await people.pair();
  await openEditor(therapist, "Mira");
  const propose = therapist.getByRole("button", { name: "Propose", exact: true });
  await therapist.getByLabel("Notice of a change, in hours").fill("");
  await therapist.getByRole("button", { name: "Add time away" }).click();
  await propose.click();
  await expect(therapist.locator("#away-0-from")).toBeFocused();
  await therapist.getByRole("button", { name: "Your own" }).click();
  await propose.click();
  await expect(therapist.getByRole("button", { name: "Add a window" })).toBeFocused();
  await therapist.getByRole("button", { name: "Add a window" }).click();
  await row(therapist, 1).getByLabel("Opens").fill("10:00");
  await row(therapist, 1).getByLabel("Closes").fill("11:00");
  await propose.click();
  await expect(row(therapist, 1).getByRole("checkbox", { name: "Monday" })).toBeFocused();
});

test("agreeing: what changes in the patient's hours, a letter about it, what stands, and the history", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await propose(therapist, "Mira", { days: WORKDAYS, opens: "15:00", closes: "17:00" });
  await goTo(patient, "Rhythm");
  await patient.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(patient.getByRole("heading", { name: "What is agreed" })).toBeVisible();
  await goTo(patient, "Letters");
  const words = "Promised under the first version.";
  await write(patient, words);
  await expect(state(patient, words)).toContainText("Answer:");

  await openEditor(therapist, "Mira");
  await drag(therapist, [2, "16:00"], [2, "10:00"]);
  const preview = therapist.getByTestId("preview");
  await expect(preview.getByTestId("changes").getByRole("listitem").first()).toHaveText(/^It counts from .+ in Berlin\.$/);
  await expect(preview.getByTestId("changes")).toContainText("Changed: Monday to Friday 03:00–05:00 (09:00–11:00 in Berlin). Until now: Monday to Friday 09:00–11:00 (15:00–17:00 in Berlin).");
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");

  await goTo(patient, "Rhythm");
  const proposal = patient.getByTestId("proposal");
  const change = await preview.getByTestId("changes").innerText();
  await expect(proposal.getByTestId("changes")).toHaveText(change.replaceAll("\n", ""));
  await expect(proposal).toContainText("Answers that are already promised stand");
  await proposal.getByLabel("Look at the week").selectOption({ index: 1 });
  await proposal.getByRole("button", { name: "Write about it" }).click();
  await expect(patient.locator("#letter-field")).toBeFocused();

  await goTo(patient, "Rhythm");
  await proposal.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(proposal).toHaveCount(0);
  const versions = patient.getByTestId("version");
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText("Version 2, counts from");
  await expect(versions.first()).toContainText("Proposed by Dr Lind:");
  await expect(versions.first()).toContainText("Agreed to by you:");
  await expect(versions.first()).toContainText("Changed: Monday to Friday 09:00–11:00 in Berlin. Until now: Monday to Friday 15:00–17:00 in Berlin.");
  await expect(versions.last()).toContainText("Version 1, counts from");
  await expect(versions.last()).toContainText("The first rhythm");
  await goTo(patient, "Letters");
  await expect(state(patient, words)).toContainText("Answer:");
});

test("the emergency number of the chosen country stands in the agreement, and none before", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await goTo(patient, "Rhythm");
  await expect(patient.getByText("The emergency number is there, too, once you have chosen your country.")).toBeVisible();
  await patient.goto(new URL("/help", patient.url()).href);
  await patient.locator("#help-country").selectOption("DE");
  await goTo(patient, "Rhythm");
  await expect(patient.getByRole("link", { name: "Call 112" })).toHaveAttribute("href", "tel:112");
});

test("an agreement full to the brim: no fault, no sideways scrolling", async ({ people, relay }) => {
  test.slow();
  const { therapist } = await people.pair();
  await openEditor(therapist, "Mira");
  await setHours(therapist, { days: ["Saturday"], opens: "22:30", closes: "00:30" });
  await row(therapist, 1).getByLabel("Comes").selectOption("2");
  for (let number = 2; number <= 12; number += 1) {
    await therapist.getByRole("button", { name: "Add a window" }).click();
    const opens = 6 + number;
    await row(therapist, number).getByRole("checkbox", { name: WORKDAYS[number % 5]! }).check({ force: true });
    await row(therapist, number).getByLabel("Opens").fill(`${String(opens).padStart(2, "0")}:00`);
    await row(therapist, number).getByLabel("Closes").fill(`${String(opens).padStart(2, "0")}:45`);
  }
  for (let number = 0; number < 10; number += 1) {
    await therapist.getByRole("button", { name: "Add time away" }).click();
    const month = String(number + 1).padStart(2, "0");
    await therapist.locator(`#away-${number}-from`).fill(`2027-${month}-05`);
    await therapist.locator(`#away-${number}-until`).fill(`2027-${month}-0${(number % 4) + 6}`);
    await therapist.locator(`#away-${number}-note`).fill("Fortbildung in Verhaltenstherapie");
  }
  const editor = new URL(therapist.url()).pathname;
  for (const language of ["en", "de"]) {
    await therapist.goto(`${relay.therapistOrigin}/settings`);
    await therapist.locator("#settings-language").selectOption(language);
    const open = async () => {
      await therapist.setViewportSize({ width: 1280, height: 900 });
      await therapist.goto(relay.therapistOrigin + editor);
      // In a long list rows that are whole are folded, and say what is in them.
      await expect(therapist.locator("#away-9 summary")).toContainText("Fortbildung");
      await expect(therapist.locator("#away-9-note")).toBeHidden();
      await show(therapist);
      const block = await at(therapist, 5, "23:00");
      await therapist.mouse.click(block.x, block.y);
      await expect(therapist.getByTestId("chosen-window")).toBeVisible();
    };
    await look(therapist, language, [{ name: "therapist-agreement-full", open }]);
  }
});
