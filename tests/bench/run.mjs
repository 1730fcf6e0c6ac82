// `cargo xtask bench` runs this: prints a table, and fails where a goal is missed.
//   node run.mjs --page FOLDER [--app DIST --relay PROGRAM] [--only store,noticing,page,link] [--rounds N]
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { table } from "./figures.mjs";

const { values } = parseArgs({
  options: {
    page: { type: "string" },
    app: { type: "string" },
    relay: { type: "string" },
    only: { type: "string", default: "store,noticing,page,link" },
    rounds: { type: "string", default: "7" },
  },
});
const say = (what) => console.error(`==> ${what}`);
const given = { ...values, rounds: Number(values.rounds), say };
const rows = [];
let version = "";
for (const name of values.only.split(",")) {
  const part = await import(`./${name}.mjs`);
  const found = await part[name](given);
  version = found.version ?? version;
  rows.push(...found.rows);
  console.log(table(found.rows));
}
const processor = cpus();
console.log(`${processor[0]?.model.trim()}, ${processor.length} cores; Chromium ${version}; ${new Date().toISOString().slice(0, 10)}`);
const missed = rows.filter((one) => !one.kept);
console.log(missed.length ? `missed: ${missed.map((one) => one.what).join("; ")}` : "every goal is kept");
process.exitCode = missed.length ? 1 : 0;
