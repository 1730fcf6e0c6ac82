// A demonstration relay with the real app, and people who have joined.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { folder } from "./browser.mjs";

/** Starts a demonstration that serves `app`. */
export async function clinic({ relay, app }) {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const flags = ["serve", "--demo", "--db", join(folder("relay"), "relay.sqlite"), "--listen", `127.0.0.1:${port}`, "--app", app];
  const child = spawn(relay, flags, { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, HOLDFAST_LOG: "warn" } });
  process.on("exit", () => child.kill("SIGKILL"));
  const links = {};
  await new Promise((ready, failed) => {
    child.once("exit", (code) => failed(new Error(`the relay ended with ${code}`)));
    createInterface({ input: child.stdout }).on("line", (text) => {
      const address = /https?:\/\/\S+/.exec(text)?.[0];
      if (text.includes("Therapist")) links.therapist = address;
      if (text.includes("Patient")) {
        links.patient = address;
        ready();
      }
    });
  });
  return { port, links, close: () => child.kill("SIGKILL") };
}

/** Accepts an invitation on `page`. */
export async function accept(page, link, name) {
  await page.goto(link);
  await page.getByLabel("What should you be called?").fill(name);
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await page.getByRole("navigation", { name: "Places" }).waitFor();
}

/** The therapist accepts first; only then does the patient's link work. */
export async function therapist(browser, links) {
  const page = await browser.newPage();
  const taken = page.waitForResponse((response) => response.url().endsWith("/v1/invitations") && response.ok());
  await accept(page, links.therapist, "Dr Lind");
  await taken;
  return page;
}

/** Where a letter is written. */
export const field = (page) => page.getByRole("textbox", { name: /^Your (letter|reply)/ });
/** The button that keeps it. */
export const keep = (page) => page.getByRole("button", { name: /^Keep( and send)?$/ });
