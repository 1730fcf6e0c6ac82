// The build step writes the id and the files of this build in place of the five placeholders below,
// so that every build is a new worker and a worker never mixes two builds.
const BUILD = "__BUILD_ID__";
const SHARED = ["__SHARED_FILES__"];
// A patient's files and a therapist's: [side, files], none where one build serves both.
const SIDES = ["__FILES_BY_SIDE__"];
// The words: [language, file].
const WORDS = ["__WORDS__"];
// What noticing knows of each language: [language, file].
const PACKS = ["__PACKS__"];
// Which of them this browser keeps, `sw.js?side=…`; both until the app, once it is new, has said which.
const SIDE = new URLSearchParams(self.location.search).get("side");
const KEPT = SIDES.filter(([side]) => side === SIDE);
const PROGRAMS = [...SHARED, ...(KEPT.length ? KEPT : SIDES).flatMap(([, files]) => files)];
// Who writes to be heeded is a patient: a pack is kept in advance once this browser is known to be one's, or may be.
const PACKS_IN_ADVANCE = SIDES.length && SIDE !== "patient" ? [] : PACKS;
const FILES = [...PROGRAMS, ...[...WORDS, ...PACKS].map(([, file]) => file)];
const OF_BUILD = `holdfast-${BUILD}`;
const CACHE = `${OF_BUILD}-${SIDE}`;
const SHELL = "/";

self.addEventListener("install", (event) => event.waitUntil(keepWholeBuild()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const path = pathOfOurs(event.request);
  if (path !== null) event.respondWith(answer(event, path));
});
self.addEventListener("message", (event) => {
  if (event.data?.type === "use-new-build") self.skipWaiting();
  if (event.data?.type === "keep-words") event.waitUntil(keep([...WORDS, ...PACKS_IN_ADVANCE], event.data.language));
  if (event.data?.type === "keep-pack") event.waitUntil(keep(PACKS, event.data.language));
  if (event.data?.type === "which-build") event.source.postMessage({ type: "build", build: BUILD });
});
// Without a page open the browser says so, once it has a network: "post" and the name of the database.
self.addEventListener("sync", (event) => {
  const [task, name] = event.tag.split(" ");
  if (task === "post" && name) event.waitUntil(postWhatWaits(name));
});

// Somebody is needed. What is shown says nothing of whom, by whom, or what this app is for: others may see it.
self.addEventListener("push", (event) => {
  const words = { de: "Bitte sieh nach", es: "Por favor, echa un vistazo", fr: "Merci de regarder", pt: "Por favor, dê uma olhada" };
  const title = words[navigator.language.toLowerCase().split(/[-_]/)[0]] ?? "Please have a look";
  const options = { tag: "needed", renotify: true, requireInteraction: true };
  event.waitUntil(self.registration.showNotification(title, options));
});
// The browser gives this device a new address: the relay hears of it from the page, which has the key, at its next start.
self.addEventListener("pushsubscriptionchange", (event) => {
  const options = event.oldSubscription?.options;
  if (options && !event.newSubscription) event.waitUntil(self.registration.pushManager.subscribe(options));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openTheApp());
});

async function openTheApp() {
  const [open] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  await (open ? open.focus() : self.clients.openWindow(SHELL));
}

