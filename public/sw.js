// The build step writes the id and the files of this build in place of the four placeholders below,
// so that every build is a new worker and a worker never mixes two builds.
const BUILD = "__BUILD_ID__";
const SHARED = ["__SHARED_FILES__"];
// A patient's files and a therapist's: [side, files], none where one build serves both.
const SIDES = ["__FILES_BY_SIDE__"];
// The words: [language, file].
const WORDS = ["__WORDS__"];
// Which of them this browser keeps, `sw.js?side=…`; both until the app, once it is new, has said which.
const ASKED = new URLSearchParams(self.location.search);
const SIDE = ASKED.get("side");
const KEPT = SIDES.filter(([side]) => side === SIDE);
const PROGRAMS = [...SHARED, ...(KEPT.length ? KEPT : SIDES).flatMap(([, files]) => files)];
const FILES = [...PROGRAMS, ...WORDS.map(([, file]) => file)];
// The language that is spoken, `&words=…`; every one until the app has said which.
const LANGUAGE = ASKED.get("words");
const OF_BUILD = `holdfast-${BUILD}`;
const CACHE = `${OF_BUILD}-${SIDE}-${LANGUAGE}`;
const SHELL = "/";

self.addEventListener("install", (event) => event.waitUntil(keepWholeBuild()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const path = pathOfOurs(event.request);
  if (path !== null) event.respondWith(answer(event.request, path));
});
self.addEventListener("message", (event) => {
  if (event.data?.type === "use-new-build") self.skipWaiting();
});

async function keepWholeBuild() {
  const cache = await caches.open(CACHE);
  try {
    await cache.addAll([...PROGRAMS, ...(await wordsToKeep())].map(requestFor));
    const shell = await cache.match(SHELL);
    const text = shell ? await shell.text() : "";
    // A deploy between fetching this worker and its files: better no update than half of one.
    if (!text.includes(BUILD)) throw new Error(`the page at ${SHELL} is not of build ${BUILD}`);
    const names = await caches.keys();
    // The other side or other words of the same build: nothing changes that anybody need be asked about.
    if (names.some((name) => name.startsWith(OF_BUILD) && name !== CACHE)) await self.skipWaiting();
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** The words in the language that is spoken, and in those that were spoken on this device before. */
async function wordsToKeep() {
  const spoken = [LANGUAGE];
  for (const name of (await caches.keys()).filter((name) => name.startsWith("holdfast-"))) {
    for (const { url } of await (await caches.open(name)).keys()) spoken.push(/\/words-(\w+)-/.exec(url)?.[1]);
  }
  const kept = WORDS.filter(([language]) => spoken.includes(language));
  return (kept.length ? kept : WORDS).map(([, file]) => file);
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
  if (url.pathname.startsWith("/v1/")) return null;
  if (FILES.includes(url.pathname)) return url.pathname;
  return request.mode === "navigate" ? SHELL : null;
}

async function answer(request, path) {
  try {
    const kept = await caches.match(path, { cacheName: CACHE, ignoreVary: true });
    if (kept) return kept;
  } catch {
    // Storage can be gone or broken while the network is fine.
  }
  return fetch(request);
}
