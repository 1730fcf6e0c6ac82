import type { Page } from "@playwright/test";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { field, letter, state, write } from "./support/letters.ts";
import { acceptAs, onDevice, places } from "./support/people.ts";
import type { Relay } from "./support/relay.ts";
import { keysOf } from "./support/storage.ts";
import { expect, test } from "./support/test.ts";

const BY_ITSELF = { timeout: 60_000 };
const SIGNED_OUT = "This device is signed out of the clinic.";

/** The relay comes back as one that knows nobody, with invitations of its own. */
async function forgetEverybody(relay: Relay): Promise<void> {
  await relay.kill();
  for (const name of readdirSync(relay.folder)) rmSync(join(relay.folder, name), { recursive: true });
  await relay.restart();
}

function begin(page: Page) {
  return page.getByRole("button", { name: "Begin anew", exact: true });
}

/** The keys of the drafts that the first database has. */
async function draftsIn(page: Page): Promise<string[]> {
  return (await keysOf(page, "notes")).filter((key) => key.startsWith("draft"));
}

test("failure_05 every tab knows that the device was signed out, and all go over when one begins anew", async ({ people, relay }) => {
  const { therapist, patient: first } = await people.pair();
  await onDevice(first);
  const second = await first.context().newPage();
  await second.goto(relay.patientOrigin);
  await expect(field(second)).toBeVisible();
  await relay.kill();
  await write(second, "Written beside it.");
  await forgetEverybody(relay);
  await first.reload();
  for (const page of [first, second]) await expect(page.getByText(SIGNED_OUT)).toBeVisible(BY_ITSELF);
  // A tab that is opened later knows it without a link.
  await relay.kill();
  const third = await first.context().newPage();
  await third.goto(relay.patientOrigin);
  await expect(third.getByText(SIGNED_OUT)).toBeVisible();
  await relay.restart();

  await comeBack(therapist, relay);
  await third.goto(relay.links.patient);
  await expect(begin(third)).toBeVisible(BY_ITSELF);
  // Typed at that very moment, beside it: the last that the old database takes.
  await field(first).pressSequentially("Typed meanwhile");
  const before = await keysOf(first, "outbox");
  await begin(third).click();
  for (const page of [first, second]) {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Letters that keep a promised rhythm");
  }
  await acceptAs(third, "Mira");
  await expect(places(third)).toBeVisible();
  for (const page of [first, second]) {
    await page.reload();
    await expect(field(page)).toBeVisible();
    await expect(page.getByText(SIGNED_OUT)).toHaveCount(0);
  }
  await write(second, "Written in the new one.");
  await expect(letter(third, "Written in the new one.")).toBeVisible();
  await expect(state(second, "Written in the new one.")).toContainText("With the clinic since", BY_ITSELF);
  expect(await keysOf(first, "outbox")).toEqual(before);
  expect(await draftsIn(first)).toHaveLength(1);
});

test("failure_05 a tab that nothing tells that another began anew writes nothing where nobody looks, and goes over", async ({ people, relay }) => {
  const { therapist, patient: old } = await people.pair();
  await onDevice(old);
  await old.context().addInitScript(() => {
    Reflect.deleteProperty(window, "BroadcastChannel");
    // Its regular look around sleeps, as in a tab out of sight: only what it writes brings it to notice.
    const start = window.setInterval.bind(window);
    window.setInterval = ((run: TimerHandler, every?: number) => (every === 10_000 ? 0 : start(run, every))) as typeof setInterval;
  });
  await old.reload();
  await expect(field(old)).toBeVisible();
  await forgetEverybody(relay);
  await comeBack(therapist, relay);
  const other = await old.context().newPage();
  await other.goto(relay.links.patient);
  await expect(begin(other)).toBeVisible(BY_ITSELF);
  expect(await draftsIn(other)).toEqual([]);
  const before = await keysOf(other, "outbox");
  await begin(other).click();
  await expect(other.getByLabel("What should you be called?")).toBeVisible();
  await field(old).fill("Typed where nobody has heard of it");
  await expect(old.getByRole("heading", { level: 1 })).toHaveText("Letters that keep a promised rhythm");
  expect(await keysOf(other, "outbox")).toEqual(before);
  // The words are the last that the old database takes.
  expect(await draftsIn(other)).toHaveLength(1);
  await acceptAs(other, "Mira");
  await expect(places(other)).toBeVisible();
});

/** The therapist comes back to a relay that knows nobody. */
async function comeBack(therapist: Page, relay: Relay): Promise<void> {
  await therapist.goto(relay.links.therapist);
  await begin(therapist).click(BY_ITSELF);
  const invited = therapist.waitForResponse((response) => response.url().endsWith("/v1/invitations") && response.ok());
  await acceptAs(therapist, "Dr Lind");
  await expect(places(therapist)).toBeVisible();
  await invited;
}
