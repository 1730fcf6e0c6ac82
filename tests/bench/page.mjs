// The real app at four times the processor's time, with 100,000 letters: what
// blocks the page, and for how long.
import { cpSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { folder, launch } from "./browser.mjs";
import { accept, clinic, field, keep, therapist } from "./clinic.mjs";
import { row, short } from "./figures.mjs";
import { tasks as traced } from "./tasks.mjs";

const MANY = 100_000;
const SLOWER = 4;
const GOAL = 50;
const CHARACTERS = 200;
const LETTERS = 5;
const SCROLLED = 500;
/** More than enough turns of the wheel. */
const TURNS = 3000;

/** Measures all of it. */
export async function page({ page: built, relay, app, say }) {
  // The bench page fills the app's own database; both must be of one origin.
  const served = folder("app");
  cpSync(app, served, { recursive: true });
  cpSync(built, served, { recursive: true });
  const place = await clinic({ relay, app: served });
  const browser = await launch(folder("page"), { locale: "en-GB", serviceWorkers: "block" });
  await therapist(browser, place.links);
  const first = await browser.newPage();
  await accept(first, place.links.patient, "Mira");
  await field(first).waitFor();
  const origin = new URL(first.url()).origin;
  const names = await first.evaluate(async () => (await indexedDB.databases()).map((one) => one.name));
  await first.close();

  say(`filling the app's database with ${MANY} letters`);
  const filler = await browser.newPage();
  await filler.goto(`${origin}/bench.html?ns=${names[0]}`);
  await filler.waitForFunction(() => window.bench || window.__failed);
  await filler.evaluate(async (many) => {
    await window.bench.open();
    for (let base = 0; base < many; base += 5000) await window.bench.fill(Math.min(5000, many - base), base);
    await window.bench.close();
  }, MANY);
  await filler.close();

  const shown = await browser.newPage();
  const tools = await browser.newCDPSession(shown);
  await shown.addInitScript(() => {
    window.__long = [];
    const note = (list) => window.__long.push(...list.getEntries().map((one) => ({
      kind: one.entryType,
      at: one.startTime,
      ms: one.duration,
      scripts: (one.scripts ?? []).map((script) => `${script.invoker} ${script.duration.toFixed(0)} ms`),
    })));
    for (const type of ["longtask", "long-animation-frame"]) new PerformanceObserver(note).observe({ type, buffered: true });
  });
  const trace = await traced(browser);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  say("opening");
  await trace.begin();
  const opened = performance.now();
  await shown.goto(origin);
  await shown.getByTestId("letter").last().waitFor({ timeout: 120_000 });
  const opening = performance.now() - opened;
  await shown.waitForTimeout(5000);

  const rows = [];
  const taken = async (what, goal = GOAL) => {
    await shown.waitForTimeout(1500);
    const worked = await trace.longest();
    const long = await shown.evaluate(() => window.__long.splice(0));
    const tasks = long.filter((one) => one.kind === "longtask");
    const worst = Math.max(0, ...tasks.map((one) => one.ms));
    const frame = long.filter((one) => one.kind === "long-animation-frame").sort((one, other) => other.ms - one.ms)[0];
    const why = frame ? `longest frame ${frame.ms.toFixed(0)} ms: ${frame.scripts.slice(0, 3).join(", ") || "no script"}` : "no long frame";
    // The browser reports tasks from 50 ms on; none is less than that.
    rows.push(row(what, worst, goal, "ms", `${tasks.length} tasks of 50 ms or more; the most that one worked by itself ${short(worked)} ms; ${why}; ${load()}`));
    say(`${what}: ${short(worst)} ms, by itself ${short(worked)} ms (${load()})`);
    await trace.begin();
  };
  await taken(`opening with ${MANY.toLocaleString("en")} letters (${(opening / 1000).toFixed(1)} s until one is seen)`, null);

  say("typing");
  await field(shown).click();
  await field(shown).pressSequentially("It came back in the evening, and it went. ".repeat(5).slice(0, CHARACTERS), { delay: 30 });
  await taken(`typing ${CHARACTERS} characters: the longest block`);
  await field(shown).fill("");

  say("sending");
  for (let number = 0; number < LETTERS; number++) {
    await field(shown).fill(`Letter ${number} of the bench, with a line or two about today.`);
    await keep(shown).click();
    await shown.waitForFunction(() => document.querySelector("textarea")?.value === "");
  }
  await taken(`sending ${LETTERS} letters: the longest block`);

  say("scrolling");
  await shown.getByTestId("letter").last().scrollIntoViewIfNeeded();
  await shown.mouse.move(600, 400);
  const seen = new Set();
  /** Turns the wheel until `there`, and notes which letters of the fill have been on the page. */
  const wheel = async (step, there) => {
    for (let turn = 0; turn < TURNS; turn++) {
      const now = await shown.evaluate(drawn);
      for (const one of now.letters) seen.add(one);
      if (there(now.letters)) return;
      // Whoever is below all letters writes, and is not drawn newer ones.
      if (step < 0 || now.below > step) await shown.mouse.wheel(0, step);
      await shown.waitForTimeout(50);
    }
    throw new Error(`the wheel came no further than ${seen.size} letters`);
  };
  await wheel(-600, () => seen.size >= SCROLLED);
  await taken(`scrolling up through ${SCROLLED} letters: the longest block`);
  await wheel(600, (letters) => letters.some((one) => one.endsWith(`${MANY - 1} Today was`)));
  await taken("scrolling back to the newest: the longest block");

  await trace.longest();
  const version = browser.browser()?.version();
  await browser.close();
  place.close();
  return { version, rows };
}

/** The letters of the fill that are on the page, and how far below the window's end they go. */
function drawn() {
  const letters = [...document.querySelectorAll("[data-testid=letter]")];
  const told = letters.map((one) => /\d+ Today was/.exec(one.textContent)?.[0]);
  return { letters: told.filter(Boolean), below: letters.at(-1).getBoundingClientRect().bottom - innerHeight };
}

/** What else the machine does: what passed on a busy one says little of the app. */
function load() {
  return `load ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`;
}
