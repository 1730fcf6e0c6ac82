import type { Page } from "@playwright/test";

/** The object stores of the app's database in the browser. */
export type Store = "identity" | "notes" | "place" | "outbox" | "thread" | "held" | "standing" | "sent" | "promises";

/** The keys of what is stored on the device. */
export function keysOf(page: Page, store: Store): Promise<string[]> {
  return page.evaluate(
    (store) =>
      new Promise<string[]>((done, failed) => {
        const opening = indexedDB.open("holdfast");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const asked = database.transaction(store).objectStore(store).getAllKeys();
          asked.onerror = () => failed(asked.error);
          asked.onsuccess = () => {
            database.close();
            done(asked.result.map(String));
          };
        };
      }),
    store,
  );
}

/** Writes junk in the place of every record, as a failing disk might; says how many there were. */
export function damage(page: Page, store: Store): Promise<number> {
  return page.evaluate(
    (store) =>
      new Promise<number>((done, failed) => {
        const opening = indexedDB.open("holdfast");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const writing = database.transaction(store, "readwrite");
          let count = 0;
          writing.objectStore(store).openCursor().onsuccess = (event) => {
            const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
            if (!cursor) return;
            cursor.update(new Uint8Array([255, 0, 255, 0, 255]));
            count += 1;
            cursor.continue();
          };
          writing.onabort = () => failed(writing.error);
          writing.oncomplete = () => {
            database.close();
            done(count);
          };
        };
      }),
    store,
  );
}

/** Takes every record away. */
export function clear(page: Page, store: Store): Promise<void> {
  return page.evaluate(
    (store) =>
      new Promise<void>((done, failed) => {
        const opening = indexedDB.open("holdfast");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const writing = database.transaction(store, "readwrite");
          writing.objectStore(store).clear();
          writing.onabort = () => failed(writing.error);
          writing.oncomplete = () => {
            database.close();
            done();
          };
        };
      }),
    store,
  );
}
