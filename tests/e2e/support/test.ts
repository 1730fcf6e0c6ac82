import { test as base } from "@playwright/test";
import { People } from "./people.ts";
import { Relay } from "./relay.ts";

export { expect } from "@playwright/test";

/** Every test has a relay and people of its own, gone when it ends. */
export const test = base.extend<{ relay: Relay; people: People }>({
  relay: async ({}, use) => {
    const relay = await Relay.start({ demo: true });
    await use(relay);
    await relay.dispose();
  },
  people: async ({ browser, relay }, use) => {
    const people = new People(browser, relay);
    await use(people);
    await people.goodbye();
  },
});
