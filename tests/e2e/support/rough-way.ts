import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Chance } from "./chance.ts";
import type { Relay } from "./relay.ts";

const DEEDS = ["honest", "loses the answer", "loses the request", "doubles", "cuts", "sign-in page", "noise", "bad gateway", "old answer"] as const;
type Deed = (typeof DEEDS)[number];

interface Answer {
  status: number;
  type: string;
  body: Buffer;
}

/** A way to the relay that does to syncs whatever it likes; everything else it hands through. */
export class RoughWay {
  readonly deeds = new Map<Deed, number>();
  /** From here on it is honest. */
  calm = false;
  private old: Answer | null = null;
  private readonly server: Server;

  constructor(
    private readonly relay: Relay,
    private readonly chance: Chance,
  ) {
    this.server = createServer((asked, answer) => {
      this.handle(asked, answer).catch(() => answer.destroy());
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((ready) => this.server.listen(0, "127.0.0.1", ready));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async handle(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    if (asked.url === "/v1/nudges") return this.stream(asked, answer);
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const honest = this.calm || asked.url !== "/v1/sync";
    const deed = honest ? "honest" : this.chance.of(DEEDS);
    this.deeds.set(deed, (this.deeds.get(deed) ?? 0) + 1);
    const ours = "application/vnd.holdfast.v1";
    switch (deed) {
      case "loses the answer":
        await this.forward(asked, body);
        answer.destroy();
        return;
      case "loses the request":
        answer.destroy();
        return;
      case "sign-in page":
        return give(answer, { status: 200, type: "text/html", body: Buffer.from("<h1>Welcome, please sign in") });
      case "noise":
        return give(answer, { status: 200, type: ours, body: Buffer.from([7, 255, 0, 200, 31, 9, 9, 255, 255, 255]) });
      case "bad gateway":
        return give(answer, { status: 502, type: "text/html", body: Buffer.from("<h1>Bad gateway") });
      case "doubles":
        await this.forward(asked, body);
        break;
      default:
    }
    const theirs = deed === "old answer" && this.old ? this.old : await this.forward(asked, body);
    if (deed === "cuts") {
      answer.writeHead(theirs.status, { "content-type": theirs.type, "content-length": theirs.body.length });
      answer.write(theirs.body.subarray(0, Math.floor(theirs.body.length / 2)), () => answer.destroy());
      return;
    }
    if (asked.url === "/v1/sync" && deed === "honest") this.old = theirs;
    give(answer, theirs);
  }

  private forward(asked: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((done, failed) => {
      const onward = request(this.target(asked), (theirs) => {
        const chunks: Buffer[] = [];
        theirs.on("data", (chunk: Buffer) => chunks.push(chunk));
        theirs.on("error", failed);
        theirs.on("end", () =>
          done({ status: theirs.statusCode ?? 500, type: theirs.headers["content-type"] ?? "", body: Buffer.concat(chunks) }),
        );
      });
      onward.on("error", failed);
      onward.end(body);
    });
  }

  /** Hands a stream through as it comes. */
  private stream(asked: IncomingMessage, answer: ServerResponse): void {
    const onward = request(this.target(asked), (theirs) => {
      answer.writeHead(theirs.statusCode ?? 500, theirs.headers);
      theirs.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    onward.end();
  }

  private target(asked: IncomingMessage) {
    const { authorization, "content-type": type } = asked.headers;
    const headers = { ...(authorization && { authorization }), ...(type && { "content-type": type }) };
    return { host: "127.0.0.1", port: this.relay.port, path: asked.url, method: asked.method, headers, agent: false as const };
  }
}

function give(answer: ServerResponse, { status, type, body }: Answer): void {
  answer.writeHead(status, { "content-type": type, "content-length": body.length }).end(body);
}
