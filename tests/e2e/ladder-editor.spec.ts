import { faultsOf } from "./support/axe.ts";
import { fillLadder } from "./support/ladder.ts";
import { goTo } from "./support/people.ts";
import { hoursAhead, openEditor, setHours } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

test("a call list is written, weighed, seen as the patient will see it, agreed and changed", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await openEditor(therapist, "Mira");
  await setHours(therapist, hoursAhead());
  await fillLadder(therapist);
  const editor = therapist.getByTestId("ladder-editor");
  await expect(editor).toContainText("a call is worth it from a likelihood of 5 in 100 on.");
  await expect(editor).toContainText("about 10 of 1,000 messages");
  await editor.getByLabel("What a call costs that was not needed").fill("6");
  await expect(editor).toContainText("Only words that sound like danger in this minute call somebody: about 2 of 1,000");
  await editor.getByLabel("What a call costs that was not needed").fill("1");
  const preview = therapist.getByTestId("preview");
  await expect(preview).toContainText("Words that sound like danger in this minute call somebody, and urgent words do.");
  await expect(preview).toContainText("1. Dr. Weber. If there is no answer within 10 minutes, the next.");
  await expect(preview).toContainText("2. On-call colleague, with 5 minutes to answer.");
  await expect(preview).toContainText("It can be that nobody answers");
  expect(await faultsOf(therapist)).toEqual([]);

  // A contact that the clinic's list could not have is said at once.
  const contact = editor.getByRole("group", { name: "Step 1", exact: true }).getByLabel("Contact");
  await contact.fill("Dr Weber");
  await expect(editor).toContainText("Use 1 to 40 small letters, digits and hyphens.");
  await contact.fill("weber");
  await therapist.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(therapist.getByTestId("proposal-state")).toContainText("is with the clinic");

  await goTo(patient, "Rhythm");
  await expect(patient.getByText("2. On-call colleague, with 5 minutes to answer.")).toBeVisible();
  await patient.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(patient.getByRole("heading", { name: "What is agreed" })).toBeVisible();
  await expect(patient.getByText("know whom it is about by: Ward 3, file 117.")).toBeVisible();
  expect(await faultsOf(patient)).toEqual([]);

  await openEditor(therapist, "Mira");
  // A list that calls nobody cannot be proposed; which words call somebody is said when that changes.
  const cost = therapist.getByTestId("ladder-editor").getByLabel("What a call costs that was not needed");
  await cost.fill("20");
  await expect(therapist.getByTestId("ladder-editor")).toContainText("that somebody would be called.");
  await cost.fill("6");
  await expect(therapist.getByTestId("changes")).toContainText("Only words that sound like danger in this minute call somebody.");
  await therapist.getByRole("button", { name: "No call list" }).click();
  await expect(therapist.getByTestId("changes")).toContainText("nobody is told any more when words sound like danger");
});
