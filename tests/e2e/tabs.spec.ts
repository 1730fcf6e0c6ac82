import { field, letter, openLetters, state, write } from "./support/letters.ts";
import { expect, test } from "./support/test.ts";

const BY_ITSELF = { timeout: 60_000 };

test("two tabs show the same, and send each letter once", async ({ people, relay }) => {
  const { therapist, patient: first } = await people.pair();
  const second = await first.context().newPage();
  await second.goto(relay.patientOrigin);
  await expect(field(second)).toBeVisible();

  await write(first, "Written in the first tab.");
  await expect(state(second, "Written in the first tab.")).toContainText("With the clinic since");
  await write(second, "Written in the second tab.");
  await expect(state(first, "Written in the second tab.")).toContainText("With the clinic since");

  await openLetters(therapist, "Mira");
  await write(therapist, "Both of them are here.");
  for (const page of [first, second]) {
    await expect(letter(page, "Both of them are here.")).toHaveCount(1);
    await expect(page.getByTestId("letter")).toHaveCount(3);
  }
  await expect(therapist.getByTestId("letter")).toHaveCount(3);
});

test("when the tab that wrote is closed, the other one sends", async ({ people, relay }) => {
  const { therapist, patient: first } = await people.pair();
  const second = await first.context().newPage();
  await second.goto(relay.patientOrigin);
  await expect(field(second)).toBeVisible();
  await relay.kill();
  const words = "Written in a tab that is gone.";
  await write(first, words);
  await first.close();

  await relay.restart();
  await expect(state(second, words)).toContainText("With the clinic since", BY_ITSELF);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, words)).toHaveCount(1, BY_ITSELF);
});

test("a draft follows from tab to tab, and is gone everywhere once it is a letter", async ({ people, relay }) => {
  const { patient: first } = await people.pair();
  const second = await first.context().newPage();
  await second.goto(relay.patientOrigin);
  await expect(field(second)).toBeVisible();

  await field(first).fill("Half a");
  await expect(field(second)).toHaveValue("Half a");
  await field(second).fill("Half a letter");
  await expect(field(first)).toHaveValue("Half a letter");
  await first.reload();
  await expect(field(first)).toHaveValue("Half a letter");

  await write(first, "Half a letter, finished.");
  await expect(field(second)).toHaveValue("");
  await expect(letter(second, "Half a letter, finished.")).toHaveCount(1);
  await second.reload();
  await expect(letter(second, "Half a letter, finished.")).toHaveCount(1);
  await expect(field(second)).toHaveValue("");
});
