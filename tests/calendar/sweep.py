#!/usr/bin/env python3
"""Checks the calendars of many agreements with check.py.

    sweep.py HOLDFAST [COUNT [SEED]]

HOLDFAST is the program. The agreements are those in agreements/, and COUNT
(300) made at random from SEED, which is printed, so that a run can be had
again.
"""

import json
import random
import subprocess
import sys
import zoneinfo
from datetime import date, timedelta
from pathlib import Path

import check

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ZONES = sorted(zoneinfo.available_timezones())
# Clocks that do something out of the ordinary, more often than the others.
ODD = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/Santiago",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Fakaofo",
]
# Between what the program's and Python's tables both know.
YEARS = range(2001, 2048)


def main(holdfast, count="300", seed=None):
    seed = int(seed) if seed else random.SystemRandom().randrange(10**9)
    known = sorted((Path(__file__).parent / "agreements").glob("*.json"))
    failed = sum(not agrees(holdfast, path.stem, json.loads(path.read_text())) for path in known)
    print(f"{len(known)} agreements, {failed} differ", flush=True)

    print(f"seed {seed}", flush=True)
    dice = random.Random(seed)
    differ = sum(not agrees(holdfast, f"random {index}", sound(holdfast, dice)) for index in range(int(count)))
    print(f"{count} random agreements, {differ} differ")
    return 1 if failed or differ else 0


def agrees(holdfast, name, agreement):
    """Whether its calendar lists its windows; says what does not."""
    begins = date.fromisoformat(agreement["effective_from"])
    span = ["--from", f"{begins}T00:00:00Z", "--to", f"{begins + timedelta(days=731)}T00:00:00Z"]
    calendar, windows = (ask(holdfast, [question, "-", *span], agreement) for question in ("ics", "windows"))
    found = list(check.differences(calendar, check.windows(windows)))
    if found:
        print(f"{name}: {json.dumps(agreement)}", *found[:8], f"({len(found)} in all)", sep="\n  ")
    return not found


def sound(holdfast, dice):
    """An agreement that holds together."""
    while True:
        agreement = made(dice)
        if asked(holdfast, ["check", "-"], agreement).returncode == 0:
            return agreement


def made(dice):
    begins = date(dice.choice(YEARS), dice.randint(1, 12), dice.randint(1, 28))
    some_day = lambda: begins + timedelta(days=dice.randint(-10, 740))
    away = [(day, day + timedelta(days=dice.choice([0, 0, 3, 14]))) for day in (some_day() for _ in range(dice.choice([0, 1, 4])))]
    return {
        "version": dice.randint(1, 9),
        "zone": dice.choice(dice.choice([ZONES, ODD])),
        "effective_from": f"{begins}",
        "windows": [
            {
                "days": dice.sample(DAYS, dice.choice([1, 2, 5, 7])),
                "every_weeks": dice.choice([1, 1, 1, 2, 3, 8]),
                **hours(dice),
            }
            for _ in range(dice.choice([1, 1, 2, 3]))
        ],
        "away": [{"from": f"{first}", "until": f"{last}"} for first, last in away],
        "extra": [{"date": f"{some_day()}", **hours(dice)} for _ in range(dice.choice([0, 0, 2]))],
    }


def hours(dice):
    """Often in the night, when clocks are changed."""
    opens = dice.choice([dice.randrange(0, 288), dice.randrange(0, 48), dice.randrange(264, 288)]) * 5
    closes = opens + dice.choice([5, 15, 30, 60, 60, 120, 240, 1435])
    return {"opens": clock(opens), "closes": clock(closes if closes <= 1440 else closes - 1440)}


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def ask(holdfast, arguments, agreement):
    answer = asked(holdfast, arguments, agreement)
    if answer.returncode != 0:
        sys.exit(answer.stderr.decode())
    return answer.stdout.decode()


def asked(holdfast, arguments, agreement):
    document = json.dumps(agreement).encode()
    return subprocess.run([holdfast, "rhythm", *arguments], input=document, capture_output=True, check=False)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
