import { contains, onDisk } from "./support/database.ts";
import { letter, openLetters, state, write } from "./support/letters.ts";
import { acceptAs, PATIENT_ZONE, places, THERAPIST_ZONE } from "./support/people.ts";
import { proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";

test("what a patient writes reaches the therapist readable, and the relay never", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  const words = "The heron was back at the weir this morning.";
  await write(patient, words);
  await expect(state(patient, words)).toContainText("With the clinic since");

  await openLetters(therapist, "Mira");
  await expect(letter(therapist, words)).toBeVisible();

  const stored = onDisk(relay);
  expect(contains(stored, "SQLite format 3")).toBe(true);
  for (const secret of [words, "heron", "Mira", "Dr Lind"]) {
    expect(contains(stored, secret), `"${secret}" in the relay's files`).toBe(false);
  }
});

test("the secret leaves the address as soon as the link is read", async ({ people, relay }) => {
  const page = await (await people.browserFor(THERAPIST_ZONE)).newPage();
  await page.goto(relay.links.therapist);
  await expect(page.getByLabel("What should you be called?")).toBeVisible();
  expect(page.url()).not.toContain("#");
});

test("a used link says so, and offers another", async ({ people, relay }) => {
  const used = relay.links.patient;
  await people.pair();
  const late = await (await people.browserFor(PATIENT_ZONE)).newPage();
  await late.goto(used);
  await acceptAs(late, "Noor");
  await expect(late.getByText("This invitation was used before")).toBeVisible();
  await late.getByRole("button", { name: "Use another link" }).click();
  await expect(late.getByLabel("Invitation link")).toBeVisible();
});

test("a link cut short says so, and the whole one can be pasted", async ({ people, relay }) => {
  const page = await (await people.browserFor(THERAPIST_ZONE)).newPage();
  await page.goto(relay.links.therapist.slice(0, -9));
  await expect(page.getByText("The link seems cut short")).toBeVisible();
  await page.getByLabel("Invitation link").fill(relay.links.therapist);
  await page.getByRole("button", { name: "Use this link" }).click();
  await acceptAs(page, "Dr Lind");
  await expect(places(page)).toBeVisible();
});

test("an address without an invitation asks for the link", async ({ people, relay }) => {
  const page = await (await people.browserFor(PATIENT_ZONE)).newPage();
  await page.goto(relay.patientOrigin);
  await page.getByRole("link", { name: "Paste an invitation link" }).click();
  await expect(page.getByText("There is no invitation in this address.")).toBeVisible();
});

test("an invitation that the relay does not know yet can be tried again and works once it does", async ({ people, relay }) => {
  const patient = await (await people.browserFor(PATIENT_ZONE)).newPage();
  await patient.goto(relay.links.patient);
  await acceptAs(patient, "Mira");
  await expect(patient.getByText("The clinic does not know this invitation yet.")).toBeVisible();

  await people.therapist();
  await patient.getByRole("button", { name: "Try again" }).click();
  await expect(places(patient)).toBeVisible();
});

test("joining without a connection says so, keeps the name, and works when it is back", async ({ people, relay }) => {
  const page = await (await people.browserFor(THERAPIST_ZONE)).newPage();
  await page.goto(relay.links.therapist);
  await expect(page.getByLabel("What should you be called?")).toBeVisible();
  await relay.kill();
  await acceptAs(page, "Dr Lind");
  await expect(page.getByText("The clinic could not be reached. Nothing is lost")).toBeVisible();
  await expect(page.getByLabel("What should you be called?")).toHaveValue("Dr Lind");

  await relay.restart();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(places(page)).toBeVisible();
});

test("a name is asked for, and an account belongs to one person", async ({ people, relay }) => {
  const page = await (await people.browserFor(THERAPIST_ZONE)).newPage();
  await page.goto(relay.links.therapist);
  await acceptAs(page, "  ");
  await expect(page.getByLabel("What should you be called?")).toHaveAccessibleDescription(/A name is needed/);
  await acceptAs(page, "Dr Lind");
  await expect(places(page)).toBeVisible();

  await page.goto(relay.therapistOrigin + "/join" + new URL(relay.links.patient).hash);
  await expect(page.getByRole("heading", { name: "You are already here" })).toBeVisible();
  await expect(page.getByText("you are signed in as Dr Lind")).toBeVisible();
});

test("an invitation that has run out says so, and what to do", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient, { hours: { days: ["Wednesday"], opens: "10:00", closes: "11:00" } });
  const link = await people.invite(therapist, "Noor");
  // It works for fourteen days; the third window of a weekly rhythm opens later than that.
  for (let weeks = 0; weeks < 3; weeks += 1) await skip(patient);

  const late = await (await people.browserFor(PATIENT_ZONE)).newPage();
  await late.goto(link);
  await acceptAs(late, "Noor");
  await expect(late.getByText("This invitation has run out. Ask for a new one.")).toBeVisible();
  await expect(late.getByRole("button", { name: "Use another link" })).toBeVisible();
});
