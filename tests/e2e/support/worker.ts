import type { BrowserContext, CDPSession } from "@playwright/test";

/** The service worker of a browser, seen from outside: no page of the app need be open. */
export class Worker {
  private readonly registrations = new Map<string, string>();

  private constructor(private readonly session: CDPSession) {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      for (const { scopeURL, registrationId, isDeleted } of registrations) {
        if (isDeleted) this.registrations.delete(scopeURL);
        else this.registrations.set(scopeURL, registrationId);
      }
    });
  }

  /** Looks from a page of its own, which is none of the app's. */
  static async of(context: BrowserContext): Promise<Worker> {
    const session = await context.newCDPSession(await context.newPage());
    const worker = new Worker(session);
    await session.send("ServiceWorker.enable");
    return worker;
  }

  /** As the browser does once it has a network: lets the worker post what waits in the database `name`. */
  async post(origin: string, name = "holdfast"): Promise<void> {
    const registrationId = this.registrations.get(`${origin}/`);
    if (!registrationId) throw new Error(`no worker at ${origin}`);
    await this.session.send("ServiceWorker.dispatchSyncEvent", { origin, registrationId, tag: `post ${name}`, lastChance: false });
  }

  /** Ends it wherever it is, as a browser may at any time. */
  async kill(): Promise<void> {
    await this.session.send("ServiceWorker.stopAllWorkers");
  }
}
