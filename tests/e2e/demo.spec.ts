import { join, PATIENT_ZONE, places, THERAPIST_ZONE } from "./support/people.ts";
import { demoBar, proposeAndAgree, skip } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { clockIn, nextAt } from "./support/times.ts";

test("a skip moves the clinic's clock to the window, for both", async ({ people }) => {
  const { therapist, patient } = await people.pair();
  const { opens } = await proposeAndAgree(therapist, patient);
  const theirs = clockIn(PATIENT_ZONE, nextAt(opens, THERAPIST_ZONE, new Date()));

  await skip(patient);
  await expect(demoBar(patient)).toContainText(theirs);
  await expect(demoBar(therapist)).toContainText(opens);
  await expect(patient.getByRole("banner")).toContainText("Reading and answering until");
});

test("without a rhythm there is nothing to skip to, and the bar says so", async ({ people }) => {
  const { patient } = await people.pair();
  await demoBar(patient).getByRole("button", { name: "Skip to the next window" }).click();
  await expect(demoBar(patient).getByRole("status")).toContainText("There is no window to skip to.");
});

test.describe("without --demo", () => {
  test.use({ demo: false });

  test("a relay that is no demonstration has no bar, and no way to move its time", async ({ people, relay }) => {
    const page = await (await people.browserFor(THERAPIST_ZONE)).newPage();
    // The bar follows what the relay says when it is asked; wait until it has been.
    const synced = page.waitForResponse((response) => response.url().endsWith("/v1/sync") && response.ok());
    await join(page, relay.invite(), "Dr Lind");
    const token = (await (await synced).request().allHeaders()).authorization;
    await page.reload();
    await expect(places(page)).toBeVisible();
    await expect(page.getByRole("link", { name: "People" })).toBeVisible();
    await expect(demoBar(page)).toHaveCount(0);
    await expect(page.getByText("Skip to the next window")).toHaveCount(0);

    expect(token).toMatch(/^Bearer /);
    const asked = { method: "POST", headers: { authorization: token } };
    expect((await fetch(`${relay.therapistOrigin}/v1/demo/skip`, asked)).status).toBe(404);
  });
});
