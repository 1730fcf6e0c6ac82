import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
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
  await expect(rows.filter({ hasText: "You wrote" })).toHaveCount(2);
  await expect(rows.filter({ hasText: "You wrote; answered " })).toHaveCount(1);
  await expect(rows.filter({ hasText: "You wrote; an answer is promised, " })).toHaveCount(1);
  await expect(rows.filter({ hasText: "Dr Lind wrote" })).toHaveCount(1);

  // The marks in the picture carry the same names as the rows.
  const marks = picture.locator("svg.tide-mark > title");
  await expect(marks.filter({ hasText: "You wrote" })).toHaveCount(2);
  await expect(marks.filter({ hasText: "Dr Lind wrote" })).toHaveCount(1);
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

test("on a narrow phone the week is seven rows in one picture, with the arcs", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await write(patient, "A letter that waits for its answer.");
  await expect(state(patient, "A letter that waits for its answer.")).toContainText("Answer:");
  await goTo(patient, "Rhythm");
  await patient.setViewportSize({ width: 320, height: 700 });
  const pictures = patient.getByTestId("tide").getByRole("img", { name: /^Rhythm, / });
  await expect(pictures.filter({ visible: true })).toHaveCount(1);
  const rows = pictures.filter({ visible: true });
  // Each day is drawn in two layers: the water, and over the arcs what stands on it.
  await expect(rows.locator("svg.tide-row")).toHaveCount(14);
  await expect(rows.locator("path.tide-arc-promised")).not.toHaveCount(0);
  for (const label of await rows.locator("text.tide-label").all()) {
    const box = (await label.boundingBox())!;
    expect(box.x, await label.textContent() ?? "").toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, await label.textContent() ?? "").toBeLessThanOrEqual(320);
  }
  await patient.setViewportSize({ width: 1280, height: 900 });
  await expect(pictures.filter({ visible: true }).locator("svg.tide-row")).toHaveCount(0);
});

test("the months are a shoreline with its legend, and a table with the same in it", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await goTo(patient, "Letters");
  await write(patient, "A letter that gets its answer.");
  await expect(state(patient, "A letter that gets its answer.")).toContainText("Answer:");
  await skip(patient);
  await openLetters(therapist, "Mira");
  await write(therapist, "Here it is.");
  await expect(letter(patient, "Here it is.")).toBeVisible();
  await skip(patient);
  await write(patient, "A letter whose window passes by.");
  await expect(state(patient, "A letter whose window passes by.")).toContainText("Answer:");
  await skip(patient);

  await goTo(patient, "Rhythm");
  const shore = patient.getByTestId("shoreline");
  const picture = shore.getByRole("img", { name: "What became of the promises, by month" });
  await expect(picture).toBeVisible();
  await expect(picture.locator("> desc")).toHaveText("Each mark is one promised window, on its day of the month.");
  await shore.getByText("As a table").click();
  const rows = shore.getByRole("table").locator("tbody").getByRole("row");
  await expect(picture.locator("svg.tide-mark")).toHaveCount(await rows.count());
  await expect(rows.filter({ hasText: "Answered " })).toHaveCount(1);
  await expect(rows.filter({ hasText: "The answer did not come in its window. It is promised anew, " })).not.toHaveCount(0);
  await expect(shore.getByRole("listitem").filter({ hasText: "Not answered in its window" })).toBeVisible();
  await expect(shore.getByText(/%|\d+ of \d+/)).toHaveCount(0);
});

