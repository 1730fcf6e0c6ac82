import type { Page } from "@playwright/test";
import { look, speak } from "./support/gallery.ts";
import { field, keep, letter, openLetters, state, write } from "./support/letters.ts";
import { goTo, onDevice, type People, person, places } from "./support/people.ts";
import type { Relay } from "./support/relay.ts";
import { proposeAndAgree } from "./support/rhythm.ts";
import { damage, keysOf } from "./support/storage.ts";
import { expect, test } from "./support/test.ts";

const BY_ITSELF = { timeout: 60_000 };

/** Everything that this origin keeps in the browser, by name. */
function leftOn(page: Page): Promise<string[]> {
  return page.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name }) => `database ${name}`),
    ...(await caches.keys()).map((name) => `cache ${name}`),
    ...Object.keys(localStorage).map((name) => `choice ${name}`),
    ...Object.keys(sessionStorage).map((name) => `memory ${name}`),
    ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `worker ${scope}`),
  ]);
}

function removeButton(page: Page) {
  return page.getByRole("button", { name: "Remove from this device" });
}

test("failure_28 removing Holdfast says what is only here, sends it first, and then nothing is left, in no tab", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  const other = await patient.context().newPage();
  await other.goto(relay.patientOrigin);
  await expect(field(other)).toBeVisible();
  await relay.kill();
  const words = "Not with the clinic yet.";
  await write(patient, words);
  await field(patient).fill("And half a draft");
  await expect.poll(async () => (await keysOf(patient, "notes")).some((key) => key.startsWith("draft"))).toBe(true);

  await goTo(patient, "Settings");
  await removeButton(patient).click();
  const question = patient.getByRole("dialog", { name: "Remove Holdfast from this device?" });
  await expect(question).toContainText("1 letter has not reached the clinic yet. It is only here.");
  await expect(question).toContainText("Drafts on this device: 1.");
  await expect(question).toContainText("cannot be undone");
  await question.getByRole("button", { name: "Keep everything" }).click();
  await expect(question).toBeHidden();
  await expect(removeButton(patient)).toBeFocused();

  // Without a connection that is said first, and nothing is offered that cannot be done.
  await removeButton(patient).click();
  await expect(question.locator(".dialog-words p").first()).toContainText("There is no connection to the clinic right now");
  await expect(question.getByRole("button", { name: "Send first" })).toHaveCount(0);
  await relay.restart();
  await expect(question).toContainText("Everything you have written has reached the clinic.", BY_ITSELF);
  await question.getByRole("button", { name: "Remove everything" }).click();
  for (const page of [patient, other]) {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Holdfast is removed from this device");
    await expect(places(page)).toHaveCount(0);
    await expect(page.getByText(words)).toHaveCount(0);
  }
  await expect.poll(() => leftOn(patient)).toEqual([]);
  // Help is there whatever else is gone.
  await patient.getByRole("link", { name: "Get help now" }).first().click();
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Get help now");

  await other.reload();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Letters that keep a promised rhythm");
  await expect(other.getByText("This browser has deleted")).toHaveCount(0);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, words)).toHaveCount(1, BY_ITSELF);
});

/** What must not be said while nobody can know it. */
const EMPTY =
  /Your letters will be here|No rhythm is agreed|No rhythm proposed|Your rhythm will be here|Nobody is waiting|No reply is held|nothing is agreed|cannot be opened/;
const FETCHING = "Letters are still being fetched from the clinic.";

test("failure_17 while a damaged device fetches everything again, nothing is said to be empty, and nothing to be lost", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await proposeAndAgree(therapist, patient);
  await write(patient, "A letter that waits for its answer.");
  await openLetters(therapist, "Mira");
  await write(therapist, "A held reply.");
  await expect(state(therapist, "A held reply.")).toContainText("Held at the clinic");
  for (const page of [patient, therapist]) {
    await onDevice(page);
    await page.goto(new URL("/help.html", page.url()).href);
    for (const store of ["thread", "held", "standing", "promises", "sent"] as const) await damage(page, store);
  }
  await relay.kill();
  await patient.goto(relay.patientOrigin);
  await therapist.goto(relay.therapistOrigin);
  const said = async (page: Page) => {
    await expect(page.getByText(FETCHING)).toHaveCount(1);
    await expect(page.getByText("No connection to the clinic right now.")).toBeVisible();
    await expect(page.locator("main")).not.toContainText(EMPTY);
  };
  await said(patient);
  await said(therapist);
  await openLetters(therapist, "Mira");
  await said(therapist);
  await goTo(therapist, "People");
  await said(therapist);
  // Nobody proposes past a version that is still to come, in no tab.
  await person(therapist, "Mira").getByRole("link", { name: /^Agreement/ }).click();
  const beside = await therapist.context().newPage();
  await beside.goto(therapist.url());
  const proposes = (page: Page) => page.getByRole("button", { name: "Propose", exact: true });
  for (const page of [therapist, beside]) {
    await expect(page.getByText("Once it is here, you can propose")).toBeVisible();
    await expect(proposes(page)).toHaveCount(0);
  }
  // It stays so also when the place in the feed is gone since the last time.
  await patient.reload();
  await said(patient);
  await goTo(patient, "Rhythm");
  await said(patient);
  await goTo(patient, "Letters");

  await relay.restart();
  for (const page of [therapist, beside]) await expect(proposes(page)).toBeVisible(BY_ITSELF);
  for (const page of [patient, therapist, beside]) {
    await expect(page.getByText(FETCHING)).toHaveCount(0, BY_ITSELF);
    await expect(page.locator("main")).not.toContainText("cannot be opened");
  }
  await expect(letter(patient, "A letter that waits for its answer.")).toBeVisible();
  await openLetters(therapist, "Mira");
  await expect(state(therapist, "A held reply.")).toContainText("Held at the clinic");
});

