import type { BrowserContext, TestInfo } from "@playwright/test";
import { Chance } from "./support/chance.ts";
import { letter, openLetters, state, write } from "./support/letters.ts";
import { MortalBrowser } from "./support/mortal.ts";
import { join, PATIENT_ZONE, THERAPIST_ZONE } from "./support/people.ts";
import { Relay } from "./support/relay.ts";
import { appWithRig, expectInOrder, RiggedPage } from "./support/rig.ts";
import { expect, test } from "./support/test.ts";

const BY_ITSELF = { timeout: 60_000 };
const KILLS = 12;

/** How often `event` has to come, at random, until the promise does. */
class Moment {
  private rest: number;
  private done = (): void => {};
  readonly reached = new Promise<void>((done) => (this.done = done));

  constructor(times: number) {
    this.rest = times;
    if (times === 0) this.done();
  }

  came(): void {
    this.rest -= 1;
    if (this.rest <= 0) this.done();
  }
}

test("failure_02 a browser killed while it writes, sends and receives thousands of letters loses and doubles none", async ({ browser }, testInfo) => {
  test.setTimeout(400_000);
  const chance = new Chance("the browser is killed");
  const app = appWithRig();
  const relay = await Relay.start({ demo: true, app: app.folder });
  const theirs = await browser.newContext({ timezoneId: THERAPIST_ZONE, serviceWorkers: "block" });
  const mine = new MortalBrowser(testInfo, { timezoneId: PATIENT_ZONE, serviceWorkers: "block" }, () => {});
  try {
    const written = new Map<string, number>();
    const page = await theirs.newPage();
    const invited = page.waitForResponse((response) => response.url().endsWith("/v1/invitations") && response.ok());
    const therapist = await RiggedPage.open(page, relay.therapistOrigin, written);
    await therapist.join(relay.links.therapist, "Dr Lind");
    await invited;

    const kept = new Map<string, number>();
    const first = await RiggedPage.open(await mine.open(), relay.patientOrigin, kept);
    await first.join(relay.links.patient, "Mira");
    await first.write(10, 0);
    await expect.poll(async () => (await therapist.stored()).letters.length, BY_ITSELF).toBe(10);
    await mine.kill();

    for (let life = 1; life <= KILLS; life += 1) {
      const base = life * 1000;
      const doing = life === 1 ? "receiving" : chance.of(["writing", "sending", "receiving", "all"]);
      if (doing !== "writing") await therapist.write(life === 1 ? 1000 : 60, base);

      // Killed at the so-many-th letter kept, or request under way, or answer that came.
      const moment = new Moment(chance.below(doing === "writing" ? 120 : doing === "receiving" ? 4 : 60));
      const came = () => moment.came();
      const patientsPage = await mine.open();
      const patient = await RiggedPage.open(patientsPage, relay.patientOrigin, kept, doing === "receiving" ? undefined : came);
      const stored = await patient.stored();
      const here = new Set([...stored.waiting, ...stored.letters.map((one) => one.id)]);
      for (const id of kept.keys()) expect(here, `the letter ${kept.get(id)} was kept before kill ${life}`).toContain(id);

      if (doing === "sending" || doing === "all") await relay.kill();
      if (doing === "receiving") {
        patientsPage.on("request", (request) => request.url().endsWith("/v1/sync") && came());
        patientsPage.on("response", (response) => response.url().endsWith("/v1/sync") && came());
      }
      // Cut off by the kill, or whole.
      const writing = patient.write(120, base).catch(() => {});
      if (doing === "sending" || doing === "all") {
        if (doing === "sending") await writing;
        await relay.restart();
        await patient.sync().catch(() => {});
      }
      await Promise.race([moment.reached, writing.then(() => patient.sync()).then(() => patient.stored()).catch(() => {})]);
      await mine.kill();
      await writing;
    }

    const patient = await RiggedPage.open(await mine.open(), relay.patientOrigin, kept);
    await patient.sync();
    await expect.poll(async () => (await patient.stored()).waiting.length, BY_ITSELF).toBe(0);
    const mineAtEnd = (await patient.stored()).letters.filter((one) => !written.has(one.id));
    const all = mineAtEnd.length + written.size;
    for (const side of [patient, therapist]) {
      const stored = await side.settled(all);
      expectInOrder(stored);
      const ids = new Set(stored.letters.map((one) => one.id));
      for (const id of [...kept.keys(), ...written.keys()]) expect(ids).toContain(id);
    }
    console.log(`${KILLS} kills, ${kept.size} letters said to be kept, ${all} in all`);
  } finally {
    await mine.dispose();
    await theirs.close();
    await relay.dispose();
    app.dispose();
  }
});

test("failure_03 two people and the clinic, each killed at random: every letter that was there is there once, on both sides", async ({ relay, people }, testInfo) => {
  test.setTimeout(400_000);
  const chance = new Chance("everybody is killed");
  const side = (timezoneId: string) => mortal(testInfo, timezoneId, (context) => people.watch(context));
  const [theirs, mine] = [side(THERAPIST_ZONE), side(PATIENT_ZONE)];
  try {
    let therapist = await theirs.open();
    const invited = therapist.waitForResponse((response) => response.url().endsWith("/v1/invitations") && response.ok());
    await join(therapist, relay.links.therapist, "Dr Lind");
    await invited;
    let patient = await mine.open();
    await join(patient, relay.links.patient, "Mira");
    await openLetters(therapist, "Mira");

    const said: string[] = [];
    for (let round = 1; round <= 8; round += 1) {
      const dies = chance.of(["patient", "therapist", "relay", "all"]);
      const by = chance.of(["patient", "therapist"]);
      if (dies === "relay" || dies === "all") await relay.kill();
      for (let number = 0; number <= chance.below(3); number += 1) {
        const words = `Round ${round}, letter ${number}, by the ${by}.`;
        await write(by === "patient" ? patient : therapist, words);
        said.push(words);
      }
      if (dies === "patient" || dies === "all") await mine.kill();
      if (dies === "therapist" || dies === "all") await theirs.kill();
      if (dies === "relay" || dies === "all") await relay.restart();
      if (dies === "patient" || dies === "all") {
        patient = await mine.open();
        await patient.goto(relay.patientOrigin);
      }
      if (dies === "therapist" || dies === "all") {
        therapist = await theirs.open();
        await therapist.goto(relay.therapistOrigin);
        await openLetters(therapist, "Mira");
      }
    }
    for (const page of [patient, therapist]) {
      // Only as many are drawn as the screen needs; the others are asked for.
      const older = page.getByRole("button", { name: "Older letters" });
      const drawn = async () => {
        if (await older.isVisible()) await older.click();
        return page.getByTestId("letter").count();
      };
      await expect.poll(drawn, BY_ITSELF).toBe(said.length);
      for (const words of said) {
        await expect(letter(page, words)).toHaveCount(1, BY_ITSELF);
        await expect(state(page, words)).not.toContainText("Kept on this device", BY_ITSELF);
      }
      await expect(page.getByTestId("letter")).toHaveCount(said.length);
    }
  } finally {
    await mine.dispose();
    await theirs.dispose();
  }
});

function mortal(testInfo: TestInfo, timezoneId: string, watch: (context: BrowserContext) => void): MortalBrowser {
  return new MortalBrowser(testInfo, { timezoneId }, watch);
}
