import { test as base } from "@playwright/test";
import { OtherBuild } from "./builds.ts";
import { Clinic } from "./clinic.ts";
import { OnCall, withContacts } from "./oncall.ts";
import { People } from "./people.ts";
import { Profile } from "./profile.ts";
import { Relay } from "./relay.ts";

export { expect } from "@playwright/test";

interface Options {
  /** Whether the relay is a demonstration, whose time can be moved. */
  demo: boolean;
  /** The relay's contacts file; none where nobody can be told. */
  contacts: string | undefined;
}

interface Fixtures {
  relay: Relay;
  people: People;
  profile: Profile;
  otherBuild: OtherBuild;
  clinic: Clinic;
  onCall: OnCall;
}

/** Every test has what it names to itself, gone when it ends, however it ends. */
export const test = base.extend<Options & Fixtures>({
  demo: [true, { option: true }],
  contacts: [undefined, { option: true }],
  relay: async ({ demo, contacts }, use) => {
    const relay = await Relay.start({ demo, contacts });
    await use(relay);
    await relay.dispose();
  },
  people: async ({ browser, relay }, use) => {
    const people = new People(browser, relay);
    await use(people);
    await people.goodbye();
  },
  profile: async ({ people }, use, testInfo) => {
    const profile = new Profile(testInfo, people);
    await use(profile);
    await profile.dispose();
  },
  clinic: async ({}, use) => {
    const clinic = await Clinic.open();
    await use(clinic);
    await clinic.close();
  },
  onCall: async ({ relay }, use) => {
    const onCall = await OnCall.open();
    await withContacts(relay, onCall);
    await use(onCall);
    await onCall.close();
  },
  otherBuild: async ({}, use) => {
    const build = new OtherBuild();
    await use(build);
    build.dispose();
  },
});
