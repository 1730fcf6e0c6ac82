// A file of its own: the relay's policy runs no script that stands in a page.
import start, * as store from "./holdfast-bench.js";

const asked = new URLSearchParams(location.search);
const name = asked.get("ns") ?? "holdfast-bench";
const cold = Number(asked.get("cold"));

try {
  await start({ module_or_path: new URL("holdfast-bench_bg.wasm", import.meta.url) });
  if (cold > 0) {
    const began = performance.now();
    await store.open(name, cold);
    const letters = await store.newest(cold);
    const ended = performance.now();
    window.__cold = { ok: letters.length === cold, sinceNavigation: ended, openAndRead: ended - began };
  }
  window.bench = {
    open: () => store.open(name, 0),
    append: async (n, base) => Array.from(await store.append(n, base)),
    bulk: store.bulk,
    newest: store.newest,
    count: store.count,
    close: async () => store.close(),
    // Beyond the contract: for measuring the app itself, and what sealing costs.
    fill: store.fill,
    sealing: async (n) => Array.from(store.sealing(n)),
    noticing: { install: store.install, prepare: store.prepare, notice: store.notice },
  };
} catch (why) {
  window.__failed = String(why);
  throw why;
}