test("the picture is saved as SVG and as PNG, and the windows for a calendar, without names, and says so", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await write(patient, "A letter to see in the picture.");
  await expect(state(patient, "A letter to see in the picture.")).toContainText("Answer:");
  await goTo(patient, "Rhythm");

  const svg = await saved(patient, "Save as picture (SVG)");
  expect(svg.name).toMatch(/^rhythm-\d{4}-\d{2}-\d{2}\.svg$/);
  const text = svg.bytes.toString("utf8");
  expect(text).toContain('xmlns="http://www.w3.org/2000/svg"');
  expect(text).not.toContain("Lind");
  expect(text).not.toContain("Mira");
  expect(text).not.toContain("A letter to see");
  await expect(patient.getByRole("status").filter({ hasText: `${svg.name} is with your downloads.` })).toBeVisible();

  const calendar = await saved(patient, "Calendar file (.ics)");
  expect(calendar.name).toBe("rhythm.ics");
  const events = calendar.bytes.toString("utf8");
  expect(events).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(events).toContain("SUMMARY:Letters are read and answered\r\n");
  expect(events).not.toMatch(/Lind|Mira/);
  await expect(patient.getByRole("status").filter({ hasText: "rhythm.ics is with your downloads." })).toBeVisible();

  const png = await saved(patient, "Save as picture (PNG)");
  expect(png.name).toBe(svg.name.replace(".svg", ".png"));
  await expect(patient.getByRole("status").filter({ hasText: `${png.name} is with your downloads.` })).toBeVisible();
  // In a page of its own, where nothing of the app can help it: real pixels, at twice the size.
  const { sizes, colours } = await pixels(await patient.context().newPage(), text, png.bytes);
  expect(sizes.png).toEqual(sizes.svg.map((side) => side * 2));
  expect(colours.paper, "the paper at its corner").toEqual([255, 253, 250, 255]);
  expect(colours.tide, "the line of the tide").toBeGreaterThan(1000);
  expect(colours.ink, "the words").toBeGreaterThan(1000);
});

test("on paper the page is one sheet: pictures, the table open, the agreement, no way to anywhere", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await write(patient, "A letter to see in the picture.");
  await expect(state(patient, "A letter to see in the picture.")).toContainText("Answer:");
  await goTo(patient, "Rhythm");
  await expect(patient.getByTestId("shoreline").getByRole("img", { name: "What became of the promises" })).toBeVisible();
  const pdf = await patient.pdf({ format: "A4", printBackground: false });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  await patient.emulateMedia({ media: "print" });
  const table = patient.getByTestId("tide").getByRole("table");
  await expect(table).toBeVisible();
  await expect(table).not.toContainText(/today|tomorrow|yesterday/i);
  await expect(patient.getByRole("heading", { name: "What is agreed" })).toBeVisible();
  await expect(patient.getByText(/^As of \d/)).toBeVisible();
  await expect(patient.getByRole("navigation")).toHaveCount(0);
  await expect(patient.getByRole("button")).toHaveCount(0);
  await expect(patient.getByRole("main").getByRole("link")).toHaveCount(0);
});

test("before anything is agreed the page says what will be here", async ({ people }) => {
  const { patient } = await people.pair();
  await goTo(patient, "Rhythm");
  await expect(patient.getByRole("heading", { name: "Your rhythm will be here" })).toBeVisible();
  await expect(patient.getByTestId("tide")).toHaveCount(0);
});

/** Presses a button that saves a file; its name and what is in it. */
async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Both files decoded by the browser: their sizes, and what colours the second has. */
async function pixels(page: Page, svg: string, png: Buffer) {
  return page.evaluate(
    async ([svg, png]) => {
      const decoded = async (address: string) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return image;
      };
      const drawn = await decoded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg!)}`);
      const image = await decoded(`data:image/png;base64,${png}`);
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const count = (red: number, green: number, blue: number) => {
        let found = 0;
        for (let at = 0; at < data.length; at += 4) {
          if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) found += 1;
        }
        return found;
      };
      return {
        sizes: {
          svg: [drawn.naturalWidth, drawn.naturalHeight],
          png: [image.naturalWidth, image.naturalHeight],
        },
        colours: { paper: [...data.slice(0, 4)], tide: count(0x00, 0x5e, 0x6a), ink: count(0x1a, 0x28, 0x33) },
      };
    },
    [svg, png.toString("base64")],
  );
}
