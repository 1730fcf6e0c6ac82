/** Randomness that can be played again: `HOLDFAST_SEED=…` with the seed that was printed. */
export class Chance {
  private state: number;

  constructor(what: string) {
    this.state = Number(process.env.HOLDFAST_SEED ?? Math.floor(Math.random() * 2 ** 31));
    console.log(`${what}: HOLDFAST_SEED=${this.state}`);
  }

  /** A whole number from 0 up to `end`, without it. */
  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
}
