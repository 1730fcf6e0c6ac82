import ICAL from "ical.js";

/** An interval as two instants, as RFC 3339 writes them. */
export type Interval = `${string}/${string}`;

/** More than any calendar here lists of one series: one that never ends must not hang a test. */
const OCCURRENCES_MAX = 5_000;

/** The intervals that the events of `calendar` list, each as often as they do. */
export function eventsOf(calendar: string): Interval[] {
  return read(calendar).getAllSubcomponents("vevent").flatMap(occurrences).sort();
}

/** The intervals that `calendar` lists as available (RFC 7953), each as often as it does. */
export function availabilityOf(calendar: string): Interval[] {
  const all = read(calendar).getAllSubcomponents("vavailability");
  return all.flatMap((one) => one.getAllSubcomponents("available").flatMap(occurrences)).sort();
}

function read(calendar: string): ICAL.Component {
  return new ICAL.Component(ICAL.parse(calendar));
}

function occurrences(component: ICAL.Component): Interval[] {
  const event = new ICAL.Event(component);
  const found: Interval[] = [];
  const starts = event.iterator();
  for (let start = starts.next(); start; start = starts.next()) {
    const { startDate, endDate } = event.getOccurrenceDetails(start);
    found.push(`${instant(startDate)}/${instant(endDate)}`);
    if (found.length > OCCURRENCES_MAX) throw new Error(`${event.uid} does not end`);
  }
  return found;
}

function instant(time: ICAL.Time): string {
  return time.toJSDate().toISOString().replace(".000Z", "Z");
}
