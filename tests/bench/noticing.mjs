// Noticing in the browser: with every language's rules and its second opinion, in the page's own thread.
import { readdirSync, readFileSync } from "node:fs";
import { folder, launch, serve } from "./browser.mjs";
import { row } from "./figures.mjs";

const SAFETY = new URL("../../crates/safety/", import.meta.url);
const LANGUAGES = { en: "english", es: "spanish", de: "german", fr: "french", pt: "portuguese" };
const CHARACTERS = 300;
const MEGABYTE = 1_000_000;
/** Microseconds for a message, its language known or in all of them. */
const MESSAGE = 150;
/** Each page takes one; the best of them counts, as the machine does other things too. */
const VISITS = 5;

/** Measures all of it. */
export async function noticing({ page: built, say }) {
  const served = await serve([built]);
  const browser = await launch(folder("noticing"));
  const packs = {};
  for (const name of readdirSync(new URL(`file://${built}/packs`))) packs[name.slice(0, 2)] = `${served.address}/packs/${name}`;

  say("getting ready");
  const visits = [];
  let page;
  for (let visit = 0; visit < VISITS; visit++) {
    await page?.close();
    page = await browser.newPage();
    await page.goto(`${served.address}/bench.html`);
    await page.waitForFunction(() => window.bench || window.__failed);
    visits.push(await page.evaluate(ready, packs));
  }
  const best = (of) => Math.min(...visits.map(of));
  const rows = [
    row("every language ready", best(({ parts }) => parts.reduce((sum, one) => sum + one, 0)), null, "ms"),
    row("… one of them, on average", best(({ parts }) => parts.reduce((sum, one) => sum + one, 0)) / 5, null, "ms"),
    row("… the longest part", best(({ parts }) => Math.max(...parts)), null, "ms", `${visits[0].parts.length} parts`),
    row("… taking up a pack", best(({ installs }) => Math.max(...installs)), null, "ms"),
  ];

  say("300 characters");
  for (const [code, name] of Object.entries(LANGUAGES)) {
    const messages = messagesOf(name);
    const known = await page.evaluate(times, { code, messages });
    const all = await page.evaluate(times, { code: "", messages });
    rows.push(row(`300 characters, ${name}`, known.mean, MESSAGE, "µs", `slowest ${known.slowest.toFixed(0)} µs`));
    rows.push(row("… all five tried", all.mean, MESSAGE, "µs", `slowest ${all.slowest.toFixed(0)} µs`));
  }

  say("a megabyte");
  for (const [code, name] of Object.entries(LANGUAGES)) {
    const text = megabyteOf(name);
    rows.push(row(`a megabyte of the lexicon's words, ${name}`, await page.evaluate(once, { code, text }), 1000, "ms"));
    rows.push(row("… all five tried", await page.evaluate(once, { code: "", text }), null, "ms"));
  }
  const version = browser.browser().version();
  await browser.close();
  served.close();
  return { rows, version };
}

/** In the page: takes up every pack and gets ready, one part after another. */
async function ready(packs) {
  const { install, prepare } = window.bench.noticing;
  const installs = [];
  const parts = [];
  for (const [code, address] of Object.entries(packs)) {
    const pack = new Uint8Array(await (await fetch(address)).arrayBuffer());
    const began = performance.now();
    if (!install(code, pack)) throw new Error(`the pack in ${code} was refused`);
    installs.push(performance.now() - began);
  }
  for (let more = true; more; ) {
    const began = performance.now();
    more = prepare();
    parts.push(performance.now() - began);
    await new Promise((done) => setTimeout(done));
  }
  return { installs, parts };
}

/** In the page: the mean and the slowest of these messages in microseconds, each the best of some rounds of many. */
function times({ code, messages }) {
  const { notice } = window.bench.noticing;
  const [ROUNDS, EACH] = [3, 20];
  const best = messages.map((text) => {
    let least = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      for (let nth = 0; nth < EACH; nth++) notice(code, text);
      least = Math.min(least, ((performance.now() - began) * 1000) / EACH);
    }
    return least;
  });
  return { mean: best.reduce((sum, one) => sum + one, 0) / best.length, slowest: Math.max(...best) };
}

/** In the page: how many milliseconds this text takes, the best of three. */
function once({ code, text }) {
  const took = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    window.bench.noticing.notice(code, text);
    took.push(performance.now() - began);
  }
  return Math.min(...took);
}

/** Every seventh of the corpus's messages, one after another and cut into pieces. */
function messagesOf(name) {
  const lines = readFileSync(new URL(`corpus/tuning/${name}.tsv`, SAFETY), "utf8").trim().split("\n").slice(1);
  const characters = [...lines.map((line) => line.split("\t").at(-1)).join(" ")];
  const messages = [];
  for (let from = 0; from + CHARACTERS <= characters.length; from += 7 * CHARACTERS) {
    messages.push(characters.slice(from, from + CHARACTERS).join(""));
  }
  return messages;
}

/** The lexicon's words without order, over and over: of what the native bench tries, the slowest. */
function megabyteOf(name) {
  const lexicon = new URL(`data/lexicon/${name}/`, SAFETY);
  const texts = readdirSync(lexicon).map((file) => readFileSync(new URL(file, lexicon), "utf8"));
  const words = [...new Set(texts.join(" ").match(/\p{L}{2,}/gu))];
  let [text, number] = ["", 1];
  while (text.length < MEGABYTE) {
    number = (number * 48_271) % 0x7fffffff;
    text += `${words[number % words.length]} `;
  }
  return text;
}
