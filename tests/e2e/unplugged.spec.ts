import type { Page, Request } from "@playwright/test";
import { field, keep, letter, openLetters, state, write } from "./support/letters.ts";
import { acceptAs, goTo, places } from "./support/people.ts";
import type { Relay } from "./support/relay.ts";
import { agree, hoursAhead, propose } from "./support/rhythm.ts";
import { expect, test } from "./support/test.ts";
import { carriesLetter } from "./support/wire.ts";

const BY_ITSELF = { timeout: 60_000 };

/** What can be pulled, and put back. */
interface Plug {
  pull(page: Page): Promise<void>;
  put(page: Page): Promise<void>;
}

const PLUGS: Record<string, (relay: Relay) => Plug> = {
  "the device's network": () => ({
    pull: (page) => page.context().setOffline(true),
    put: (page) => page.context().setOffline(false),
  }),
  "the clinic's power": (relay) => ({
    pull: () => relay.kill(),
    put: () => relay.restart(),
  }),
};

/** Pulls the plug while the next request that brings something along is on its way. */
function pullAtTheNext(page: Page, plug: Plug): Promise<void> {
  return new Promise((done, failed) => {
    const seen = (request: Request): void => {
      if (!request.url().endsWith("/v1/sync") || !carriesLetter(request)) return;
      page.off("request", seen);
      plug.pull(page).then(done, failed);
    };
    page.on("request", seen);
  });
}

for (const [what, plugOf] of Object.entries(PLUGS)) {
  test(`failure_08 ${what} goes at every stage of writing, sending and receiving, without consequences`, async ({ people, relay }) => {
    test.setTimeout(180_000);
    const { therapist, patient } = await people.pair();
    await openLetters(therapist, "Mira");
    const plug = plugOf(relay);

    // In the middle of a sentence.
    await field(patient).fill("Half a sentence, and then");
    await plug.pull(patient);
    await field(patient).fill("Half a sentence, and then the rest.");
    await keep(patient).click();
    await expect(state(patient, "and then the rest.")).toContainText("Kept on this device");
    await plug.put(patient);
    await expect(state(patient, "and then the rest.")).toContainText("With the clinic since", BY_ITSELF);

    // While it is on its way.
    const pulled = pullAtTheNext(patient, plug);
    await write(patient, "On its way, and then cut.");
    await pulled;
    await plug.put(patient);
    await expect(state(patient, "On its way, and then cut.")).toContainText("With the clinic since", BY_ITSELF);

    // While the other side's answer is on its way here.
    const answered = pullAtTheNext(therapist, { ...plug, pull: () => plug.pull(patient) });
    await write(therapist, "An answer into the cut.");
    await answered;
    await plug.put(patient);
    await expect(letter(patient, "An answer into the cut.")).toHaveCount(1, BY_ITSELF);

    for (const page of [patient, therapist]) {
      await expect(page.getByTestId("letter")).toHaveCount(3, BY_ITSELF);
      for (const words of ["and then the rest.", "On its way, and then cut.", "An answer into the cut."]) {
        await expect(letter(page, words)).toHaveCount(1);
      }
    }
  });

  test(`failure_01 ${what} goes while an agreement is proposed and accepted: it counts once, on both sides`, async ({ people, relay }) => {
    test.setTimeout(180_000);
    const { therapist, patient } = await people.pair();
    const plug = plugOf(relay);
    const proposed = pullAtTheNext(therapist, plug);
    const proposing = propose(therapist, "Mira", hoursAhead());
    await proposed;
    await plug.put(therapist);
    await proposing;

    const accepted = pullAtTheNext(patient, plug);
    const agreeing = agree(patient);
    await accepted;
    await plug.put(patient);
    await agreeing;
    await expect(therapist.getByTestId("proposal-state")).toContainText("Both of you have agreed to version 1.", BY_ITSELF);
    await expect(patient.getByTestId("promise-line")).toContainText("Write before");
  });
}

test("failure_01 the plug is pulled while an invitation is accepted: the second try is the same person", async ({ people, relay }) => {
  const therapist = await people.therapist();
  const patient = await (await people.browserFor("America/New_York")).newPage();
  let lost = 0;
  await patient.route("**/accept", async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    // The relay has taken it, and then there is nobody to say so.
    await route.fetch();
    await relay.kill();
    await route.abort("connectionreset");
  });
  await patient.goto(relay.links.patient);
  await acceptAs(patient, "Mira");
  await expect.poll(() => lost).toBe(1);
  await expect(patient.getByText("Nothing is lost; what you have entered is still here.")).toBeVisible();
  await relay.restart();
  await patient.getByRole("button", { name: "Try again" }).click();
  await expect(places(patient)).toBeVisible(BY_ITSELF);
  await write(patient, "It was me both times.");
  await openLetters(therapist, "Mira");
  await expect(letter(therapist, "It was me both times.")).toHaveCount(1, BY_ITSELF);
  await goTo(therapist, "People");
  await expect(therapist.getByTestId("person")).toHaveCount(1);
});
