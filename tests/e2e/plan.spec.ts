import { faultsOf } from "./support/axe.ts";
import { field, keep, state, write } from "./support/letters.ts";
import { goTo, onDevice } from "./support/people.ts";
import { addPerson, keepPlan, openPlan, openPlanOf, part, plan } from "./support/plan.ts";
import { proposeAndAgree } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

const SIGNS = "Signs that it is getting hard";
const HELPS = "What helps me";
const URGENT = "I want to kill myself and I am tired of pretending.";

test("the plan is written by both: who kept what, and when, stays to be read", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await openPlan(patient);
  await expect(patient.getByRole("heading", { name: "Your plan will be here" })).toBeVisible();
  await patient.getByRole("button", { name: "Begin the plan" }).click();
  await expect(part(patient, SIGNS)).toBeFocused();
  await part(patient, HELPS).fill("round the block with the dog\ncold water on my hands");
  await addPerson(patient, "Tom", "+49 (0)30 123 45");
  expect(await faultsOf(patient)).toEqual([]);
  await keepPlan(patient);
  await expect(plan(patient)).toContainText("cold water on my hands");
  await expect(plan(patient).getByRole("link", { name: "Call Tom: +49 (0)30 123 45" })).toHaveAttribute("href", "tel:+493012345");

  await openPlanOf(therapist, "Mira");
  await expect(plan(therapist)).toContainText("Version 1, by Mira");
  await therapist.getByRole("button", { name: "Change the plan" }).click();
  await expect(part(therapist, HELPS)).toHaveValue("round the block with the dog\ncold water on my hands");
  await part(therapist, SIGNS).fill("I stop answering friends");
  await keepPlan(therapist);

  await expect(plan(patient)).toContainText("I stop answering friends");
  await expect(plan(patient)).toContainText("Version 2, by Dr Lind");
  await patient.getByText("Earlier versions").click();
  const latest = patient.getByTestId("plan-version").first();
  await expect(latest).toContainText("New: I stop answering friends");
  for (const page of [patient, therapist]) expect(await faultsOf(page)).toEqual([]);

  // Undo: the first version counts again, as a third.
  await patient.getByTestId("plan-version").last().getByRole("button", { name: "Go back to this version" }).click();
  await expect(plan(patient)).toContainText("Version 3, by you");
  await expect(plan(patient)).not.toContainText("I stop answering friends");
  await expect(plan(therapist)).toContainText("Version 3, by Mira");
  await expect(therapist.getByText("Earlier versions")).toBeVisible();
});

test("without a connection it is read and changed, the draft stays, and what was kept goes out by itself", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await openPlan(patient);
  await patient.getByRole("button", { name: "Begin the plan" }).click();
  await part(patient, HELPS).fill("the dog");
  await keepPlan(patient);
  await onDevice(patient);
  await openPlanOf(therapist, "Mira");
  await expect(plan(therapist)).toContainText("the dog");

  await relay.kill();
  await patient.reload();
  await expect(plan(patient)).toContainText("the dog");
  await patient.getByRole("button", { name: "Change the plan" }).click();
  await part(patient, HELPS).fill("the dog\na bath");
  await patient.getByRole("button", { name: "Not now" }).click();
  await expect(patient.getByText("You have begun changes.")).toBeVisible();
  // Long enough to be on disk: the same draft is there after the page is opened again.
  await expect(async () => {
    await patient.reload();
    await patient.getByRole("button", { name: "Go on with the changes" }).click();
    await expect(part(patient, HELPS)).toHaveValue("the dog\na bath", { timeout: 500 });
  }).toPass();
  await keepPlan(patient);
  await expect(plan(patient)).toContainText("Kept on this device. It goes out by itself.");
  await relay.restart();
  await expect(plan(therapist)).toContainText("a bath", { timeout: 45_000 });
  await expect(plan(patient)).not.toContainText("Kept on this device");
});

test("changes thrown away can be brought back", async ({ people }) => {
  const { patient } = await people.pair();
  await openPlan(patient);
  await patient.getByRole("button", { name: "Begin the plan" }).click();
  await part(patient, HELPS).fill("the dog");
  await patient.getByRole("button", { name: "Throw the changes away" }).click();
  await expect(patient.getByText("The changes are thrown away.")).toBeVisible();
  await patient.getByRole("button", { name: "Bring them back" }).click();
  await expect(part(patient, HELPS)).toHaveValue("the dog");
});

