import { look } from "./support/gallery.ts";
import { at, drag, expectWindow, grid, row, said, settled, show, swipe } from "./support/grid.ts";
import { state, write } from "./support/letters.ts";
import { goTo } from "./support/people.ts";
import { openEditor, propose, proposeAndAgree, setHours, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

const WORKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
/** What a phone is: narrow, and touched. */
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };

test("with the mouse: draw, move, stretch, one day apart, and back", async ({ people }) => {
  const { therapist } = await people.pair();
  await openEditor(therapist, "Mira");
  await expectWindow(therapist, 1, WORKDAYS, "15:00", "17:00");

  // Up and down moves the window on all its days.
  await drag(therapist, [2, "16:00"], [2, "14:00"]);
  await expectWindow(therapist, 1, WORKDAYS, "13:00", "15:00");
  await expect(said(therapist)).toHaveText("Wednesday 13:00–15:00");

  // Sideways, one day of it.
  await drag(therapist, [4, "14:00"], [5, "14:00"]);
  await expectWindow(therapist, 1, ["Monday", "Tuesday", "Wednesday", "Thursday", "Saturday"], "13:00", "15:00");

  // At its ends it becomes longer and shorter, by quarters of an hour.
  await drag(therapist, [0, "14:57"], [0, "16:20"]);
  await expectWindow(therapist, 1, ["Monday", "Tuesday", "Wednesday", "Thursday", "Saturday"], "13:00", "16:30");

  // On empty ground a drag draws, and stops where another window begins.
  await drag(therapist, [4, "09:05"], [4, "10:40"]);
  await expectWindow(therapist, 2, ["Friday"], "09:00", "10:45");
  await drag(therapist, [0, "11:00"], [0, "15:00"]);
  await expectWindow(therapist, 3, ["Monday"], "11:00", "13:00");

  // Where there is no room nothing changes, and it says so.
  await drag(therapist, [0, "12:00"], [0, "14:00"]);
  await expectWindow(therapist, 3, ["Monday"], "11:00", "13:00");
  await expect(said(therapist)).toHaveText("There is a window already: Monday 13:00–16:30. Nothing was changed.");

  // One day goes its own way.
  const chosen = therapist.getByTestId("chosen-window");
  const middle = await at(therapist, 1, "14:30");
  await therapist.mouse.click(middle.x, middle.y);
  await chosen.getByRole("button", { name: "Other hours on Tuesday" }).click();
  await chosen.getByRole("button", { name: "Later", exact: true }).click();
  await expectWindow(therapist, 2, ["Tuesday"], "13:15", "16:45");
  await chosen.getByRole("checkbox", { name: "Sunday" }).check({ force: true });
  await expectWindow(therapist, 2, ["Tuesday", "Sunday"], "13:15", "16:45");

  // All of it can be taken back, step by step.
  const undo = therapist.getByRole("button", { name: "Undo", exact: true });
  for (let steps = 0; steps < 8; steps += 1) await undo.click();
  await expect(undo).toHaveCount(0);
  await expectWindow(therapist, 1, WORKDAYS, "15:00", "17:00");
  await expect(row(therapist, 2)).toHaveCount(0);
});

test("with a finger: the page scrolls, a tap draws, and what is chosen moves", async ({ people }) => {
  const therapist = await people.therapist("Dr Lind", PHONE);
  await people.patient();
  await openEditor(therapist, "Mira");
  await therapist.getByRole("button", { name: "Your own" }).click();
  await grid(therapist).scrollIntoViewIfNeeded();
  const scrolled = () => therapist.evaluate(() => window.scrollY);

  // A finger that goes over the grid scrolls the page and draws nothing.
  await therapist.locator("#week-cell-1-12").evaluate((cell) => cell.scrollIntoView({ block: "center" }));
  const before = await scrolled();
  const empty = await at(therapist, 1, "12:00");
  await swipe(therapist, empty, { x: empty.x, y: empty.y - 200 });
  await settled(therapist);
  expect(await scrolled()).toBeGreaterThan(before + 100);
  await expect(row(therapist, 1)).toHaveCount(0);

  // A tap draws an hour; its handles make it longer without scrolling.
  await therapist.locator("#week-cell-1-12").evaluate((cell) => cell.scrollIntoView({ block: "center" }));
  const place = await at(therapist, 1, "12:10");
  await therapist.touchscreen.tap(place.x, place.y);
  await expectWindow(therapist, 1, ["Tuesday"], "12:00", "13:00");
  const still = await scrolled();
  const end = await at(therapist, 1, "13:00");
  await swipe(therapist, { x: end.x, y: end.y + 4 }, { x: end.x, y: end.y + 40 });
  await expectWindow(therapist, 1, ["Tuesday"], "12:00", "14:00");

  // Dragged by its middle it moves, to another day, too.
  const middle = await at(therapist, 1, "13:00");
  await swipe(therapist, middle, await at(therapist, 3, "11:00"));
  await expectWindow(therapist, 1, ["Thursday"], "10:00", "12:00");
  expect(await scrolled()).toBe(still);

  // Let go of, it is part of the page again.
  const beside = await at(therapist, 0, "11:00");
  await therapist.touchscreen.tap(beside.x, beside.y);
  await expect(therapist.getByTestId("chosen-window")).toHaveCount(0);
  const body = await at(therapist, 3, "11:00");
  await swipe(therapist, body, { x: body.x, y: body.y - 150 });
  await settled(therapist);
  expect(await scrolled()).toBeGreaterThan(still + 80);
  await expectWindow(therapist, 1, ["Thursday"], "10:00", "12:00");
});

