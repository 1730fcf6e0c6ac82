// The product's store beside raw IndexedDB, in the same browser and run.
import { folder, launch, serve } from "./browser.mjs";
import { median, row, short } from "./figures.mjs";

const PAGES = { ours: "bench.html", raw: "raw.html" };
const MANY = 100_000;
const ARRIVING = 10_000;
const APPENDS = 40;
const SHOWN = 50;

/** Measures all of it; `rounds` of each, ours and raw in turn. */
export async function store({ page: built, rounds, say }) {
  const served = await serve([built, new URL(".", import.meta.url).pathname]);
  const profile = folder("profile");
  let browser = await launch(profile);
  const address = (kind, ns, more = "") => `${served.address}/${PAGES[kind]}?ns=${ns}-${kind}${more}`;

  async function opened(kind, ns) {
    const page = await browser.newPage();
    await page.goto(address(kind, ns));
    await page.waitForFunction(() => window.bench || window.__failed);
    await page.evaluate(() => window.bench.open());
    return page;
  }
  const inTurn = (round) => (round % 2 ? ["raw", "ours"] : ["ours", "raw"]);

  say("appending, one by one");
  const appends = { ours: [], raw: [] };
  const pages = { ours: await opened("ours", "append"), raw: await opened("raw", "append") };
  for (let round = 0; round <= rounds; round++) {
    for (const kind of inTurn(round)) {
      const took = await pages[kind].evaluate(([n, base]) => window.bench.append(n, base), [APPENDS, round * APPENDS]);
      // The first round warms up.
      if (round > 0) appends[kind].push(median(took));
    }
  }
  const sealing = await pages.ours.evaluate(() => window.bench.sealing(500));
  for (const kind of ["ours", "raw"]) {
    await check(pages[kind], (rounds + 1) * APPENDS);
    await pages[kind].close();
  }

  say("10,000 arriving");
  const bulks = { ours: [], raw: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const kind of inTurn(round)) {
      const page = await opened(kind, `bulk${round}`);
      const took = await page.evaluate((n) => window.bench.bulk(n, 0), ARRIVING);
      if (round > 0) bulks[kind].push(took);
      await check(page, ARRIVING);
      await page.evaluate(() => window.bench.close());
      await page.close();
    }
  }

  say("filling with 100,000");
  for (const kind of ["ours", "raw"]) {
    const page = await opened(kind, "cold");
    for (let base = 0; base < MANY; base += ARRIVING) {
      await page.evaluate(([n, from]) => window.bench.bulk(n, from), [ARRIVING, base]);
    }
    await check(page, MANY);
    await page.close();
  }

  async function cold(kind) {
    const page = await browser.newPage();
    await page.goto(address(kind, "cold", `&cold=${SHOWN}`));
    await page.waitForFunction(() => window.__cold || window.__failed);
    const measured = await page.evaluate(() => window.__cold);
    if (!measured?.ok) throw new Error(`${kind}: the newest ${SHOWN} were not read`);
    await page.close();
    return measured;
  }

  say("cold, a fresh page");
  const fresh = { ours: [], raw: [] };
  for (let round = 0; round <= 2 * rounds; round++) {
    for (const kind of inTurn(round)) {
      const measured = await cold(kind);
      if (round > 0) fresh[kind].push(measured);
    }
  }
  say("cold, a fresh browser");
  const started = { ours: [], raw: [] };
  for (let round = 0; round < rounds; round++) {
    for (const kind of inTurn(round)) {
      await browser.close();
      browser = await launch(profile);
      started[kind].push(await cold(kind));
    }
  }
  const version = browser.browser()?.version() ?? (await versionOf(browser));
  await browser.close();
  served.close();

  const [forBoth, atRest, opening] = sealing.map((all) => all / 500);
  const middle = (list, of = (one) => one) => ({ ours: median(list.ours.map(of)), raw: median(list.raw.map(of)) });
  const compared = (what, goal, { ours, raw }, more = "") =>
    row(what, ours / raw, goal, "×", `${short(ours)} ms, raw ${short(raw)} ms${more}`);
  const append = middle(appends);
  const bulk = middle(bulks);
  const openAndRead = (one) => one.openAndRead;
  const sinceNavigation = (one) => one.sinceNavigation;
  const share = (part, whole) => `${((100 * part) / whole).toFixed(0)} %`;
  return {
    version,
    rows: [
      compared("a durable append of a sealed letter", 2, append),
      row("… with its sealing for both sides", (append.ours + forBoth) / append.raw, null, "×", `${short(forBoth)} ms, ${share(forBoth, append.ours + forBoth)}`),
      compared("10,000 arriving, sealed at rest", 1.5, bulk, `; sealing at rest ${short(atRest * ARRIVING)} ms, ${share(atRest * ARRIVING, bulk.ours)}`),
      row("… without the sealing", (bulk.ours - atRest * ARRIVING) / bulk.raw, null, "×"),
      compared(
        "cold open of 100,000 at the newest 50, fresh page",
        1.5,
        middle(fresh, openAndRead),
        `; opening the seals ${short(opening * SHOWN)} ms, ${share(opening * SHOWN, middle(fresh, openAndRead).ours)}`,
      ),
      compared("… from navigation on, program included", null, middle(fresh, sinceNavigation)),
      compared("cold open, fresh browser", 1.5, middle(started, openAndRead)),
      compared("… from navigation on, program included", null, middle(started, sinceNavigation)),
    ],
  };
}

/** What is fast and wrong is not fast. */
async function check(page, expected) {
  const found = await page.evaluate(async (n) => ({ count: await window.bench.count(), newest: await window.bench.newest(n) }), SHOWN);
  const numbers = found.newest.map((one) => one.seq).join();
  const right = Array.from({ length: Math.min(SHOWN, expected) }, (_, back) => expected - 1 - back).join();
  if (found.count !== expected || numbers !== right) {
    throw new Error(`${page.url()}: ${found.count} of ${expected} letters, newest ${numbers}`);
  }
  if (!found.newest.every((one) => one.body.startsWith(`${one.seq} `) && one.body.length >= 280)) {
    throw new Error(`${page.url()}: a body is not the one that was written`);
  }
}

async function versionOf(browser) {
  const page = await browser.newPage();
  const agent = await page.evaluate(() => navigator.userAgent);
  await page.close();
  return agent.match(/Chrome\/([\d.]+)/)?.[1] ?? agent;
}
