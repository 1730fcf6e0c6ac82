import type { Route } from "@playwright/test";
import { faultsOf } from "./support/axe.ts";
import { goTo } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("a therapist's device is told if they want that, and shows nothing of whom or what", async ({ people, relay }) => {
  const therapist = await people.therapist();
  await therapist.context().grantPermissions(["notifications"], { origin: relay.therapistOrigin });
  // The browser's push service is out of reach here: its subscription is played, the relay is real.
  await therapist.addInitScript(() => {
    const key = (length: number) => new Uint8Array(length).fill(4).buffer;
    const subscription = {
      endpoint: "https://push.example.org/a-device",
      getKey: (name: string) => key(name === "auth" ? 16 : 65),
      unsubscribe: () => Promise.resolve(localStorage.removeItem("told") === undefined),
    };
    const manager = {
      getSubscription: () => Promise.resolve(localStorage.getItem("told") ? subscription : null),
      subscribe: (options: { applicationServerKey: Uint8Array }) => {
        if (options.applicationServerKey.length !== 65) return Promise.reject(new Error("no key"));
        localStorage.setItem("told", "yes");
        return Promise.resolve(subscription);
      },
    };
    Object.defineProperty(ServiceWorkerRegistration.prototype, "pushManager", { get: () => manager });
  });
  await therapist.reload();
  await goTo(therapist, "Settings");
  await expect(therapist.getByText("This device is not told.")).toBeVisible();
  // Nothing is claimed of which the clinic has not heard, and it can be tried again.
  const cut = (route: Route) => (route.request().method() === "POST" ? route.abort() : route.continue());
  await therapist.route("**/v1/push", cut);
  await therapist.getByRole("button", { name: "Tell this device" }).click();
  await expect(therapist.getByText("The clinic could not be reached.")).toBeVisible();
  await expect(therapist.getByText("This device is not told.")).toBeVisible();
  await therapist.unroute("**/v1/push", cut);
  const told = therapist.waitForResponse((response) => response.url().endsWith("/v1/push") && response.request().method() === "POST");
  await therapist.getByRole("button", { name: "Tell this device" }).click();
  expect((await told).status()).toBe(204);
  await expect(therapist.getByText("This device is told.")).toBeVisible();
  expect(await faultsOf(therapist)).toEqual([]);
  // Opened anew it says so once the clinic has heard of it again, and not before.
  await therapist.route("**/v1/push", cut);
  await therapist.reload();
  await expect(therapist.getByText("The clinic could not be reached.")).toBeVisible();
  await expect(therapist.getByText("This device is told.")).toHaveCount(0);
  await therapist.unroute("**/v1/push", cut);
  await therapist.reload();
  await expect(therapist.getByText("This device is told.")).toBeVisible();
  const ended = therapist.waitForResponse((response) => response.url().endsWith("/v1/push") && response.request().method() === "DELETE");
  await therapist.getByRole("button", { name: "Do not tell this device any more" }).click();
  expect((await ended).status()).toBe(204);
  await expect(therapist.getByText("This device is not told.")).toBeVisible();

  // What a message of the push service shows, by the worker itself.
  const devtools = await therapist.context().newCDPSession(therapist);
  const registered = new Promise<string>((found) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [ours] = registrations.filter(({ isDeleted }) => !isDeleted);
      if (ours) found(ours.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const registrationId = await registered;
  await devtools.send("ServiceWorker.deliverPushMessage", { origin: relay.therapistOrigin, registrationId, data: "Somebody needs you." });
  const shown = () =>
    therapist.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }));
    });
  await expect.poll(shown).toEqual([{ title: "Please have a look", body: "" }]);

  // The browser takes this device's address away: the worker asks for another by the same key, unless there is one.
  const [worker] = therapist.context().serviceWorkers();
  const asked = await worker!.evaluate(async () => {
    const asked: unknown[] = [];
    const manager = { subscribe: async (options: unknown) => void asked.push(options) };
    Object.defineProperty(ServiceWorkerRegistration.prototype, "pushManager", { get: () => manager });
    const happens = async (what: object) => {
      let done: Promise<unknown> = Promise.resolve();
      const waitUntil = (until: Promise<unknown>) => void (done = until);
      self.dispatchEvent(Object.assign(new Event("pushsubscriptionchange"), { waitUntil, ...what }));
      await done;
    };
    const oldSubscription = { options: { userVisibleOnly: true, applicationServerKey: "of the clinic" } };
    await happens({ oldSubscription, newSubscription: {} });
    await happens({ oldSubscription: null, newSubscription: null });
    const before = asked.length;
    await happens({ oldSubscription, newSubscription: null });
    return { before, asked };
  });
  expect(asked).toEqual({ before: 0, asked: [{ userVisibleOnly: true, applicationServerKey: "of the clinic" }] });
});
