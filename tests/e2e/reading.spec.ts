import { look, speak } from "./support/gallery.ts";
import { field, letter, openLetters, write } from "./support/letters.ts";
import { COUNT, drawn, long, newest, number, scrollTo, watch, wheel } from "./support/long.ts";
import { expect, test } from "./support/test.ts";

test("a short conversation has no ways through it", async ({ people }) => {
  const { patient } = await people.pair();
  await write(patient, "Only this one.");
  await expect(patient.getByRole("button", { name: "Find…" })).toHaveCount(0);
  await expect(patient.getByRole("button", { name: "Older letters" })).toHaveCount(0);
  await expect(newest(patient)).toHaveCount(0);
});

test("thousands of letters: few are drawn, none is left out, and what is read stays where it is", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay);
  // It opens at the newest, with the place to write in sight.
  await expect(field(patient)).toBeInViewport();
  await expect.poll(async () => (await drawn(patient)).length).toBeGreaterThanOrEqual(10);
  expect((await drawn(patient)).length).toBeLessThan(60);

  // Up by more than can be drawn at once: the newest leave, and no number is left out.
  await scrollTo(patient, COUNT - 200, -900);
  const all = await drawn(patient);
  expect(all).not.toContain(COUNT);
  expect(all).toEqual(Array.from(all, (_, index) => all[0]! + index));
  await expect(newest(patient)).toBeInViewport();
  await expect(patient.getByRole("button", { name: "Newer letters" })).toBeAttached();

  // Older ones come in above while nobody moves.
  const stopped = await watch(patient);
  await patient.getByRole("button", { name: "Older letters" }).evaluate((button: HTMLElement) => button.click());
  await expect.poll(async () => (await drawn(patient))[0]).toBeLessThan(all[0]!);
  expect(await stopped()).toBeLessThanOrEqual(2);

  // And down again, to the end.
  await scrollTo(patient, COUNT, 900);
  await wheel(patient, 20_000);
  await expect(field(patient)).toBeInViewport();
  await expect(newest(patient)).toHaveCount(0);
});

test("every day has its heading, also where what is drawn begins", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 600);
  await scrollTo(patient, 300, -900);
  const first = await patient.locator("#thread > *").first().evaluate((element) => element.tagName);
  expect(first).toBe("H2");
  const headings = await patient.locator("#thread > h2").allTextContents();
  expect(new Set(headings).size).toBe(headings.length);
});

test("letters that come while one reads old ones move nothing and are announced", async ({ people, relay }) => {
  test.slow();
  const { therapist, patient } = await long(people, relay, 600);
  await scrollTo(patient, 380, -900);
  const stopped = await watch(patient);
  await openLetters(therapist, "Mira");
  await write(therapist, "A new word for you.");
  await expect(patient.getByRole("button", { name: "To the newest: one is new" })).toBeVisible({ timeout: 30_000 });
  await expect(patient.getByRole("main").getByRole("status").filter({ hasText: "A new letter has come" })).toBeAttached();
  expect(await stopped()).toBeLessThanOrEqual(2);
  await expect(letter(patient, "A new word for you.")).toHaveCount(0);

  await newest(patient).click();
  await expect(letter(patient, "A new word for you.")).toBeInViewport();
  await expect(letter(patient, "A new word for you.")).toBeFocused();
  await expect(newest(patient)).toHaveCount(0);
});

test("what is written while old letters are shown is shown at the end, and the field stays put", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 600);
  await scrollTo(patient, 380, -900);
  await field(patient).focus();
  await expect(field(patient)).toBeInViewport();
  await field(patient).fill("Written from the middle.");
  await patient.keyboard.press("Control+Enter");
  await expect(letter(patient, "Written from the middle.")).toBeVisible();
  await expect(field(patient)).toBeInViewport();
  await expect(field(patient)).toHaveValue("");
});

test("on a small phone the ring of the focus touches nothing beside it", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 60);
  await patient.setViewportSize({ width: 360, height: 740 });
  for (const language of ["en", "de"]) {
    await speak(patient, language);
    await patient.goto(relay.patientOrigin);
    const ways = patient.locator(".thread-foot > .button");
    await expect(ways.first()).toBeVisible();
    await wheel(patient, -900);
    const room = await ways.nth(1).evaluate((way: HTMLElement) => {
      way.focus({ focusVisible: true, preventScroll: true } as FocusOptions);
      const style = getComputedStyle(way);
      const ring = Number.parseFloat(style.outlineWidth) + Number.parseFloat(style.outlineOffset);
      const [before, here] = [way.previousElementSibling!.getBoundingClientRect(), way.getBoundingClientRect()];
      const foot = way.parentElement!.getBoundingClientRect();
      return { ring, beside: here.left - before.right - ring, below: foot.bottom - here.bottom - ring };
    });
    expect(room.ring).toBeGreaterThan(0);
    expect(room.beside).toBeGreaterThanOrEqual(2);
    expect(room.below).toBeGreaterThanOrEqual(2);
  }
});

test("older letters by the keyboard alone, back to the beginning", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 120);
  const older = patient.getByRole("button", { name: "Older letters" });
  await expect(older).toBeAttached();
  await older.focus();
  const top = patient.locator("#thread-top");
  for (let presses = 0; presses < 30; presses += 1) {
    // The focus is at the beginning all the time: on the way to older letters, and where they begin once there is none.
    expect(await top.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    if (await top.evaluate((one) => one === document.activeElement)) break;
    await patient.keyboard.press("Enter");
    await patient.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  await expect(letter(patient, "The very first letter.")).toBeAttached();
  await expect(top).toBeFocused();
  await expect(patient.getByText("This is where your letters begin.")).toBeVisible();
});

test("a therapist reads a long conversation in the same way", async ({ people, relay }) => {
  test.slow();
  const { therapist } = await long(people, relay, 600);
  await openLetters(therapist, "Mira");
  await expect(number(therapist, 600)).toBeVisible();
  await scrollTo(therapist, 400, -900);
  await newest(therapist).click();
  await expect(number(therapist, 600)).toBeInViewport();
});

test("a long conversation in both themes, languages and widths: no fault", async ({ people, relay }) => {
  test.slow();
  const { patient } = await long(people, relay, 200);
  for (const language of ["en", "de"]) {
    await speak(patient, language);
    const open = async () => {
      await patient.setViewportSize({ width: 1280, height: 900 });
      await patient.goto(relay.patientOrigin);
      await expect(number(patient, 200)).toBeVisible();
    };
    await look(patient, language, [
      { name: "reading-newest", open },
      {
        name: "reading-find",
        open: async () => {
          await open();
          await patient.locator(".thread-foot > .button").first().click();
          await patient.locator("#find-words").fill("harbour");
          await expect(patient.locator(".found").first()).toBeVisible();
        },
      },
      {
        name: "reading-day",
        open: async () => {
          await open();
          await patient.locator(".thread-foot > .button").nth(1).click();
          await expect(patient.locator("#go-day")).toBeVisible();
        },
      },
    ]);
  }
});
