import { at, drag, expectWindow, grid, row, said, settled, swipe } from "./support/grid.ts";
import { openEditor, proposeAndAgree, skip, WORKDAYS } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

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