async function keepWholeBuild() {
  const cache = await caches.open(CACHE);
  try {
    await cache.addAll([...PROGRAMS, ...(await languagesToKeep())].map(requestFor));
    for (const [, file] of PACKS) await forgetIfDamaged(cache, file);
    // A deploy between fetching this worker and the last of its files: better no update than half of one.
    for (const shell of [await cache.match(SHELL), await fetch(requestFor(SHELL))]) {
      const text = shell ? await shell.text() : "";
      if (!text.includes(BUILD)) throw new Error(`the page at ${SHELL} is not of build ${BUILD}`);
    }
    const names = await caches.keys();
    // The other side of the same build: nothing changes that anybody need be asked about.
    if (names.some((name) => name.startsWith(OF_BUILD) && name !== CACHE)) await self.skipWaiting();
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/**
 * The words in every language that was spoken on this device, and the packs of those that were written; at first, both
 * in the one that the page chooses by itself.
 */
async function languagesToKeep() {
  const had = [];
  for (const name of (await caches.keys()).filter((name) => name.startsWith("holdfast-"))) {
    for (const { url } of await (await caches.open(name)).keys()) had.push(url);
  }
  const tags = navigator.languages.map((tag) => tag.toLowerCase().split(/[-_]/)[0]);
  const first = (files) => files.find(([language]) => language === tags.find((tag) => files.some(([one]) => one === tag)));
  const spoken = WORDS.filter(([language]) => had.some((url) => url.includes(`/words-${language}-`)));
  const words = spoken.length ? spoken : [first(WORDS) ?? WORDS.find(([language]) => language === "en")].filter(Boolean);
  const isSpoken = (pack) => PACKS_IN_ADVANCE.includes(pack) && words.some(([one]) => one === pack[0]);
  const isWritten = ([language]) => SIDE !== "therapist" && had.some((url) => url.includes(`/packs/${language}-`));
  return [...words, ...PACKS.filter((pack) => isSpoken(pack) || isWritten(pack))].map(([, file]) => file);
}

/** The app says which language is spoken now, or written: what it needs of that one stays on the device as well. */
async function keep(files, language) {
  try {
    const cache = await caches.open(CACHE);
    for (const [one, file] of files) {
      if (one !== language || (await cache.match(file))) continue;
      await cache.add(requestFor(file));
      if (isPack(file)) await forgetIfDamaged(cache, file);
    }
  } catch {
    // The next start asks again.
  }
}

function isPack(path) {
  return PACKS.some(([, file]) => file === path);
}

/** A pack that is not what its name says would keep noticing from its language for as long as this worker lives. */
async function forgetIfDamaged(cache, file) {
  const kept = await cache.match(file);
  if (!kept) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await kept.arrayBuffer()));
  const hash = [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!file.includes(`-${hash}.`)) await cache.delete(file);
}

function requestFor(path) {
  // A name with a hash of its content can be taken from the HTTP cache: the page has just loaded it, and a
  // phone should not pay twice. Under any other name the last build's file may still be there.
  const namedByContent = /-[0-9a-f]{16}(_bg)?\.\w+$/.test(path);
  return new Request(path, { cache: namedByContent ? "default" : "reload" });
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("holdfast-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The path in this build that answers the request, or null when it is not for this worker. */
function pathOfOurs(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return null;
  // A page of the relay's own, for people who have no app.
  if (url.pathname.startsWith("/v1/") || url.pathname === "/acknowledge") return null;
  if (FILES.includes(url.pathname)) return url.pathname;
  return request.mode === "navigate" ? SHELL : null;
}

async function answer(event, path) {
  try {
    // The page could not read what is kept.
    if (event.request.cache === "reload" && isPack(path)) await (await caches.open(CACHE)).delete(path);
    const kept = await caches.match(path, { cacheName: CACHE, ignoreVary: true });
    if (kept) return kept;
    // The browser has taken it away, and would open nothing without a network for as long as this worker lives.
    if (event.request.mode === "navigate") event.waitUntil(keepWholeBuild().catch(() => undefined));
  } catch {
    // Storage can be gone or broken while the network is fine.
  }
  return fetch(event.request);
}

// The outbox, while no page is open (docs/decisions/app-background-sync.md): it holds envelopes that are sealed
// already, so posting them needs no keys. Nothing is written here: what the relay has, the page hears when it
// offers it again.

/** The layout of the database that is read here; of any other nothing is known. */
const LAYOUT = 2;
/** How long a page that is not looked at may take to be gone. Short: a worker with work keeps a new build waiting. */
const PATIENCE = 2_000;
/** What fits into one request, in submissions and in bytes. */
const MOST = { submissions: 64, bytes: 1024 * 1024 - 128 };
const MEDIA_TYPE = "application/vnd.holdfast.v1";

/** Fails where the browser should try again later. */
async function postWhatWaits(name) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const awake = pages.filter((page) => page.lifecycleState !== "frozen");
  // It sends by itself, and hears what became of it.
  if (awake.some((page) => page.visibilityState === "visible")) throw new Error("a page is open");
  if (awake.length) await new Promise((done) => setTimeout(done, PATIENCE));
  const database = await openAsItIs(name);
  if (!database) return;
  let outbox = null;
  try {
    if (database.version === LAYOUT) outbox = await readOutbox(database);
  } finally {
    database.close();
  }
  if (outbox?.post) await postAll(outbox);
}

/** The database, or null where there is none; never makes or changes one. */
function openAsItIs(name) {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => (opening.error.name === "AbortError" ? done(null) : failed(opening.error));
    opening.onsuccess = () => {
      const database = opening.result;
      // A page that upgrades it, or removes it, is never kept waiting.
      database.onversionchange = () => database.close();
      done(database);
    };
  });
}

