import type { Page } from "@playwright/test";
import { field, write } from "./support/letters.ts";
import { goTo, onDevice } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("Exit leaves at once for a page that says nothing, and going back shows nothing of the letters", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await patient.context().route("https://www.wikipedia.org/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>An encyclopedia</title>" }),
  );
  const words = "Nobody at home should see this.";
  await write(patient, words);
  await goTo(patient, "Settings");
  await goTo(patient, "Letters");
  await patient.getByRole("button", { name: "Exit" }).click();
  await expect(patient).toHaveTitle("An encyclopedia");

  for (let steps = 0; steps < 2; steps += 1) {
    await patient.goBack({ waitUntil: "commit" }).catch(() => undefined);
    await expect(patient).toHaveTitle("An encyclopedia");
  }

  // Whoever knows the address finds everything as it was.
  await patient.goto(relay.patientOrigin);
  await expect(patient.getByText(words)).toBeVisible();
});

/** Notes every question that the browser asks before a page goes, and stays. */
function questions(page: Page): string[] {
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  return asked;
}

test("failure_03 closing asks first where what waits would wait for the next visit, and nowhere else", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  const words = "Kept, and not sent yet.";
  const asked = questions(patient);
  // A browser without Background Sync.
  await patient.evaluate(() => Reflect.deleteProperty(window, "SyncManager"));
  await relay.kill();
  await write(patient, words);
  await patient.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(patient.getByText(words)).toBeVisible();

  // With a worker that sends it, there is nothing to ask.
  const other = await patient.context().newPage();
  const askedHere = questions(other);
  await other.goto(relay.patientOrigin);
  await write(other, "And this one.");
  const closed = other.waitForEvent("close");
  await other.close({ runBeforeUnload: true });
  await closed;
  expect(askedHere).toEqual([]);
});

test("failure_03 closing asks first where the browser refuses to send in the background", async ({ people, relay, browser }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  const page = await patient.context().newCDPSession(patient);
  const { targetInfo } = await page.send("Target.getTargetInfo");
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send("Browser.setPermission", {
    permission: { name: "background-sync" },
    setting: "denied",
    origin: relay.patientOrigin,
    browserContextId: targetInfo.browserContextId,
  });
  const asked = questions(patient);
  await relay.kill();
  await write(patient, "Waits for the next visit.");
  // The page has asked, and has heard the no.
  await patient.evaluate(async () => {
    const ready = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & { sync: { register(tag: string): Promise<void> } };
    await ready.sync.register("asked after it").catch(() => undefined);
  });
  await patient.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(patient.getByText("Waits for the next visit.")).toBeVisible();
});

test("Exit asks nothing, whatever is not sent or not on disk", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await onDevice(patient);
  await patient.context().route("https://www.wikipedia.org/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>An encyclopedia</title>" }),
  );
  await patient.evaluate(() => Reflect.deleteProperty(window, "SyncManager"));
  const asked = questions(patient);
  await relay.kill();
  await write(patient, "Kept, and not sent yet.");
  await field(patient).pressSequentially("Typed a moment ago");
  await patient.getByRole("button", { name: "Exit" }).click();
  await expect(patient).toHaveTitle("An encyclopedia");
  expect(asked).toEqual([]);
});
