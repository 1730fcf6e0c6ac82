// The real app on a line of 300 ms and 64 kbit/s.
import { folder, launch } from "./browser.mjs";
import { accept, clinic, field, keep, therapist } from "./clinic.mjs";
import { median, row, short } from "./figures.mjs";
import { line } from "./proxy.mjs";
import { ending, TRUSTING } from "./tls.mjs";

const ROUND_TRIP = 300;
const BITS = 64_000;
const SINGLE = 5;
const QUEUED = 1000;
const WORDS = "Today was quieter than yesterday. I went down to the water before breakfast, counted the boats, and wrote down what helped, as we said. In the evening it came back for a while; I set the timer, breathed, and called my sister instead of staying alone with it. I would like to talk about the visit on Sunday.";
const body = (number) => `${number} ${WORDS}`.slice(0, 300);

/** Measures all of it. */
export async function link(given) {
  const bare = await onALine(given, {}, async (here) => [...(await singles(here, given.say, "")), ...(await many(here, given.say))]);
  const behind = await onALine(given, { tls: true }, (here) => singles(here, given.say, ", behind TLS and HTTP/2"));
  return { version: bare.version, rows: [...bare.rows, ...behind.rows] };
}

/** A patient with the app open on the line, and what can be done to it. */
async function onALine({ relay, app }, { tls = false }, measure) {
  const place = await clinic({ relay, app });
  const end = tls ? await ending(place.port) : null;
  const through = await line(end?.port ?? place.port);
  const browser = await launch(folder("link"), { locale: "en-GB", args: tls ? [TRUSTING] : [] });
  await therapist(browser, place.links);
  const page = await browser.newPage();
  const origin = new URL(place.links.patient).origin;
  await accept(page, place.links.patient.replace(origin, `${tls ? "https" : "http"}://127.0.0.1:${through.port}`), "Mira");
  await field(page).waitFor();
  through.shape(ROUND_TRIP, BITS);
  const down = async () => {
    through.cut();
    await browser.setOffline(true);
  };
  const up = async () => {
    through.restore();
    await browser.setOffline(false);
  };
  const rows = await measure({ page, through, down, up });
  const version = browser.browser()?.version();
  await browser.close();
  through.close();
  end?.close();
  place.close();
  return { version, rows };
}

async function singles({ page, through, down, up }, say, how) {
  say(`a letter of 300 bytes, when the link comes up${how}`);
  const trips = [];
  const needed = [];
  for (let number = 0; number < SINGLE; number++) {
    await down();
    await field(page).fill(body(number));
    await keep(page).click();
    await page.waitForFunction(() => document.querySelector("textarea")?.value === "");
    // The tries that found no link are over, and the last answers have come in.
    await page.waitForTimeout(1500);
    const before = through.carried();
    const told = page.evaluate(
      () =>
        new Promise((done) => {
          let began = 0;
          const states = () => [...document.querySelectorAll("[data-testid=letter-state]")].at(-1)?.textContent ?? "";
          addEventListener("online", () => (began = performance.now()), { once: true, capture: true });
          const look = () => began && /With the clinic|gets there|has arrived/.test(states()) && done(performance.now() - began);
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
    );
    await page.waitForTimeout(50);
    await up();
    trips.push((await told) / ROUND_TRIP);
    const after = through.carried();
    needed.push((((after.up - before.up) + (after.down - before.down)) * 8000) / BITS);
  }
  const middle = median(trips);
  const bytes = (median(needed) * BITS) / 8000;
  return [
    row(`a 300-byte letter, confirmed after the link comes up${how}`, middle, 1.3, "round trips", `${short(middle * ROUND_TRIP)} ms; on the wire ${short(bytes)} bytes, HTTP headers included, which need ${short(median(needed))} ms`),
    row("… but for the time that its bytes need", middle - median(needed) / ROUND_TRIP, null, "round trips"),
  ];
}

async function many({ page, through, down, up }, say) {
  say(`${QUEUED} letters kept without a link`);
  await down();
  await page.evaluate(
    async ([many, words]) => {
      const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
      const pause = () => new Promise((done) => setTimeout(done, 0));
      for (let number = 0; number < many; number++) {
        const field = document.querySelector("textarea");
        set.call(field, `${1000 + number} ${words}`.slice(0, 300));
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await pause();
        const keep = [...document.querySelectorAll("button")].find((one) => /^Keep( and send)?$/.test(one.textContent.trim()));
        keep.click();
        while (document.querySelector("textarea").value !== "") await pause();
      }
    },
    [QUEUED, WORDS],
  );
  const outbox = () =>
    page.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise((done) => (indexedDB.open(name).onsuccess = (event) => done(event.target.result)));
        if (!database.objectStoreNames.contains("outbox")) {
          database.close();
          continue;
        }
        const all = await new Promise((done) => (database.transaction("outbox").objectStore("outbox").getAll().onsuccess = (event) => done(event.target.result)));
        database.close();
        return { letters: all.length, bytes: all.reduce((sum, one) => sum + one.byteLength, 0) };
      }
    });
  const queued = await outbox();
  if (queued.letters !== QUEUED) throw new Error(`${queued.letters} of ${QUEUED} letters are kept`);
  say(`${QUEUED} letters go out: ${short(queued.bytes / 1000)} kB, about ${short(queued.bytes * 8 / BITS)} s`);
  const before = through.carried();
  const bodies = { up: 0, down: 0 };
  page.on("requestfinished", async (request) => {
    const sizes = await request.sizes().catch(() => null);
    bodies.up += sizes?.requestBodySize ?? 0;
    bodies.down += sizes?.responseBodySize ?? 0;
  });
  const began = performance.now();
  await up();
  let left = queued;
  while (left.letters > 0) {
    await new Promise((done) => setTimeout(done, 250));
    left = await outbox();
    if (performance.now() - began > 600_000) throw new Error(`${left.letters} letters still wait`);
  }
  const took = (performance.now() - began) / 1000;
  const after = through.carried();
  const wire = after.up - before.up + (after.down - before.down);
  const time = (queued.bytes * 8) / BITS;
  return [
    row("1,000 queued letters, against what their sealed bytes need", took / time, 1.3, "×", `${short(took)} s, ${short(time)} s`),
    row("bytes on the wire, both ways, against the sealed ones", wire / queued.bytes, 1.3, "×", `${short(wire / 1000)} kB with HTTP headers, ${short((bodies.up + bodies.down) / 1000)} kB without; sealed ${short(queued.bytes / 1000)} kB`),
  ];
}
