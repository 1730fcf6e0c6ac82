import type { Page } from "@playwright/test";
import { field, keep, letter, openLetters, write } from "./support/letters.ts";
import { goTo } from "./support/people.ts";
import { keepAndLeave, prompt, putAway } from "./support/prompt.ts";
import { expect, test } from "./support/test.ts";

const URGENT = "I want to kill myself and I am tired of pretending.";
const AGAIN = "Today is worse. I want to kill myself.";

/** What the therapist reads of what was noticed. */
function noticedIn(page: Page) {
  return page.getByTestId("noticed");
}

for (const [way, name] of [
  ["emptied", "This is not what I meant"],
  ["emptied", "Close"],
  ["written over", "This is not what I meant"],
  ["written over", "Close"],
  ["emptied, and the app opened again", "This is not what I meant"],
] as const) {
  test(`what was put away with "${name}" is forgotten once the field is ${way}`, async ({ people }) => {
    const { therapist, patient } = await people.pair();
    await field(patient).fill(URGENT);
    await putAway(patient, name);
    if (way === "written over") await field(patient).press("ControlOrMeta+a");
    else await field(patient).fill("");
    if (way.includes("again")) {
      await patient.reload();
      await expect(field(patient)).toHaveValue("");
    }
    await field(patient).pressSequentially(AGAIN);
    await expect(field(patient)).toHaveValue(AGAIN);
    await expect(prompt(patient)).toBeVisible();
    await keep(patient).click();
    await expect(letter(patient, AGAIN)).toBeVisible();
    await openLetters(therapist, "Mira");
    await expect(letter(therapist, AGAIN)).toBeVisible();
    await expect(noticedIn(therapist)).toHaveCount(1);
  });
}

test("what was written before is looked at again as soon as its page is open", async ({ people }) => {
  const { patient } = await people.pair();
  await field(patient).fill(URGENT);
  await expect(prompt(patient)).toBeVisible();
  await patient.reload();
  await expect(prompt(patient)).toBeVisible();
  await expect(field(patient)).toHaveValue(URGENT);
  await goTo(patient, "My plan");
  await expect(prompt(patient)).toHaveCount(0);
  await patient.goBack();
  await expect(prompt(patient)).toBeVisible();
});

test("the prompt of a letter that waits is there again after another page, until it is put away", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, URGENT);
  await expect(prompt(patient)).toContainText("Your letter has been with the clinic since");
  const there = async () => {
    await goTo(patient, "My plan");
    await expect(field(patient)).toHaveCount(0);
    await goTo(patient, "Letters");
    await expect(letter(patient, URGENT)).toBeVisible();
  };
  await there();
  await expect(prompt(patient)).toContainText("Your letter has been with the clinic since");
  await putAway(patient, "Close");
  await there();
  await expect(prompt(patient)).toHaveCount(0);
});

test("what was not meant in one tab is not meant in the other, and only in that letter", async ({ people, relay }) => {
  const { therapist, patient: first } = await people.pair();
  const second = await first.context().newPage();
  await second.goto(relay.patientOrigin);
  await first.bringToFront();
  await field(first).fill(URGENT);
  await expect(field(second)).toHaveValue(URGENT);
  await expect(prompt(second)).toBeVisible();
  await putAway(first, "This is not what I meant");
  await expect(prompt(second)).toHaveCount(0);
  await keep(second).click();
  await expect(field(first)).toHaveValue("");
  await field(first).fill(AGAIN);
  await expect(prompt(first)).toBeVisible();
  await keep(first).click();
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, AGAIN)).toBeVisible();
  await expect(noticedIn(therapist)).toHaveCount(1);
});

test("a prompt in one tab says where the letter is that another has sent", async ({ people, relay }) => {
  const { patient: first } = await people.pair();
  const second = await first.context().newPage();
  await second.goto(relay.patientOrigin);
  await first.bringToFront();
  await field(first).fill(URGENT);
  await expect(prompt(first)).toContainText("Your letter has not left this device.");
  await expect(field(second)).toHaveValue(URGENT);
  await keep(second).click();
  await expect(letter(first, URGENT)).toBeVisible();
  await expect(prompt(first)).toContainText("Your letter has been with the clinic since");
});

test("the prompt of a letter that was sent as the page was left is there when it is opened again", async ({ people }) => {
  const { patient } = await people.pair();
  await field(patient).pressSequentially(URGENT);
  await expect(prompt(patient)).toBeVisible();
  await keepAndLeave(patient);
  await expect(field(patient)).toHaveCount(0);
  await goTo(patient, "Letters");
  await expect(letter(patient, URGENT)).toBeVisible();
  await expect(prompt(patient)).toContainText("Your letter has been with the clinic since");
});
