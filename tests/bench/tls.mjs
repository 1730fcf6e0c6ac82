// What ends TLS in front of a relay, as a clinic would have it: HTTP/2 towards
// the browser, plain HTTP/1.1 towards the relay, with a certificate made for the run.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createSecureServer } from "node:http2";
import { join } from "node:path";
import { folder } from "./browser.mjs";

/** What lets the browser take that certificate, service worker included. */
export const TRUSTING = "--ignore-certificate-errors";

/** Headers that belong to one connection and go no further. */
const OF_A_CONNECTION = ["connection", "keep-alive", "transfer-encoding", "host"];

/** Serves the relay at `port` by TLS and HTTP/2. */
export async function ending(port) {
  const server = createSecureServer({ ...certificate(), allowHTTP1: false }, (asked, answer) => {
    const onward = request({ host: "127.0.0.1", port, path: asked.url, method: asked.method, headers: plain(asked.headers) }, (theirs) => {
      answer.writeHead(theirs.statusCode, plain(theirs.headers));
      // At once: a stream of nudges begins with its head alone.
      answer.flushHeaders?.();
      theirs.pipe(answer);
    });
    onward.on("error", () => answer.stream.destroy());
    answer.on("close", () => onward.destroy());
    asked.pipe(onward);
  });
  server.on("sessionError", () => {});
  let connections = 0;
  server.on("secureConnection", () => connections++);
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { port: server.address().port, connections: () => connections, close: () => server.close() };
}

function plain(headers) {
  const kept = Object.entries(headers).filter(([name]) => !name.startsWith(":") && !OF_A_CONNECTION.includes(name));
  return Object.fromEntries(kept);
}

function certificate() {
  const at = folder("tls");
  const [key, cert] = [join(at, "key.pem"), join(at, "cert.pem")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const made = spawnSync("openssl", ["req", "-x509", ...curve, "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`no certificate: ${made.stderr ?? made.error}`);
  return { key: readFileSync(key), cert: readFileSync(cert) };
}
