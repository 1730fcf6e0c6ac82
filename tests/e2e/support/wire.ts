import type { Page, Request } from "@playwright/test";

/** A request to sync that a page has made, to be made again by hand. */
export interface Asked {
  url: string;
  token: string;
  body: Buffer;
}

/** Whether a sync brings a letter along: a sealed one is padded, a bare question is far smaller. */
export function carriesLetter(request: Request): boolean {
  return (request.postDataBuffer()?.length ?? 0) > 300;
}

/** Notes every sync of `page`, the latest last. */
export function listenTo(page: Page): Asked[] {
  const asked: Asked[] = [];
  page.on("request", (request: Request) => {
    const body = request.postDataBuffer();
    const token = request.headers().authorization;
    if (request.url().endsWith("/v1/sync") && body && token) asked.push({ url: request.url(), token, body });
  });
  return asked;
}

/** Asks the relay the same once more, past the app. */
export async function askAgain({ url, token, body }: Asked): Promise<Buffer> {
  const headers = { authorization: token, "content-type": "application/vnd.holdfast.v1" };
  const answer = await fetch(url, { method: "POST", headers, body: new Uint8Array(body) });
  if (!answer.ok) throw new Error(`the relay answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** A piece from the middle of what was sent: sealed, so that nothing else on earth carries the same bytes. */
export function fingerprint({ body }: Asked): Buffer {
  const middle = Math.floor(body.length / 2);
  return body.subarray(middle, middle + 32);
}
