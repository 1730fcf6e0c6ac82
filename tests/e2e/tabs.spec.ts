import type { Page } from "@playwright/test";
import { field, keep, letter, openLetters, state, write } from "./support/letters.ts";
import { onDevice } from "./support/people.ts";
import type { Relay } from "./support/relay.ts";
import { keysOf } from "./support/storage.ts";
import { expect, test } from "./support/test.ts";
import { carriesLetter } from "./support/wire.ts";

const BY_ITSELF = { timeout: 60_000 };
/** What a tab says that has kept a draft. */
const DRAFTED = 2;

async function anotherTab(page: Page, relay: Relay): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(relay.patientOrigin);
  await expect(field(other)).toBeVisible();
  return other;
}

/** Stops everything in a tab, as a browser or a sleeping device does; it keeps what it holds. Not in the midst of writing, for then nobody else could write. Lets it go on with what this returns. */
async function freeze(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Debugger.enable");
  const stopped = new Promise((done) => session.once("Debugger.paused", done));
  await page.evaluate(
    () =>
      new Promise<void>((done, failed) => {
        const opening = indexedDB.open("holdfast");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          // It begins when everything that was asked for before is written.
          const last = opening.result.transaction([...opening.result.objectStoreNames], "readwrite");
          last.onabort = () => failed(last.error);
          last.oncomplete = () => {
            opening.result.close();
            setTimeout(() => {
              debugger;
            });
            done();
          };
        };
      }),
  );
  await stopped;
  return async () => {
    await session.send("Debugger.disable");
    await session.detach();
  };
}

/** Opens a tab that stops where it asks for `what`, as on a slow device, while `meanwhile` happens in the others. */
async function openSlowly(page: Page, relay: Relay, what: "its name" | "its place", meanwhile: () => Promise<void>): Promise<Page> {
  const other = await page.context().newPage();
  await other.addInitScript((what) => {
    const stop = () => {
      if (document.cookie.includes("slow=")) return;
      document.cookie = "slow=stopped";
      while (document.cookie.includes("slow=stopped"));
    };
    // It is shown before it is open, and hears of it too early to look again.
    addEventListener("pageshow", (event) => event.stopImmediatePropagation());
    const { getItem } = Storage.prototype;
    Storage.prototype.getItem = function (key) {
      // Read as soon as it is known who is here.
      if (what === "its name" && key === "holdfast-home") stop();
      return getItem.call(this, key);
    };
    const { locks } = navigator;
    const request = locks.request.bind(locks) as (...asked: unknown[]) => Promise<unknown>;
    Object.assign(locks, {
      request: (...asked: unknown[]) => {
        if (what === "its place") stop();
        return request(...asked);
      },
    });
  }, what);
  const opened = other.goto(relay.patientOrigin);
  await expect.poll(() => page.evaluate(() => document.cookie)).toContain("slow=stopped");
  await meanwhile();
  await page.evaluate(() => void (document.cookie = "slow=on"));
  await opened;
  return other;
}

/** Does something that a tab tells the others with this number; returns once they were told. */
async function told(page: Page, hint: number, deed: () => Promise<void>): Promise<void> {
  await page.evaluate((hint) => {
    const channel = new BroadcastChannel("holdfast");
    Object.assign(window, { told: false });
    channel.onmessage = ({ data }) => {
      if (data !== hint) return;
      Object.assign(window, { told: true });
      channel.close();
    };
  }, hint);
  await deed();
  await page.waitForFunction(() => (window as unknown as { told: boolean }).told);
}

/** How many tabs wait for the place of the one that talks to the relay. One that has taken it still stands in the queue as well. */
function tabsThatWait(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { pending = [] } = await navigator.locks.query();
    return new Set(pending.map(({ clientId }) => clientId)).size;
  });
}

/** Who of them has brought letters to the relay. */
function sendersAmong(pages: Page[]): Page[] {
  const senders: Page[] = [];
  for (const page of pages) {
    page.on("request", (request) => {
      if (request.url().endsWith("/v1/sync") && carriesLetter(request)) senders.push(page);
    });
  }
  return senders;
}

test("failure_09 two tabs show the same, and one of them sends each letter once", async ({ people, relay }) => {
  const { therapist, patient: first } = await people.pair();
  const second = await anotherTab(first, relay);
  const senders = sendersAmong([first, second]);

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
  expect(senders).toEqual([first, first]);
});

test("failure_09 when the tab that wrote is closed, the other one sends", async ({ people, relay }) => {
  const { therapist, patient: first } = await people.pair();
  const second = await anotherTab(first, relay);
  await relay.kill();
  const words = "Written in a tab that is gone.";
  await write(first, words);
  await first.close();

  await relay.restart();
  await expect(state(second, words)).toContainText("With the clinic since", BY_ITSELF);
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, words)).toHaveCount(1, BY_ITSELF);
});

