import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Language } from "./language.ts";
import { PROGRAM } from "./relay.ts";

export interface Message {
  day: number;
  by: "patient" | "therapist";
  words: string;
}

/** What two people wrote to each other in an ordinary month: `data/month/<language>.txt`. */
export function month(language: Language): Message[] {
  const lines = readFileSync(new URL(`../data/month/${language}.txt`, import.meta.url), "utf8").split("\n");
  const messages: Message[] = [];
  let day = 0;
  for (const line of lines) {
    if (line === "" || line.startsWith("#")) continue;
    const words = line.slice(2);
    if (line.startsWith("day ")) day = Number(line.slice("day ".length));
    else if (line.startsWith("P ")) messages.push({ day, by: "patient", words });
    else if (line.startsWith("T ")) messages.push({ day, by: "therapist", words });
    else throw new Error(`not a line of a month: ${line}`);
  }
  return messages;
}

export interface Assessed {
  words: string;
  level: "none" | "concern" | "urgent" | "emergency";
  /** Which rules found something, and in which words. */
  why: string[];
}

/** What `holdfast assess` says of each message. */
export function assess(messages: string[], language: Language | "auto"): Assessed[] {
  const input = messages.map((words) => `${words}\n`).join("");
  const { status, stdout, stderr } = spawnSync(PROGRAM, ["assess", "--language", language], { input, encoding: "utf8" });
  if (status !== 0) throw new Error(`holdfast assess ended with ${status}: ${stderr}`);
  const lines = stdout.trimEnd().split("\n");
  if (lines.length !== messages.length) throw new Error(`${lines.length} answers to ${messages.length} messages`);
  return lines.map((line, place) => {
    const { level, findings } = JSON.parse(line) as { level: Assessed["level"]; findings: { rule: string; text: string }[] };
    return { words: messages[place]!, level, why: findings.map(({ rule, text }) => `${rule}: ${text}`) };
  });
}