test("failure_17 what waits here and can no longer be read is said once, and not to be safe with the clinic", async ({ people, relay }) => {
  const { therapist, patient } = await people.pair();
  await people.another(therapist, "Noor");
  await openLetters(therapist, "Mira");
  for (const page of [patient, therapist]) await onDevice(page);
  await relay.kill();
  for (const page of [patient, therapist]) {
    await write(page, "It never left this device.");
    expect(await damage(page, "outbox")).toBe(1);
    await page.reload();
    await expect(page.getByText("Something you wrote here can no longer be read on this device")).toHaveCount(1);
    await expect(page.getByText("cannot be opened")).toHaveCount(0);
  }
});

test("failure_28 a tab that nothing tells of the removal makes no new database", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await patient.context().addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
  await patient.reload();
  await expect(field(patient)).toBeVisible();
  const other = await patient.context().newPage();
  await other.goto(relay.patientOrigin);
  await expect(field(other)).toBeVisible();
  await goTo(patient, "Settings");
  await removeButton(patient).click();
  await patient.getByRole("button", { name: "Remove everything" }).click();
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Holdfast is removed from this device");
  await field(other).fill("Typed where nobody has heard of it");
  await expect(other.getByText("The storage of this device was closed")).toBeVisible();
  expect((await leftOn(patient)).filter((name) => name.startsWith("database"))).toEqual([]);
});

test("failure_18 a database that the browser took away while the choices stayed is told from a first visit", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await write(patient, "With the clinic, and then gone from here.");
  await expect(state(patient, "With the clinic, and then gone from here.")).toContainText("With the clinic since");
  await patient.goto(`${relay.patientOrigin}/help.html`);
  await patient.evaluate(
    () =>
      new Promise((done, failed) => {
        const removing = indexedDB.deleteDatabase("holdfast");
        removing.onsuccess = done;
        removing.onerror = failed;
      }),
  );
  await patient.goto(relay.patientOrigin);
  await expect(patient.getByText("This browser has deleted what Holdfast had kept on this device.")).toBeVisible();
  await expect(patient.getByText("ask for a new invitation")).toBeVisible();
});

/** How many are at home in the app's database; nothing is made by looking. */
function atHome(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, failed) => {
        const opening = indexedDB.open("holdfast");
        opening.onupgradeneeded = () => opening.transaction?.abort();
        opening.onerror = () => done(0);
        opening.onsuccess = () => {
          const database = opening.result;
          const asked = database.transaction("identity").objectStore("identity").count();
          asked.onerror = () => failed(asked.error);
          asked.onsuccess = () => {
            database.close();
            done(asked.result);
          };
        };
      }),
  );
}

/** Takes the database away under the open app, beside another page of its origin, and sees that all goes on. */
async function lose(people: People, relay: Relay, take: (patient: Page, help: Page) => Promise<unknown>): Promise<void> {
  const { therapist, patient } = await people.pair();
  await onDevice(patient);
  await write(patient, "With the clinic before.");
  await expect(state(patient, "With the clinic before.")).toContainText("With the clinic since");
  await relay.kill();
  await write(patient, "Waits already.");
  await field(patient).fill("Half a draft");
  await expect.poll(async () => (await keysOf(patient, "notes")).some((key) => key.startsWith("draft"))).toBe(true);
  const help = await patient.context().newPage();
  await help.goto(`${relay.patientOrigin}/help.html`);

  await take(patient, help);
  // Nobody has touched the page since, and it may go at once.
  await expect.poll(() => atHome(help)).toBe(1);
  await field(patient).fill("Written after.");
  await keep(patient).click();
  await expect(state(patient, "Written after.")).toContainText("Kept on this device");
  await field(patient).fill("Another half");
  await expect.poll(async () => (await keysOf(help, "notes")).some((key) => key.startsWith("draft"))).toBe(true);
  await patient.close({ runBeforeUnload: false });

  const again = await help.context().newPage();
  await again.goto(relay.patientOrigin);
  await expect(field(again)).toHaveValue("Another half");
  await expect(letter(again, "Waits already.")).toHaveCount(1);
  await expect(letter(again, "Written after.")).toHaveCount(1);
  await relay.restart();
  for (const words of ["With the clinic before.", "Waits already.", "Written after."]) {
    await expect(state(again, words)).toContainText("With the clinic since", BY_ITSELF);
    await expect(letter(again, words)).toHaveCount(1);
  }
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, "Waits already.")).toHaveCount(1, BY_ITSELF);
  await expect(letter(therapist, "Written after.")).toHaveCount(1, BY_ITSELF);
}

