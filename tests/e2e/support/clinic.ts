import { readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { APP } from "./relay.ts";

const KINDS: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".css": "text/css",
};

/** What was posted to it. */
export interface Posted {
  authorization: string;
  contentType: string;
  body: Buffer;
}

/** Serves the app, and answers what is posted as a test says: a relay having a bad day, or the way to one. */
export class Clinic {
  readonly posted: Posted[] = [];
  /** The status to answer with; null to say nothing at all. */
  answer: (posted: Posted) => number | null = () => 200;
  /** Other text for a file of the app, as in the middle of a deploy; null for what was built. */
  instead: (path: string) => Promise<string> | string | null = () => null;
  private readonly silent: ServerResponse[] = [];

  private constructor(private readonly server: Server) {}

  static async open(port = 0): Promise<Clinic> {
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://clinic").pathname;
      if (path.startsWith("/v1/")) {
        const parts: Buffer[] = [];
        request.on("data", (part: Buffer) => parts.push(part));
        request.on("end", () => clinic.take(path, request.headers, Buffer.concat(parts), response));
        return;
      }
      void clinic.serve(path, response);
    });
    const clinic = new Clinic(server);
    await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
    return clinic;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const response of this.silent) response.destroy();
    const closed = new Promise((done) => this.server.close(done));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(path: string, response: ServerResponse): Promise<void> {
    const name = path === "/" ? "index.html" : path.slice(1);
    try {
      const body = (await this.instead(path)) ?? readFileSync(join(APP, name));
      const headers = { "content-type": KINDS[extname(name)] ?? "application/octet-stream", "cache-control": "no-cache" };
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404).end();
    }
  }

  private take(path: string, headers: Record<string, unknown>, body: Buffer, response: ServerResponse): void {
    if (path !== "/v1/sync") return void response.writeHead(404).end();
    const posted = { authorization: String(headers.authorization), contentType: String(headers["content-type"]), body };
    this.posted.push(posted);
    const status = this.answer(posted);
    if (status === null) return void this.silent.push(response);
    response.writeHead(status, { "content-type": "application/vnd.holdfast.v1" }).end();
  }
}
