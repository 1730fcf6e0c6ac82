// A line with a delay and a width, between a browser and a relay. It can be cut
// and restored without any connection being reset, as a phone in a tunnel has it.
import { createServer, connect } from "node:net";

/** Bytes that travel as one. */
const PIECE = 512;

/** Makes a line to `port`, wide and short until `shape` is called. */
export async function line(port) {
  const ways = { up: way(), down: way() };
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [from, to, along] of [
      [near, far, ways.up],
      [far, near, ways.down],
    ]) {
      from.on("data", (bytes) => along.carry(bytes, to));
      from.on("end", () => along.carry(null, to));
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
      from.setNoDelay(true);
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const both = (what) => Object.values(ways).forEach(what);
  return {
    port: server.address().port,
    /** Milliseconds there and back, and bits a second each way. */
    shape: (roundTrip, bits) => both((along) => along.shape(roundTrip / 2, bits / 8)),
    cut: () => both((along) => along.cut()),
    restore: () => both((along) => along.restore()),
    /** Bytes so far, HTTP and all. */
    carried: () => ({ up: ways.up.bytes(), down: ways.down.bytes() }),
    close: () => server.close(),
  };
}

function way() {
  let [delay, width] = [0, Infinity];
  let [free, isUp, bytes] = [0, true, 0];
  const held = [];

  function carry(data, to) {
    if (!isUp) {
      held.push([data, to]);
      return;
    }
    for (const piece of pieces(data)) {
      bytes += piece?.length ?? 0;
      free = Math.max(free, performance.now()) + ((piece?.length ?? 0) / width) * 1000;
      const wait = free + delay - performance.now();
      const give = () => (piece ? to.writable && to.write(piece) : to.end());
      if (wait <= 0 && delay === 0) give();
      else setTimeout(give, wait);
    }
  }
  return {
    carry,
    shape: (milliseconds, bytesASecond) => ([delay, width] = [milliseconds, bytesASecond]),
    cut: () => (isUp = false),
    restore: () => {
      isUp = true;
      free = performance.now();
      for (const [data, to] of held.splice(0)) carry(data, to);
    },
    bytes: () => bytes,
  };
}

function* pieces(data) {
  if (!data) yield null;
  else for (let at = 0; at < data.length; at += PIECE) yield data.subarray(at, at + PIECE);
}
