import { field, letter, openLetters, write } from "./support/letters.ts";
import { goTo, places } from "./support/people.ts";
import { proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { entries } from "./support/today.ts";

test("Today lists who waits, the most urgent first, and lets go of those who are answered", async ({ people }) => {
  const { therapist, patient: mira } = await people.pair();
  const noor = await people.another(therapist, "Noor");
  const tom = await people.another(therapist, "Tom");
  await goTo(therapist, "Today");
  await expect(therapist.getByRole("heading", { name: "Nobody is waiting for an answer" })).toBeVisible();

  await write(mira, "The week was quiet, I was in the garden.");
  await expect(entries(therapist)).toHaveCount(1);
  await write(noor, "I want to kill myself and I cannot say it aloud.");
  await expect(entries(therapist)).toHaveCount(2);
  await write(tom, "Could we talk about the holidays?");
  await expect(entries(therapist)).toHaveCount(3);

  // Noor wrote second and stands first; the others stand by their age.
  await expect(entries(therapist).getByRole("heading")).toHaveText(["Noor", "Mira", "Tom"]);
  await expect(entries(therapist).nth(0)).toContainText("Words about suicide that sound pressing.");
  await expect(entries(therapist).nth(1)).not.toContainText("Words");

  // Nothing is agreed yet, so an answer leaves at once.
  await openLetters(therapist, "Noor");
  await write(therapist, "I am glad that you wrote it. Please call 116 123 today.");
  await expect(letter(noor, "I am glad that you wrote it.")).toBeVisible();
  await goTo(therapist, "Today");
  await expect(entries(therapist).getByRole("heading")).toHaveText(["Mira", "Tom"]);
});

test("nobody sees another patient's letters", async ({ people, relay }) => {
  const { therapist, patient: mira } = await people.pair();
  const noor = await people.another(therapist, "Noor");
  await write(mira, "Only for Dr Lind.");
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, "Only for Dr Lind.")).toBeVisible();
  const mirasAddress = new URL(therapist.url()).pathname;
  await openLetters(therapist, "Noor");
  await expect(letter(therapist, "Only for Dr Lind.")).toHaveCount(0);

  await noor.goto(relay.patientOrigin + mirasAddress);
  await expect(noor.getByText("This conversation is not on this device.")).toBeVisible();
  await expect(noor.getByText("Only for Dr Lind.")).toHaveCount(0);
});

test("a held reply is listed, and its patient is not shown as forgotten", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await write(patient, "A question between windows.");
  await openLetters(therapist, "Mira");
  await write(therapist, "An answer for the window.");
  await goTo(therapist, "Today");
  await expect(therapist.getByTestId("held-reply")).toContainText("Mira: leaves");
  await expect(entries(therapist)).toContainText("Your reply is written and leaves");
  await skip(therapist);
  await expect(therapist.getByTestId("held-reply")).toHaveCount(0);
  await expect(entries(therapist)).toHaveCount(0);
});

test("keys lead through the list", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  const noor = await people.another(therapist, "Noor");
  await write(patient, "First.");
  await write(noor, "Second.");
  await goTo(therapist, "Today");
  await expect(entries(therapist)).toHaveCount(2);
  await therapist.keyboard.press("j");
  await expect(entries(therapist).nth(0).getByRole("link")).toBeFocused();
  await therapist.keyboard.press("j");
  await expect(entries(therapist).nth(1).getByRole("link")).toBeFocused();
  await therapist.keyboard.press("k");
  await therapist.keyboard.press("r");
  await expect(letter(therapist, "First.")).toBeVisible();
  await expect(places(therapist)).toBeVisible();
});

test("on a desk Today stays beside the letters, and leads on by keyboard", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  const noor = await people.another(therapist, "Noor");
  await write(patient, "First.");
  await write(noor, "Second.");
  await goTo(therapist, "Today");
  await entries(therapist).getByRole("link", { name: "Mira" }).click();
  const beside = therapist.getByRole("complementary", { name: "Today: who waits for an answer" });
  await expect(beside.getByTestId("today-entry")).toHaveCount(2);
  await expect(beside.getByRole("link", { name: "Mira" })).toHaveAttribute("aria-current", "page");
  await expect(beside).toContainText("No reply is held.");

  // The keys stay out of what is written.
  await therapist.keyboard.press("r");
  await expect(field(therapist)).toBeFocused();
  await therapist.keyboard.type("jkr?");
  await expect(field(therapist)).toHaveValue("jkr?");
  await field(therapist).blur();
  await therapist.keyboard.press("j");
  await expect(beside.getByRole("link", { name: "Noor" })).toBeFocused();
  await therapist.keyboard.press("Enter");
  await expect(letter(therapist, "Second.")).toBeVisible();
  await expect(field(therapist)).toHaveValue("");

  // A phone has room for one of them.
  await therapist.setViewportSize({ width: 390, height: 800 });
  await expect(beside).toBeHidden();
  await expect(field(therapist)).toBeVisible();
});
