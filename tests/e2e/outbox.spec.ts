import type { BrowserContext, Page } from "@playwright/test";
import type { Clinic } from "./support/clinic.ts";
import { onDevice } from "./support/people.ts";
import { expect, test as base } from "./support/test.ts";
import { Worker } from "./support/worker.ts";

/** The layout that the worker reads. */
const LAYOUT = 2;
const NAME = "made-by-hand";
const TOKEN = Array.from({ length: 32 }, (_, nth) => 255 - nth);
const PLACE = [...Array.from({ length: 16 }, (_, nth) => nth + 1), 7, 0];
/** Protocol, epoch, cursor, whether own is lacking: what every request begins with. */
const HEAD = [2, 1, ...PLACE];
const WAITS = 0;
const NEEDS_YOU = 1;

interface Kept {
  key: string;
  standing: number;
  /** As the app writes it: seven bits to a byte. */
  order: number[];
  submission: number[];
}

interface Fixtures {
  device: Device;
}

/** A device whose worker is there, and no page any more. */
class Device {
  constructor(
    private readonly context: BrowserContext,
    private readonly clinic: Clinic,
    readonly worker: Worker,
  ) {}

  /** Lets `work` happen on a page of the app's origin that runs nothing of the app. */
  async on<T>(work: (page: Page) => Promise<T>): Promise<T> {
    const page = await this.context.newPage();
    await page.goto(`${this.clinic.origin}/help.html`);
    const done = await work(page);
    await page.close();
    return done;
  }

  keep(records: Kept[], { layout = LAYOUT, known = true } = {}): Promise<void> {
    const place = known ? { post: [2, ...TOKEN], place: PLACE } : {};
    return this.on((page) => page.evaluate(make, { name: NAME, layout, place, records }));
  }

  post(): Promise<void> {
    return this.worker.post(this.clinic.origin, NAME);
  }

  /** Resolves once everything that was asked of the worker before has been done. */
  async settled(): Promise<void> {
    const before = this.clinic.posted.length;
    await this.keep([{ key: "last", standing: WAITS, order: [0], submission: [99] }]);
    await this.post();
    await expect.poll(() => this.clinic.posted.length).toBeGreaterThan(before);
  }
}

const test = base.extend<Fixtures>({
  device: async ({ people, clinic }, use) => {
    const context = await people.browserFor("Europe/Berlin");
    const page = await context.newPage();
    await page.goto(clinic.origin);
    await onDevice(page);
    const worker = await Worker.of(context);
    await page.close();
    await use(new Device(context, clinic, worker));
  },
});

/** Runs in the page: writes a database as the app does. */
function make(asked: { name: string; layout: number; place: Record<string, number[]>; records: Kept[] }): Promise<void> {
  return new Promise((done, failed) => {
    indexedDB.deleteDatabase(asked.name).onsuccess = () => {
      const opening = indexedDB.open(asked.name, asked.layout);
      opening.onerror = () => failed(opening.error);
      opening.onupgradeneeded = () => ["place", "outbox"].forEach((shelf) => opening.result.createObjectStore(shelf));
      opening.onsuccess = () => {
        const database = opening.result;
        const writing = database.transaction(["place", "outbox"], "readwrite");
        for (const [key, bytes] of Object.entries(asked.place)) writing.objectStore("place").put(new Uint8Array(bytes), key);
        for (const { key, standing, order, submission } of asked.records) {
          writing.objectStore("outbox").put(new Uint8Array([standing, ...order, ...submission]), key);
        }
        writing.oncomplete = () => done(database.close());
        writing.onabort = () => failed(writing.error);
      };
    };
  });
}

function letter(nth: number, bytes = 40): number[] {
  return Array.from({ length: bytes }, () => nth);
}

function varint(number: number): number[] {
  return number < 128 ? [number] : [(number & 127) | 128, ...varint(number >> 7)];
}

test("what waits is posted as it was sealed, oldest first, and nothing else", async ({ clinic, device }) => {
  await device.keep([
    { key: "aa", standing: WAITS, order: varint(300), submission: letter(3) },
    { key: "bb", standing: WAITS, order: varint(2), submission: letter(1) },
    { key: "cc", standing: NEEDS_YOU, order: varint(1), submission: letter(66) },
    { key: "dd", standing: WAITS, order: varint(2), submission: letter(2) },
  ]);
  await device.post();
  await expect.poll(() => clinic.posted.length).toBe(1);
  const [{ authorization, contentType, body }] = clinic.posted;
  expect([...body]).toEqual([...HEAD, 3, ...letter(1), ...letter(2), ...letter(3)]);
  expect(authorization).toBe(`Bearer ${Buffer.from(TOKEN).toString("base64url")}`);
  expect(contentType).toBe("application/vnd.holdfast.v1");
});

