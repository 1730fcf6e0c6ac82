// The browser that the tests use, and a server of plain files for it.
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("playwright-core");
const settings = JSON.parse(readFileSync(new URL("../../webdriver.json", import.meta.url), "utf8"))["goog:chromeOptions"];

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** A folder that is gone when the program ends. */
export function folder(name) {
  const path = mkdtempSync(join(tmpdir(), `holdfast-bench-${name}-`));
  process.on("exit", () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

/** A browser with a profile of its own on disk; given the same folder again, the same profile. */
export function launch(profile, { args = [], ...options } = {}) {
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? settings.binary,
    headless: true,
    args: [...settings.args, ...args],
    ...options,
  });
}

/** Serves the files of these folders, the first that has one; gives the address. */
export async function serve(folders) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://local").pathname);
    const file = folders.map((one) => join(one, path)).find((one) => existsSync(one) && statSync(one).isFile());
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "max-age=3600" });
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
