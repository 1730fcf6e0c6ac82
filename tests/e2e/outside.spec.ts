import type { Locator, Page } from "@playwright/test";
import { field, letter, openLetters, state, write } from "./support/letters.ts";
import { proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

const QUESTION = "Is our session tomorrow?";

function dialog(therapist: Page): Locator {
  return therapist.getByRole("dialog", { name: "Send this outside the agreed times?" });
}

async function betweenWindows(therapist: Page, patient: Page): Promise<void> {
  await proposeAndAgree(therapist, patient);
  await write(patient, QUESTION);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, QUESTION)).toBeVisible();
}

test("outside the windows a reply can leave at once, with a reason that both sides see", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await betweenWindows(therapist, patient);
  const way = therapist.getByRole("button", { name: "Send outside the rhythm…" });
  await expect(field(therapist)).toBeVisible();
  await expect(way).toHaveCount(0);
  const reply = "Our session is an hour later tomorrow.";
  await field(therapist).fill(reply);
  await way.click();

  // Nothing goes without a reason.
  await dialog(therapist).getByRole("button", { name: "Send it now" }).click();
  await expect(dialog(therapist)).toContainText("Choose a reason.");
  await dialog(therapist).getByLabel("For another reason.").check();
  await dialog(therapist).getByRole("button", { name: "Send it now" }).click();
  await expect(dialog(therapist)).toContainText("Write in a few words why.");
  await dialog(therapist).getByLabel("It is about an appointment.").check();
  await dialog(therapist).getByLabel("In your own words").fill("I did not want you to wait for nothing.");
  const why = "outside the agreed times: it is about an appointment. I did not want you to wait for nothing.";
  await expect(dialog(therapist)).toContainText(`Mira sees this above it:`);
  await expect(dialog(therapist).locator("blockquote")).toHaveText(`This came ${why}`);
  await dialog(therapist).getByRole("button", { name: "Send it now" }).click();

  await expect(letter(patient, reply)).toContainText(`This came ${why}`);
  await expect(letter(therapist, reply)).toContainText(`You sent this ${why}`);
  await expect(state(therapist, reply)).toContainText("Sent");
  await expect(field(therapist)).toHaveValue("");
  await expect(state(patient, QUESTION)).toContainText("Answered");
});

test("a held reply can leave at once in the same way, and arrives once", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await betweenWindows(therapist, patient);
  const reply = "Please come at three.";
  await write(therapist, reply);
  await expect(state(therapist, reply)).toContainText("Held at the clinic.");
  await field(therapist).fill("A draft that stays.");
  await letter(therapist, reply).getByRole("button", { name: "Send it now, outside the rhythm…" }).click();
  await dialog(therapist).getByLabel("It was arranged between you.").check();
  await dialog(therapist).getByRole("button", { name: "Send it now" }).click();

  await expect(letter(patient, reply)).toContainText("This came outside the agreed times: it was arranged between you.");
  await expect(state(therapist, reply)).toContainText("Sent");
  await expect(letter(therapist, reply)).toHaveCount(1);
  await expect(field(therapist)).toHaveValue("A draft that stays.");
  await skip(patient);
  await expect(letter(patient, reply)).toHaveCount(1);
});

test("it can be left: Escape sends nothing and gives the keyboard back", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await betweenWindows(therapist, patient);
  await field(therapist).fill("Perhaps now.");
  const way = therapist.getByRole("button", { name: "Send outside the rhythm…" });
  await way.click();
  await dialog(therapist).getByLabel("It is about safety.").check();
  await therapist.keyboard.press("Escape");
  await expect(dialog(therapist)).toHaveCount(0);
  await expect(way).toBeFocused();
  await expect(field(therapist)).toHaveValue("Perhaps now.");

  // Inside a window there is no outside.
  await skip(patient);
  await expect(therapist.getByTestId("promise-line")).toContainText("leaves at once");
  await expect(way).toHaveCount(0);
});
