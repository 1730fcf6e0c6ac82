#!/usr/bin/env python3
"""Whether a calendar file lists the windows that it should.

    check.py CALENDAR.ics WINDOWS.jsonl

CALENDAR.ics is what `holdfast rhythm ics` wrote, WINDOWS.jsonl what `holdfast
rhythm windows` says for the same span. The calendar is read four times: its
events and its availability (RFC 7953), each by the time zones that Python
knows and by those that the file brings along. Says "equal", or names what
differs and ends with 1.
"""

import json
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import icalendar
import recurring_ical_events

# Wide enough for a window that reaches out of its span, and then some.
RIM = timedelta(days=14)
NUMBERS = count()


def windows(lines):
    """The windows in lines of JSON, as pairs of instants."""
    said = (json.loads(line) for line in lines.splitlines() if line)
    # Two windows may come to the same hours where a zone skips a whole day.
    return {(instant(line["opens"]), instant(line["closes"])) for line in said if "skipped" not in line}


def listings(calendar):
    """What the calendar lists, by each way of reading it."""
    for zones, text in (("known zones", calendar), ("the file's zones", with_unknown_zones(calendar))):
        read = icalendar.Calendar.from_ical(text)
        yield f"events, {zones}", expand(read)
        yield f"availability, {zones}", expand(as_events(read))


def differences(calendar, expected):
    """What is listed and should not be, or should be and is not, in words."""
    for way, listed in listings(calendar):
        for pair in sorted(expected - listed.keys()):
            yield f"{way}: {shown(pair)} is missing"
        for pair in sorted(listed.keys() - expected):
            yield f"{way}: {shown(pair)} is too much"
        for pair, times in sorted(listed.items()):
            if times > 1:
                yield f"{way}: {shown(pair)} is listed {times} times"


def expand(calendar):
    """How often each interval is listed."""
    events = [event for event in calendar.walk("VEVENT")]
    if not events:
        return Counter()
    begins = min(utc(event.DTSTART) for event in events) - RIM
    ends = max(last(event) for event in events) + RIM
    found = recurring_ical_events.of(calendar).between(begins, ends)
    return Counter((utc(event.DTSTART), utc(event.DTEND)) for event in found)


def last(event):
    """An instant after which the event does not come again."""
    until = event.get("RRULE", {}).get("UNTIL", [event.DTSTART])[0]
    return utc(max(utc(until), utc(event.DTEND)))


def as_events(calendar):
    """The same calendar with its available times as its events."""
    events = icalendar.Calendar()
    for zone in calendar.walk("VTIMEZONE"):
        events.add_component(zone)
    for availability in calendar.walk("VAVAILABILITY"):
        begins, ends = utc(availability.DTSTART), utc(availability.DTEND)
        assert availability.get("BUSYTYPE") == "BUSY-UNAVAILABLE"
        assert begins < ends
        for available in availability.walk("AVAILABLE"):
            event = icalendar.Event()
            for name, value in available.property_items(recursive=False):
                if name not in ("BEGIN", "END"):
                    event.add(name, value)
            events.add_component(event)
    return events


def with_unknown_zones(calendar):
    """The same calendar with time zones of which nobody knows the names.

    The parser remembers zones by their name: each calendar's need one of their own.
    """
    nowhere = f"Nowhere/{next(NUMBERS)}/"
    return calendar.replace("TZID=", f"TZID={nowhere}").replace("TZID:", f"TZID:{nowhere}")


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def utc(time):
    return time.astimezone(timezone.utc)


def shown(pair):
    return "–".join(time.strftime("%Y-%m-%dT%H:%M:%SZ") for time in pair)


def main(calendar, lines):
    expected = windows(Path(lines).read_text())
    found = list(differences(Path(calendar).read_bytes().decode(), expected))
    print("\n".join(found) if found else f"equal: {len(expected)} windows, read in four ways")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