test("with the keyboard alone, each step said", async ({ people }) => {
  const { therapist } = await people.pair();
  await openEditor(therapist, "Mira");
  const week = grid(therapist);
  const press = async (...keys: string[]) => {
    for (const key of keys) await therapist.keyboard.press(key);
  };
  // One stop of the Tab key; every cell says its hour and what is in it.
  await therapist.getByText("With the keyboard").focus();
  await press("Tab");
  await expect(therapist.locator(":focus")).toHaveAttribute("aria-label", "Monday 15:00, window Monday 15:00–17:00");
  await expect(therapist.locator(":focus")).toHaveRole("gridcell");
  await press("ArrowUp", "End");
  await expect(therapist.locator(":focus")).toHaveAttribute("aria-label", "Sunday 14:00, free");

  // Drawn, moved, stretched, put down.
  await press("Enter");
  await expect(said(therapist)).toHaveText("New window: Sunday 14:00–15:00");
  await press("ArrowDown", "ArrowDown");
  await expect(said(therapist)).toHaveText("Sunday 14:30–15:30");
  await press("Shift+ArrowDown", "Shift+ArrowLeft");
  await expect(said(therapist)).toHaveText("Sunday 14:15–15:45");
  await press("ArrowLeft");
  await expect(said(therapist)).toHaveText("Saturday 14:15–15:45");
  await press("ArrowLeft");
  await expect(said(therapist)).toHaveText("There is a window already: Friday 15:00–17:00. Nothing was changed.");
  await press("Enter");
  await expect(said(therapist)).toHaveText("Put down: Saturday 14:15–15:45");
  await expect(therapist.locator(":focus")).toHaveAttribute("aria-label", "Saturday 14:00, window Saturday 14:15–15:45");
  await expectWindow(therapist, 2, ["Saturday"], "14:15", "15:45");

  // Escape takes back what was done in one hand.
  await press("Enter", "ArrowDown", "ArrowDown", "Shift+ArrowDown", "Escape");
  await expect(said(therapist)).toHaveText("Taken back.");
  await expectWindow(therapist, 2, ["Saturday"], "14:15", "15:45");

  // Across midnight, over two days.
  await press("Enter");
  for (let steps = 0; steps < 36; steps += 1) await press("ArrowDown");
  await expect(said(therapist)).toHaveText("Saturday 23:15–00:45");
  await press("Enter");
  await expect(week.getByRole("gridcell", { name: "Sunday 00:00, window Saturday 23:15–00:45" })).toBeVisible();

  // Removed, and taken back.
  await press("Delete");
  await expect(said(therapist)).toHaveText("Removed: Saturday 23:15–00:45");
  await expect(row(therapist, 2)).toHaveCount(0);
  await press("Control+z");
  await expectWindow(therapist, 2, ["Saturday"], "23:15", "00:45");

  // Tab leaves the grid.
  await press("Tab");
  await expect(therapist.getByRole("checkbox", { name: "Show the night, too" })).toBeFocused();
});

test("what is done with the buttons keeps the keyboard's place, and time takes nothing away", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient, { hours: { days: WORKDAYS, opens: "15:00", closes: "17:00" } });
  await openEditor(therapist, "Mira");
  await therapist.locator("#week-cell-2-15").focus();
  await therapist.keyboard.press("Enter");
  await therapist.keyboard.press("Enter");
  const chosen = therapist.getByRole("group", { name: "Wednesday 15:00–17:00" });
  const later = chosen.getByRole("button", { name: "Later", exact: true });
  await later.focus();
  await therapist.keyboard.press("Enter");
  await therapist.keyboard.press("Enter");
  await expectWindow(therapist, 1, WORKDAYS, "15:30", "17:30");
  await expect(therapist.getByRole("group", { name: "Wednesday 15:30–17:30" }).getByRole("button", { name: "Later", exact: true })).toBeFocused();
  // Time goes on, and nothing of it is lost.
  await skip(therapist);
  await expect(therapist.getByRole("button", { name: "Undo", exact: true })).toBeVisible();
  await therapist.getByTestId("chosen-window").getByRole("button", { name: "Exact times" }).click();
  await expect(row(therapist, 1).getByLabel("Opens")).toBeFocused();
});

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