test("before the first answer there is no place, and the request says so", async ({ clinic, device }) => {
  await device.on((page) =>
    page.evaluate(make, {
      name: NAME,
      layout: LAYOUT,
      place: { post: [2, ...TOKEN] },
      records: [{ key: "aa", standing: WAITS, order: [1], submission: letter(1) }],
    }),
  );
  await device.post();
  await expect.poll(() => clinic.posted.length).toBe(1);
  expect([...clinic.posted[0].body]).toEqual([2, 0, 0, 1, 1, ...letter(1)]);
});

test("an outbox larger than a request goes in several, in order", async ({ clinic, device }) => {
  const many = Array.from({ length: 150 }, (_, nth) => ({ key: `k${nth}`, standing: WAITS, order: varint(nth), submission: [nth] }));
  await device.keep(many);
  await device.post();
  await expect.poll(() => clinic.posted.length).toBe(3);
  const arrived = clinic.posted.flatMap(({ body }) => [...body.subarray(HEAD.length + 1)]);
  expect(arrived).toEqual(many.map(({ submission: [nth] }) => nth));

  clinic.posted.length = 0;
  const large = (nth: number): Kept => ({ key: `k${nth}`, standing: WAITS, order: [nth], submission: letter(nth, 400 * 1024) });
  await device.keep([1, 2, 3].map(large));
  await device.post();
  await expect.poll(() => clinic.posted.map(({ body }) => body[HEAD.length])).toEqual([2, 1]);
});

test("a request that is too large for the way is halved, and what is too large alone holds nothing up", async ({ clinic, device }) => {
  clinic.answer = ({ body }) => (body[HEAD.length] > 1 || body[HEAD.length + 1] === 2 ? 413 : 200);
  await device.keep([1, 2, 3].map((nth) => ({ key: `k${nth}`, standing: WAITS, order: [nth], submission: letter(nth) })));
  await device.post();
  const asked = () => clinic.posted.map(({ body }) => [body[HEAD.length], body[HEAD.length + 1]]);
  await expect.poll(asked).toEqual([[3, 1], [1, 1], [1, 2], [1, 3]]);
});

for (const status of [401, 426]) {
  test(`to a no that no later try would change (${status}) nothing more is said`, async ({ clinic, device }) => {
    clinic.answer = () => status;
    const many = Array.from({ length: 100 }, (_, nth) => ({ key: `k${nth}`, standing: WAITS, order: varint(nth), submission: [nth] }));
    await device.keep(many);
    await device.post();
    await expect.poll(() => clinic.posted.length).toBe(1);
    await device.settled();
    expect(clinic.posted.length).toBe(2);
  });
}

for (const layout of [LAYOUT - 1, LAYOUT + 1]) {
  test(`failure_24 of a database of layout ${layout} the worker knows nothing, and leaves it alone`, async ({ clinic, device }) => {
    await device.keep([{ key: "aa", standing: WAITS, order: [1], submission: letter(1) }], { layout });
    await device.post();
    await device.settled();
    expect(clinic.posted.map(({ body }) => [...body])).toEqual([[...HEAD, 1, 99]]);
  });
}

test("where there is no database none is made, and one without a token stays unread", async ({ clinic, device }) => {
  await device.post();
  await device.on(async (page) => {
    await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).not.toContain(NAME);
  });
  await device.keep([{ key: "aa", standing: WAITS, order: [1], submission: letter(1) }], { known: false });
  await device.post();
  await device.settled();
  expect(clinic.posted.length).toBe(1);
});

test("an upgrade or a removal never waits for the worker, whatever it is doing", async ({ clinic, device }) => {
  clinic.answer = () => null;
  await device.keep([{ key: "aa", standing: WAITS, order: [1], submission: letter(1) }]);
  await device.post();
  await expect.poll(() => clinic.posted.length).toBe(1);
  // Its request is under way and will not be answered.
  const fate = await device.on((page) =>
    page.evaluate(
      (name) =>
        new Promise<string>((done) => {
          const removing = indexedDB.deleteDatabase(name);
          removing.onsuccess = () => done("removed");
          removing.onblocked = () => done("blocked");
        }),
      NAME,
    ),
  );
  expect(fate).toBe("removed");
});