test("what both wrote without seeing each other's stays, is said plainly, and is brought together", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await openPlan(patient);
  await patient.getByRole("button", { name: "Begin the plan" }).click();
  await part(patient, HELPS).fill("the dog");
  await keepPlan(patient);
  await openPlanOf(therapist, "Mira");
  await expect(plan(therapist)).toContainText("the dog");
  await onDevice(patient);
  await onDevice(therapist);
  await relay.kill();
  for (const [page, line] of [[patient, "a bath"], [therapist, "a walk"]] as const) {
    await page.getByRole("button", { name: "Change the plan" }).click();
    await part(page, HELPS).fill(`the dog\n${line}`);
    await keepPlan(page);
  }
  await relay.restart();
  for (const [page, name] of [[patient, "Dr Lind"], [therapist, "Mira"]] as const) {
    await expect(page.getByText(`You and ${name} have both changed the plan`)).toBeVisible({ timeout: 45_000 });
    await expect(plan(page)).toHaveCount(2);
  }
  await therapist.getByRole("button", { name: "Bring them together" }).click();
  const value = await part(therapist, HELPS).inputValue();
  expect(value.split("\n").sort()).toEqual(["a bath", "a walk", "the dog"]);
  await keepPlan(therapist);
  for (const page of [therapist, patient]) {
    await expect(plan(page)).toHaveCount(1);
    await expect(plan(page)).toContainText("a bath");
    await expect(plan(page)).toContainText("a walk");
  }
  // And once more from there: nothing of before comes up again.
  await patient.getByRole("button", { name: "Change the plan" }).click();
  await part(patient, SIGNS).fill("I lie awake");
  await keepPlan(patient);
  await expect(plan(therapist)).toContainText("I lie awake");
  await expect(plan(therapist)).toHaveCount(1);
});

test("the prompt shows the first of what helps and whom to call, without a connection too, and the words for them", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await openPlan(patient);
  await patient.getByRole("button", { name: "Begin the plan" }).click();
  await part(patient, HELPS).fill("the dog\na bath\nthat one record\nsleep");
  await part(patient, SIGNS).fill("I lie awake");
  await addPerson(patient, "Tom", "030 123 45");
  await keepPlan(patient);
  await onDevice(patient);
  await relay.kill();
  await goTo(patient, "Letters");
  await patient.reload();
  await field(patient).pressSequentially(URGENT);
  const prompt = patient.getByRole("region", { name: "This sounds very hard" });
  await expect(prompt.getByRole("heading", { name: "From your plan" })).toBeVisible();
  await expect(prompt).toContainText("that one record");
  await expect(prompt.getByText("sleep", { exact: true })).toBeHidden();
  await expect(prompt.getByRole("link", { name: "Call Tom: 030 123 45" })).toHaveAttribute("href", "tel:03012345");

  // A press that was on its way before the prompt came does nothing.
  await expect(async () => {
    await prompt.getByText("More of your plan").click();
    await expect(prompt.getByText("sleep", { exact: true })).toBeVisible({ timeout: 200 });
  }).toPass();
  await expect(prompt.getByText("I lie awake")).toBeVisible();
  await expect(async () => {
    await prompt.getByText("Words for someone you trust").click();
    await expect(prompt.getByLabel("To", { exact: true })).toBeVisible({ timeout: 200 });
  }).toPass();
  await prompt.getByLabel("To", { exact: true }).selectOption({ label: "Tom (030 123 45)" });
  await prompt.getByLabel("Your words").fill("Come over?");
  await expect(prompt.getByRole("link", { name: "Send as a text message" })).toHaveAttribute("href", "sms:03012345?&body=Come%20over%3F");
});

test("while a promise is open a quiet line leads to the plan, and none where there is no plan", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await write(patient, "How was your week?");
  await expect(state(patient, "How was your week?")).toContainText("Answer:");
  await expect(patient.getByText("While you wait: your plan.")).toHaveCount(0);
  await openPlan(patient);
  await patient.getByRole("button", { name: "Begin the plan" }).click();
  await part(patient, HELPS).fill("the dog");
  await keepPlan(patient);
  await goTo(patient, "Letters");
  await expect(patient.getByText("While you wait: your plan.")).toBeVisible();
  await expect(keep(patient)).toBeVisible();
  await patient.getByRole("link", { name: "Open your plan" }).click();
  await expect(patient.getByRole("heading", { name: "My plan", level: 1 })).toBeFocused();
});