test("failure_10 a frozen tab keeps its lock: another takes its place, and both are right when it thaws", async ({ people, relay }) => {
  const { therapist, patient: first } = await people.pair();
  await openLetters(therapist, "Mira");
  const second = await anotherTab(first, relay);
  const senders = sendersAmong([first, second]);
  await write(first, "Sent by the first.");
  await expect(letter(therapist, "Sent by the first.")).toBeVisible();
  const thaw = await freeze(first);
  await write(second, "Written beside a frozen tab.");
  await expect(state(second, "Written beside a frozen tab.")).toContainText("With the clinic since", BY_ITSELF);
  await expect(letter(therapist, "Written beside a frozen tab.")).toHaveCount(1);
  await write(therapist, "And an answer.");
  await expect(letter(second, "And an answer.")).toBeVisible(BY_ITSELF);

  await thaw();
  await expect(letter(first, "And an answer.")).toBeVisible(BY_ITSELF);
  // It has heard that its place is taken once it stands in the queue behind the second.
  await expect.poll(() => tabsThatWait(first), BY_ITSELF).toBe(2);
  await write(first, "Thawed.");
  await expect(state(first, "Thawed.")).toContainText("With the clinic since", BY_ITSELF);
  for (const page of [first, second, therapist]) await expect(page.getByTestId("letter")).toHaveCount(4);
  expect(senders).toEqual([first, second, second]);

  // Whoever had to give way is next when the other goes.
  await second.close();
  await write(first, "Alone again.");
  await expect(state(first, "Alone again.")).toContainText("With the clinic since", BY_ITSELF);
});

for (const [what, missing] of [
  ["two leaders at once, for want of locks", "locks"],
  ["tabs that cannot talk to each other", "BroadcastChannel"],
] as const) {
  test(`failure_09 ${what}: each letter is there once, in both`, async ({ people, relay }) => {
    const { therapist, patient } = await people.pair();
    await openLetters(therapist, "Mira");
    await patient.context().addInitScript((missing) => {
      if (missing === "locks") Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
      else Reflect.deleteProperty(window, "BroadcastChannel");
    }, missing);
    await patient.reload();
    const second = await anotherTab(patient, relay);
    const senders = sendersAmong([patient, second]);
    await write(patient, "Written in the first tab.");
    await expect(state(patient, "Written in the first tab.")).toContainText("With the clinic since");
    await write(second, "Written in the second tab.");
    await expect(state(second, "Written in the second tab.")).toContainText("With the clinic since");
    await write(therapist, "Both of them are here.");
    for (const page of [patient, second]) {
      await expect(letter(page, "Both of them are here.")).toHaveCount(1, BY_ITSELF);
      await expect(page.getByTestId("letter")).toHaveCount(3);
    }
    await expect(therapist.getByTestId("letter")).toHaveCount(3);
    expect(new Set(senders)).toEqual(new Set([patient, second]));
  });
}

test("failure_15 a tab of an older build stands in no upgrade's way, writes nothing after it, and says so", async ({ people, relay }) => {
  const { patient: old } = await people.pair();
  await write(old, "Written before the upgrade.");
  await expect(state(old, "Written before the upgrade.")).toContainText("With the clinic since");
  const waited = await keysOf(old, "outbox");
  const other = await old.context().newPage();
  await other.goto(`${relay.patientOrigin}/help.html`);
  const upgraded = await other.evaluate(
    () =>
      new Promise<string>((done) => {
        const asking = indexedDB.open("holdfast");
        asking.onsuccess = () => {
          const next = asking.result.version + 1;
          asking.result.close();
          const opening = indexedDB.open("holdfast", next);
          opening.onblocked = () => done("blocked");
          opening.onsuccess = () => {
            opening.result.close();
            done("upgraded");
          };
        };
      }),
  );
  expect(upgraded).toBe("upgraded");

  await field(old).fill("Written after the upgrade.");
  await keep(old).click();
  await expect(old.getByText("A newer version of Holdfast has been at work on this device").first()).toBeVisible();
  await expect(field(old)).toHaveValue("Written after the upgrade.");
  expect(await keysOf(other, "outbox")).toEqual(waited);
  await expect(old.getByRole("button", { name: "Get the new version" })).toBeVisible();
});

test("a draft follows from tab to tab, and is gone everywhere once it is a letter", async ({ people, relay }) => {
  const { patient: first } = await people.pair();
  const second = await anotherTab(first, relay);

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

test("what another tab keeps while one opens is shown there, and no older words take its place", async ({ people, relay }) => {
  const { patient: first } = await people.pair();
  await onDevice(first);
  await told(first, DRAFTED, () => field(first).fill("old draft"));
  const more = "old draft and much more that was typed";
  const second = await openSlowly(first, relay, "its place", () => told(first, DRAFTED, () => field(first).fill(more)));
  await expect(field(second)).toHaveValue(more);
  await told(first, DRAFTED, () => field(second).press("End").then(() => field(second).pressSequentially("!")));
  await expect(field(first)).toHaveValue(`${more}!`);
  await expect(field(second)).toHaveValue(`${more}!`);
});

test("a letter and a draft that another tab keeps while one reads what is stored are there", async ({ people, relay }) => {
  const { patient: first } = await people.pair();
  await onDevice(first);
  await write(first, "Kept before.");
  await expect(state(first, "Kept before.")).toContainText("With the clinic since");
  await relay.kill();
  const second = await openSlowly(first, relay, "its name", async () => {
    await write(first, "Kept while it opened.");
    await told(first, DRAFTED, () => field(first).fill("A draft"));
  });
  await expect(letter(second, "Kept while it opened.")).toHaveCount(1);
  await expect(field(second)).toHaveValue("A draft");
  await expect(second.getByTestId("letter")).toHaveCount(2);
});

test("a tab that is opened, and one that is looked at, rouse the one that talks to the relay", async ({ people, relay }) => {
  const { patient: first } = await people.pair();
  await expect(field(first)).toBeVisible();
  const asked = () => first.waitForRequest((request) => request.url().endsWith("/v1/sync"));
  await expect.poll(() => tabsThatWait(first)).toBe(0);
  let roused = asked();
  const second = await anotherTab(first, relay);
  await roused;
  roused = asked();
  await second.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await roused;
  // Nobody looks at the one that leads any more, but at the other still.
  roused = asked();
  await first.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await roused;
});
