import { Chance } from "./support/chance.ts";
import { letter } from "./support/letters.ts";
import { MortalBrowser } from "./support/mortal.ts";
import { PATIENT_ZONE } from "./support/people.ts";
import { expect, test } from "./support/test.ts";
import { CONVERSATION, makeVersion1, moved, threadOfVersion1 } from "./support/version1.ts";

const BY_ITSELF = { timeout: 60_000 };
const COPIES = 4_000;
/** Records that are moved at once. */
const SLICE = 200;

test("a browser killed again and again while a database of version 1 is moved over: all letters are there, each once", async ({ relay, people }, testInfo) => {
  test.setTimeout(300_000);
  const chance = new Chance("the move is cut off");
  const mine = new MortalBrowser(testInfo, { timezoneId: PATIENT_ZONE }, (context) => people.watch(context));
  const help = `${relay.patientOrigin}/help.html`;
  const all = threadOfVersion1(COPIES);
  const letters = new Set(all);
  try {
    let beside = await mine.open();
    await beside.goto(help);
    await makeVersion1(beside, COPIES);
    expect((await moved(beside)).version).toBe(1);

    let [kills, left] = [0, COPIES];
    for (; left > 0; kills += 1) {
      const app = await beside.context().newPage();
      // As on an old phone: a kill shall find it at work.
      const devtools = await app.context().newCDPSession(app);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
      await app.goto(relay.patientOrigin);
      // The first time in the upgrade itself, or soon after it; then with a slice under way.
      const until = kills === 0 ? COPIES : left - SLICE * chance.below(4) - 1;
      const begun = async () => {
        const { version, mail } = await moved(beside);
        return version === 2 && mail.length <= Math.max(until, 0);
      };
      await expect.poll(begun, { ...BY_ITSELF, intervals: [10] }).toBe(true);
      await mine.kill();

      beside = await mine.open();
      await beside.goto(help);
      const { mail, thread } = await moved(beside);
      const here = mail.filter((id) => letters.has(id)).concat(thread).sort();
      expect(here, `after kill ${kills + 1}`).toEqual(all);
      left = mail.length;
    }

    expect(kills, "kills in the midst of it").toBeGreaterThan(2);
    const app = await beside.context().newPage();
    await app.goto(`${relay.patientOrigin}/letters/${CONVERSATION}`);
    for (const words of ["letter 16", "letter 22"]) await expect(letter(app, words)).toBeVisible();
    expect((await moved(beside)).thread).toEqual(all);
    console.log(`${kills} kills, ${all.length} letters`);
  } finally {
    await mine.dispose();
  }
});
