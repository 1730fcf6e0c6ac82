import { letter, openLetters, state, write } from "./support/letters.ts";
import { goTo, PATIENT_ZONE, THERAPIST_ZONE } from "./support/people.ts";
import { proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { clockIn, nextAt } from "./support/times.ts";

test("the rhythm is a picture with a name and a description, and a table with the same in it", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  const { opens, closes } = await proposeAndAgree(therapist, patient);
  const own = [opens, closes].map((time) => clockIn(PATIENT_ZONE, nextAt(time, THERAPIST_ZONE, new Date()))).join("–");
  // All of it inside one window, so that it is in the picture of one week whatever the day is.
  await skip(patient);
  await write(patient, "A letter to see in the picture.");
  await expect(state(patient, "A letter to see in the picture.")).toContainText("Answer:");
  await openLetters(therapist, "Mira");
  await write(therapist, "An answer to see in the picture.");
  await expect(letter(patient, "An answer to see in the picture.")).toBeVisible();
  await write(patient, "And another letter, in the window.");

  await goTo(patient, "Rhythm");
  await expect(patient.getByRole("heading", { level: 1 })).toBeFocused();
  const tide = patient.getByTestId("tide");
  const picture = tide.getByRole("img", { name: /^Rhythm, / }).first();
  await expect(picture).toBeVisible();
  await expect(picture.locator("> desc")).toContainText(`Dr Lind reads and answers: `);
  await expect(picture.locator("> desc")).toContainText(own);

  await tide.getByText("As a table").click();
  const rows = tide.getByRole("table").getByRole("row");
  await expect(tide.getByRole("columnheader")).toHaveText(["When", "What"]);
  await expect(rows.filter({ hasText: /Window/ }).filter({ hasText: own }).first()).toBeVisible();
  await expect(rows.filter({ hasText: /You wrote, / })).toHaveCount(2);
  await expect(rows.filter({ hasText: /Dr Lind wrote, / })).toHaveCount(1);

  // The marks in the picture carry the same names as the rows.
  const marks = picture.locator("svg.tide-mark > title");
  await expect(marks.filter({ hasText: "You wrote, " })).toHaveCount(2);
  await expect(marks.filter({ hasText: "Dr Lind wrote, " })).toHaveCount(1);
  await expect(picture.locator("svg.tide-float")).toHaveCount(1);
  await expect(picture.getByText("Now", { exact: true })).toBeVisible();

  // Every window of the week is in both.
  const bands = await picture.locator("rect.tide-band").count();
  await expect(rows.filter({ hasText: /Window/ })).toHaveCount(bands);
});

test("what became of the promises is a list, and a week can be left and found again", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await goTo(patient, "Rhythm");
  await expect(patient.getByText("Here you will see, for each answer that was promised, whether it came.")).toBeVisible();
  await goTo(patient, "Letters");
  await write(patient, "A letter that gets its answer.");
  await expect(state(patient, "A letter that gets its answer.")).toContainText("Answer:");
  await goTo(patient, "Rhythm");
  await expect(patient.getByTestId("promise")).toHaveText(/: an answer is promised\.$/);

  await skip(patient);
  await openLetters(therapist, "Mira");
  await write(therapist, "Here it is.");
  await expect(patient.getByTestId("promise")).toHaveText(/: answered .*\.$/);

  const tide = patient.getByTestId("tide");
  await expect(tide.getByRole("heading", { name: "This week" })).toBeVisible();
  await tide.getByRole("button", { name: "A week on" }).click();
  await expect(tide.getByRole("heading", { name: "This week" })).toHaveCount(0);
  await expect(tide.locator("svg.tide-float")).toHaveCount(0);
  await tide.getByRole("button", { name: "Back to this week" }).click();
  await expect(tide.getByRole("heading", { name: "This week" })).toBeVisible();
});

test("before anything is agreed the page says what will be here", async ({ people }) => {
  const { patient } = await people.pair();
  await goTo(patient, "Rhythm");
  await expect(patient.getByRole("heading", { name: "Your rhythm will be here" })).toBeVisible();
  await expect(patient.getByTestId("tide")).toHaveCount(0);
});
