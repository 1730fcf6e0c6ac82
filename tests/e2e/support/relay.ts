import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The program under test. */
export const PROGRAM = named("HOLDFAST_BIN");
/** The built app that it serves. */
export const APP = named("HOLDFAST_APP");

/** Below the ports that systems hand out by themselves, so that nobody takes one while its relay is down. */
const PORTS = { from: 20_000, count: 12_000 };
const ATTEMPTS = 8;

export interface RelayOptions {
  /** Whether time can be moved and links are printed. */
  demo: boolean;
  /** Another build of the app than the one under test. */
  app?: string;
  /** What the contacts file says: who can be told that a letter asks for somebody now. */
  contacts?: string;
}

/** A relay of its own: process, port and database. */
export class Relay {
  /** Links that a demonstration prints; spent ones are the bare address. */
  links = { therapist: "", patient: "" };
  /** What lets a device in: the last that was seen. */
  token = "";
  private child: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    readonly folder: string,
    readonly options: RelayOptions,
  ) {}

  /** Starts one on a free port, with an empty database. */
  static async start(options: RelayOptions): Promise<Relay> {
    let why: unknown;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const port = PORTS.from + Math.floor(Math.random() * PORTS.count);
      const relay = new Relay(port, mkdtempSync(join(tmpdir(), "holdfast-e2e-")), options);
      try {
        await relay.restart();
        return relay;
      } catch (error) {
        why = error;
        await relay.dispose();
      }
    }
    throw why;
  }

  /** The therapist's name of this machine. */
  get therapistOrigin(): string {
    return `http://localhost:${this.port}`;
  }

  /** The patient's name of this machine: another origin, so another storage. */
  get patientOrigin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get database(): string {
    return join(this.folder, "relay.sqlite");
  }

  /** Starts it (again) on the same port and database, with another build of the app if one is named. */
  async restart(app = this.options.app ?? APP): Promise<void> {
    const flags = ["--db", this.database, "--listen", `127.0.0.1:${this.port}`, "--app", app];
    if (this.options.demo) flags.push("--demo");
    if (this.options.contacts !== undefined) {
      const file = join(this.folder, "contacts.toml");
      writeFileSync(file, this.options.contacts);
      flags.push("--contacts", file);
    }
    const child = spawn(PROGRAM, ["serve", ...flags], { stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    children.add(child);
    child.once("exit", () => children.delete(child));
    await this.ready(child);
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** A therapist's invitation, made as an operator makes it. */
  invite(): string {
    const made = spawnSync(PROGRAM, ["invite", "--db", this.database, "--origin", this.therapistOrigin], { encoding: "utf8" });
    if (made.status !== 0) throw new Error(`no invitation: ${made.stderr}`);
    return made.stdout.trim();
  }

  /** Moves a demonstration's time on to an instant, never back; says what it is then. */
  async go(to: Date): Promise<Date> {
    const headers = { authorization: this.token, "content-type": "application/vnd.holdfast.v1" };
    const answer = await fetch(`${this.therapistOrigin}/v1/demo/go`, { method: "POST", headers, body: instantAsBytes(to) });
    if (!answer.ok) throw new Error(`the relay's time did not move: ${answer.status}`);
    return instantFrom(new Uint8Array(await answer.arrayBuffer()));
  }

  /** Lets so many minutes of a demonstration's time pass. */
  async pass(minutes: number): Promise<Date> {
    const now = await this.go(new Date(0));
    return this.go(new Date(now.getTime() + minutes * 60_000));
  }

  /** Ends it and takes its files away. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    await exited;
  }

  /** Resolves once it has said where it is. */
  private ready(child: ChildProcess): Promise<void> {
    return new Promise((ready, failed) => {
      let complaints = "";
      child.stderr?.on("data", (chunk) => (complaints += chunk));
      child.once("error", failed);
      child.once("exit", (code) => failed(new Error(`the relay ended with ${code}: ${complaints}`)));
      createInterface({ input: child.stdout! }).on("line", (line) => {
        const address = /https?:\/\/\S+/.exec(line)?.[0] ?? "";
        if (line.includes("Therapist")) this.links.therapist = address;
        if (line.includes("Patient")) this.links.patient = address;
        if (line.includes("Patient") || line.includes("Holdfast is at")) ready();
      });
    });
  }
}

const children = new Set<ChildProcess>();
process.once("exit", () => children.forEach((child) => child.kill("SIGKILL")));

function named(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run these tests with \`cargo xtask test\``);
  return value;
}

/** Milliseconds as the wire has them: zigzag, then seven bits to a byte. */
function instantAsBytes(instant: Date): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (let rest = BigInt(instant.getTime()) * 2n; ; rest >>= 7n) {
    if (rest < 128n) return new Uint8Array([...bytes, Number(rest)]);
    bytes.push(Number(rest & 127n) | 128);
  }
}

function instantFrom(bytes: Uint8Array): Date {
  let sum = 0n;
  for (const [place, byte] of bytes.entries()) {
    sum |= BigInt(byte & 127) << BigInt(7 * place);
    if (byte < 128) break;
  }
  return new Date(Number(sum / 2n));
}