test("failure_18 the browser clears its storage under the open app: what was here is written back, and nothing is lost", async ({ people, relay }) => {
  await lose(people, relay, async (patient) => {
    const devtools = await patient.context().newCDPSession(patient);
    await devtools.send("Storage.clearDataForOrigin", { origin: relay.patientOrigin, storageTypes: "indexeddb" });
  });
});

test("failure_18 something deletes the database under the open app: what was here is written back, and nothing is lost", async ({ people, relay }) => {
  await lose(people, relay, (_, help) =>
    help.evaluate(
      () =>
        new Promise((done, failed) => {
          const removing = indexedDB.deleteDatabase("holdfast");
          removing.onsuccess = () => done(true);
          removing.onerror = () => failed(removing.error);
        }),
    ),
  );
});

test("failure_13 a connection that the browser drops is opened again, and what is written meanwhile is kept", async ({ people }) => {
  const { patient } = await people.pair();
  await patient.context().addInitScript(() => {
    const opened: IDBDatabase[] = [];
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...asked) {
      const opening = open.apply(this, asked);
      opening.addEventListener("success", () => opened.push(opening.result));
      return opening;
    };
    Object.assign(window, { drop: () => opened.splice(0).forEach((database) => database.close()) });
  });
  await patient.reload();
  await expect(field(patient)).toBeVisible();
  for (const words of ["Written on a dead handle.", "And on the next one."]) {
    await patient.evaluate(() => (window as unknown as { drop: () => void }).drop());
    await write(patient, words);
    await expect(state(patient, words)).toContainText("With the clinic since", BY_ITSELF);
  }
  await patient.reload();
  await expect(patient.getByTestId("letter")).toHaveCount(2);
});

test("whether the browser has promised to keep it is said, and can be asked for", async ({ people }) => {
  const { patient } = await people.pair();
  await goTo(patient, "Settings");
  const said = patient.getByTestId("keeping");
  await expect(said).toContainText("has not promised");
  await expect(said).toContainText(/About \d+ MB are kept on this device\./);
  await expect(said).toContainText("seven days");
  await said.getByRole("button", { name: "Ask the browser to keep it" }).click();
  await expect(said).toContainText("did not promise it just now");

  await patient.evaluate(() => {
    StorageManager.prototype.persist = () => Promise.resolve(true);
  });
  await said.getByRole("button", { name: "Ask the browser to keep it" }).click();
  await expect(said).toContainText("has promised to keep what is here");
  await expect(said.getByRole("button")).toHaveCount(0);
});

test("settings, the question before removing, and what stands there after: no fault, in both languages", async ({ people, relay }) => {
  test.slow();
  const { patient } = await people.pair();
  await onDevice(patient);
  await patient.route("**/v1/sync", (route) => route.abort());
  await write(patient, "Not with the clinic yet.");
  const settings = () => goTo(patient, "Settings");
  const before = async (language: string) => {
    await patient.goto(`${relay.patientOrigin}/settings`);
    await patient.getByRole("button", { name: language === "de" ? "Von diesem Gerät entfernen" : "Remove from this device" }).click();
    await expect(patient.getByRole("dialog")).toBeVisible();
  };
  await settings();
  for (const language of ["en", "de"]) {
    await speak(patient, language);
    await look(patient, language, [
      { name: "settings-device", open: async () => void (await patient.goto(`${relay.patientOrigin}/settings`)) },
      { name: "settings-remove", open: () => before(language) },
    ]);
  }
  await patient.getByRole("button", { name: "Alles entfernen" }).click();
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Holdfast ist von diesem Gerät entfernt");
  await look(patient, "de", [{ name: "removed", open: () => Promise.resolve() }]);
});

test("what stands there once the browser has taken everything away: no fault, in both languages", async ({ people, relay }) => {
  const page = await (await people.browserFor("Europe/Berlin")).newPage();
  await page.goto(relay.patientOrigin);
  await page.evaluate(() => localStorage.setItem("holdfast-home", "holdfast"));
  for (const language of ["en", "de"]) {
    await speak(page, language);
    await look(page, language, [{ name: "taken-away", open: async () => void (await page.goto(relay.patientOrigin)) }]);
  }
});
