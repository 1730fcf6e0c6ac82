import { expect, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from "@playwright/test";
import type { Relay } from "./relay.ts";

export const THERAPIST_ZONE = "Europe/Berlin";
export const PATIENT_ZONE = "America/New_York";

/** Both sides of a conversation, each in a browser of their own. */
export class People {
  private readonly contexts: BrowserContext[] = [];
  private readonly faults: string[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly relay: Relay,
  ) {}

  /** A browser that nobody has used, in English unless asked for otherwise. */
  async browserFor(timezoneId: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({ locale: "en-GB", timezoneId, ...options });
    this.watch(context);
    this.contexts.push(context);
    return context;
  }

  /** Notes what lets a device in, and what no test may leave behind: a panic, an uncaught error, a breach of the page's policy. */
  watch(context: BrowserContext): void {
    context.on("request", (request) => {
      this.relay.token = request.headers().authorization ?? this.relay.token;
    });
    context.on("weberror", (error) => this.faults.push(String(error.error())));
    context.on("console", (message) => {
      const text = message.text();
      if (/panicked|Content Security Policy/.test(text)) this.faults.push(text);
    });
  }

  /** A therapist, by the demonstration's link or else by the operator's invitation. */
  async therapist(name = "Dr Lind", options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await this.browserFor(THERAPIST_ZONE, options)).newPage();
    const { demo } = this.relay.options;
    const onward = demo ? invited(page) : Promise.resolve();
    await join(page, demo ? this.relay.links.therapist : this.relay.invite(), name);
    // The demonstration's patient link works from here on.
    await onward;
    return page;
  }

  /** The demonstration's patient. */
  async patient(name = "Mira", options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await this.browserFor(PATIENT_ZONE, options)).newPage();
    await join(page, this.relay.links.patient, name);
    return page;
  }

  /** Makes an invitation for `name` on the page of all people; the relay has it when this returns its link. */
  async invite(therapist: Page, name: string): Promise<string> {
    await goTo(therapist, "People");
    const made = invited(therapist);
    await therapist.getByLabel("Who is it for?").fill(`Case of ${name}`);
    await therapist.getByRole("button", { name: "Make an invitation" }).click();
    await made;
    const link = await person(therapist, `Case of ${name}`).getByLabel("Invitation link").inputValue();
    // Opened under the patients' name of this machine.
    return link.replace(this.relay.therapistOrigin, this.relay.patientOrigin);
  }

  /** One more patient, invited in the app, in a browser of their own. */
  async another(therapist: Page, name: string): Promise<Page> {
    const link = await this.invite(therapist, name);
    const page = await (await this.browserFor(PATIENT_ZONE)).newPage();
    await join(page, link, name);
    await expect(person(therapist, name)).toBeVisible();
    return page;
  }

  /** A therapist and their patient, who have joined and can write. */
  async pair(): Promise<{ therapist: Page; patient: Page }> {
    const therapist = await this.therapist();
    const patient = this.relay.options.demo ? await this.patient() : await this.another(therapist, "Mira");
    return { therapist, patient };
  }

  async goodbye(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    expect(this.faults, "errors that nobody handled").toEqual([]);
  }
}

/** Opens an invitation and accepts it under `name`. */
export async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await acceptAs(page, name);
  await expect(places(page)).toBeVisible();
}

/** Fills the form of an invitation that is open. */
export async function acceptAs(page: Page, name: string): Promise<void> {
  await page.getByLabel("What should you be called?").fill(name);
  await page.getByRole("button", { name: "Accept the invitation" }).click();
}

/** The places of the app, which only somebody who has joined has. */
export function places(page: Page): Locator {
  return page.getByRole("navigation", { name: "Places" });
}

/** What a therapist sees of one person on the page of all people. */
export function person(therapist: Page, name: string): Locator {
  return therapist.getByTestId("person").filter({ has: therapist.getByRole("heading", { name, exact: true }) });
}

/** Comes once the relay has taken an invitation. */
async function invited(page: Page): Promise<void> {
  await page.waitForResponse((response) => response.url().endsWith("/v1/invitations") && response.ok());
}

/** Goes to one of them as people do. */
export async function goTo(page: Page, place: string): Promise<void> {
  await places(page).getByRole("link", { name: place, exact: true }).click();
}

/** Resolves once the app is on the device and opens without a network. */
export async function onDevice(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const worker = registration.active!;
    if (worker.state === "activated") return;
    await new Promise<void>((done) =>
      worker.addEventListener("statechange", () => worker.state === "activated" && done()),
    );
  });
}