async function readOutbox(database) {
  const reading = database.transaction(["place", "outbox"]);
  const [place, outbox] = ["place", "outbox"].map((shelf) => reading.objectStore(shelf));
  const asked = [place.get("post"), place.get("place"), outbox.getAllKeys(), outbox.getAll()].map(
    (request) =>
      new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      }),
  );
  const [post, standing, keys, records] = await Promise.all(asked);
  const waiting = records
    .map((record, nth) => ({ key: keys[nth], ...numberAt(record, 1), record }))
    // Any other first byte: it needs its writer, and is not to be posted.
    .filter(({ record }) => record[0] === 0)
    .sort((one, other) => one.number - other.number || (one.key < other.key ? -1 : 1))
    .map(({ record, end }) => record.subarray(end));
  return { post, place: standing ? [1, ...standing] : [0, 0, 1], waiting };
}

async function postAll({ post, place, waiting }) {
  const { end } = numberAt(post, 0);
  const head = [...post.subarray(0, end), ...place];
  const token = btoa(String.fromCharCode(...post.subarray(end)));
  const authorization = `Bearer ${token.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
  let most = MOST.submissions;
  for (let from = 0; from < waiting.length; ) {
    const batch = batchOf(waiting.slice(from, from + most));
    const body = new Blob([new Uint8Array([...head, ...bytesOf(batch.length)]), ...batch]);
    const answer = await fetch("/v1/sync", {
      method: "POST",
      headers: { authorization, "content-type": MEDIA_TYPE },
      body,
      signal: AbortSignal.timeout(120_000),
    });
    const { status } = answer;
    await answer.body?.cancel();
    // Signed out, or too old: the page says so, and no later try would change it.
    if (status === 401 || status === 426) return;
    if (status === 413 && batch.length > 1) {
      most = Math.floor(batch.length / 2);
      continue;
    }
    const taken = answer.ok && answer.headers.get("content-type")?.startsWith(MEDIA_TYPE);
    // One alone that is too large blocks nothing; the page asks its writer.
    if (!taken && status !== 413) throw new Error(`the relay answered ${status}`);
    from += batch.length;
  }
}

/** As many of them as fit into one request, one at the least. */
function batchOf(waiting) {
  let bytes = 0;
  const over = waiting.findIndex((one, nth) => (bytes += one.length) > MOST.bytes && nth > 0);
  return over < 0 ? waiting : waiting.slice(0, over);
}

/** A number as postcard writes it, seven bits to a byte, and where it ends. */
function numberAt(bytes, from) {
  let [number, end] = [0, from];
  for (let unit = 1; end < bytes.length; unit *= 128) {
    number += (bytes[end] & 127) * unit;
    if (bytes[end++] < 128) break;
  }
  return { number, end };
}

function bytesOf(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...bytesOf(number >> 7)];
}
