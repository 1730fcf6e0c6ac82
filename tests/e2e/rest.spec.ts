import { LATER } from "./support/builds.ts";
import { field } from "./support/letters.ts";
import { goTo, join, onDevice, PATIENT_ZONE, places } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test.skip(LATER.length === 0, "this build is in one file");

test("joining and writing wait for no page that is seldom opened; where its code does not come, that is said", async ({ people, relay }) => {
  await people.therapist();
  // What a worker keeps would answer in place of the network.
  const page = await (await people.browserFor(PATIENT_ZONE, { serviceWorkers: "block" })).newPage();
  await page.route((url) => LATER.includes(url.pathname), (route) => route.abort());
  await join(page, relay.links.patient, "Mira");
  await field(page).fill("Written with half of the app.");

  await goTo(page, "Settings");
  const missing = page.getByRole("heading", { name: "Not here yet" });
  await expect(missing).toBeFocused();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(missing).toBeFocused();

  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  const settings = page.getByRole("heading", { name: "Settings", level: 1 });
  await expect(settings).toBeVisible();
  await expect(settings).toBeFocused();
  await goTo(page, "Letters");
  await expect(field(page)).toHaveValue("Written with half of the app.");
});

test("where the server has only another build's pages, trying again opens that build", async ({ people, relay }) => {
  await people.therapist();
  const page = await (await people.browserFor(PATIENT_ZONE, { serviceWorkers: "block" })).newPage();
  await page.route((url) => LATER.includes(url.pathname), (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Another build</title>" }),
  );
  await join(page, relay.links.patient, "Mira");
  await goTo(page, "Settings");
  await expect(page.getByRole("heading", { name: "Not here yet" })).toBeVisible();
  await page.unrouteAll();
  // Told by the server that it has none of these pages, until it does.
  await page.route((url) => LATER.includes(url.pathname), (route) => route.fulfill({ contentType: "text/html", body: "" }), { times: 1 });
  const opened = page.waitForEvent("load");
  await page.getByRole("button", { name: "Try again" }).click();
  await opened;
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
});

test("after a first visit every page opens without a network", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(therapist);
  await onDevice(patient);
  await relay.kill();
  for (const page of [therapist, patient]) {
    await page.reload();
    await expect(places(page)).toBeVisible();
    // From the last, as the first is open.
    for (const place of (await places(page).getByRole("link").allInnerTexts()).reverse()) {
      await goTo(page, place);
      await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
      await expect(page.getByRole("heading", { name: "Not here yet" })).toHaveCount(0);
    }
  }
});
