// Gives a test `window.rig`: the app's own store, engine and driver, without its pages.
import init, * as rig from "/rig.js";

await init();
await rig.open();
window.rig = {
  /** Joins by the link of an invitation; resolves once this device is somebody. */
  join: (link, name) => rig.join(new URL(link).hash.slice(1), name),
  /** Writes letters numbered from `base`; says `kept <number> <id>` on the console as each is durable. */
  write: (count, base) => rig.write(count, base),
  /** Asks the relay now. */
  sync: () => rig.sync(),
  /** What is stored: letters that the relay has, oldest first, and the ids that wait. */
  stored: () => rig.stored().then(read),
};

function read(lines) {
  const stored = { letters: [], waiting: [], damaged: 0 };
  for (const [what, id, from, text] of lines.split("\n").map((line) => line.split(" "))) {
    if (what === "letter") stored.letters.push({ id, from, text });
    if (what === "waiting") stored.waiting.push(id);
    if (what === "damaged") stored.damaged = Number(id);
  }
  return stored;
}
