const MINUTES = 60_000;

/** What the wall clock of `zone` shows at `instant`, as `HH:MM`. */
export function clockIn(zone: string, instant: Date): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(instant);
}

/** The next instant at which the wall clock of `zone` shows `time`, a multiple of a quarter of an hour. */
export function nextAt(time: string, zone: string, now: Date): Date {
  const quarter = 15 * MINUTES;
  const first = Math.ceil(now.getTime() / quarter) * quarter;
  for (let at = first; at < first + 26 * 60 * MINUTES; at += quarter) {
    if (clockIn(zone, new Date(at)) === time) return new Date(at);
  }
  throw new Error(`the clocks of ${zone} never show ${time}`);
}

/** Hours of the day that are closed now and stay so while a test runs. */
export function closedHours(zone: string, now: Date): { opens: string; closes: string } {
  const hour = Number(clockIn(zone, now).slice(0, 2));
  return hour >= 16 && hour < 20 ? { opens: "06:00", closes: "07:00" } : { opens: "18:00", closes: "19:00" };
}
