import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Relay } from "./relay.ts";

/** What a clinic's own system hears when somebody is to be told. */
export interface Notice {
  reference: string;
  name: string;
  letter_at: string;
  acknowledge_url: string;
}

/** All that a notice says, but for the secret of its link: among random letters any word may stand by chance. */
export function saidIn({ acknowledge_url, ...rest }: Notice): string {
  return JSON.stringify({ ...rest, acknowledge_at: acknowledge_url.split("#")[0] });
}

/** A clinic's own system, which takes every notice on. */
export class OnCall {
  readonly notices: Notice[] = [];
  private waiting: ((notice: Notice) => void)[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<OnCall> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const notice = JSON.parse(Buffer.concat(parts).toString()) as Notice;
        onCall.notices.push(notice);
        response.writeHead(204).end();
        onCall.waiting.splice(0).forEach((heard) => heard(notice));
      });
    });
    const onCall = new OnCall(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return onCall;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** The first notice, once there is one. */
  async first(): Promise<Notice> {
    return this.notices[0] ?? new Promise((heard) => this.waiting.push(heard));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

/** An address at which nothing listens. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}/`;
}

/** Lets `relay` know two contacts: `weber`, whose system is down, and `on-call`, who is there. */
export async function withContacts(relay: Relay, onCall: OnCall): Promise<void> {
  const contact = (id: string, person: string, url: string) =>
    `[contacts.${id}]\nperson = "${person}"\nwebhook = { url = "${url}", secret = "sixteen characters and more" }\n`;
  const weber = contact("weber", "Dr. Weber", await closedPort());
  relay.options.contacts = weber + contact("on-call", "Whoever is on call", onCall.url);
  await relay.stop();
  await relay.restart();
}
