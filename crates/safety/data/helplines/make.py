"""Make the help-line table from what public sources say.

    pip install phonenumbers==9.0.43 babel==2.17.0
    python3 make.py take path/to/helplines.json   # facts.json: what of it is needed
    python3 make.py                               # everything else, from facts.json and overrides.tsv

Deterministic: the same inputs give the same bytes, and the head of `helplines.tsv` names their
digest. The rules are in `dialing.py` (what dials inside a country), `needs.py` (whom a line is
for) and here (which row stands where); `writing.py` writes it down. README.md describes the files.
"""

import json
import re
import sys
from pathlib import Path

from dialing import Refused, digits, plan_rows, written
from needs import NEEDS, need_of
from writing import HERE, SOURCES, newest, write_compact, write_left_out, write_page, write_table

INPUTS = ("facts.json", "overrides.tsv", "make.py", "dialing.py", "needs.py", "writing.py")

# Former codes that one source still uses.
CODES = {"NH": "VU", "RH": "ZW", "YD": "YE"}

# Numbers that others have replaced.
SUPERSEDED = {
    ("US", "18002738255"): "988",
    ("CA", "18334564566"): "9-8-8",
    ("CA", "45645"): "9-8-8",
}

GENERAL = ("112", "911", "999", "000")
GENERIC_NAME = "National crisis line (Wikipedia first-listed)"


def fnv(data):
    """FNV-1a, 64 bits: the crate's test computes the same."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def inputs_digest():
    return fnv(b"".join((HERE / name).read_bytes() for name in INPUTS))


def take(path):
    data = json.loads(Path(path).read_text("utf-8"))
    kept = ("country", "name", "category", "phone", "sms", "chat_url", "hours", "languages", "notes")
    lines = []
    for line in data["lines"]:
        row = {key: line[key] for key in kept if line[key]}
        if "notes" in row and row["notes"].startswith("Wikipedia 2021:"):
            del row["notes"]
        row["sources"] = [[source(s["name"]), s["date"]] for s in line["sources"]]
        lines.append(row)
    emergency = {}
    for code, entry in data["emergency"].items():
        row = {key: entry[key] for key in ("country_name", "number", "note", "sandunwira", "date") if entry.get(key)}
        row["sources"] = "".join(source(name) for name in entry["sources"])
        emergency[code] = row
    conflicts = [
        {key: conflict[key] for key in ("type", "country", "detail", "a", "b") if key in conflict}
        for conflict in data["conflicts"]
    ]
    facts = {"generated": data["generated"], "emergency": emergency, "lines": lines, "conflicts": conflicts}
    rows = ["{"]
    for key, value in facts.items():
        if isinstance(value, list):
            body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in value)
            rows.append(f"{json.dumps(key)}: [\n{body}\n],")
        elif isinstance(value, dict):
            body = ",\n".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items())
            rows.append(f"{json.dumps(key)}: {{\n{body}\n}},")
        else:
            rows.append(f"{json.dumps(key)}: {json.dumps(value)},")
    rows[-1] = rows[-1].rstrip(",")
    (HERE / "facts.json").write_text("\n".join(rows) + "\n}\n", "utf-8")


def source(name):
    for start, (letter, _) in SOURCES.items():
        if name.startswith(start):
            return letter
    sys.exit(f"unknown source {name!r}")


def overrides():
    """{(country, digits): {what: value}}, {country: emergency numbers}"""
    lines, emergency = {}, {}
    for row in (HERE / "overrides.tsv").read_text("utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        country, number, what, value, _why = row.split("\t")
        if what == "emergency":
            emergency[country] = value.split()
        else:
            lines.setdefault((country, number), {})[what] = value
    return lines, emergency


def numbers_in(text):
    """Numbers that a note lists as alternatives: "112 or 999", "112/116"."""
    return re.findall(r"(?<![\d(+-])\d{2,5}(?![\d-])", text or "") if re.fullmatch(
        r"[\d ]+((or|and|/|,) *[\d ]+)*", text or "") else []


def emergency_of(code, entries, out):
    """Numbers with who answers: none for all, `m` ambulance, `p` police, `f` fire and ambulance."""
    wiki, other = [], []
    for entry in entries:
        if entry.get("number"):
            note = numbers_in(entry.get("note"))
            number = entry["number"]
            wiki += note if note and number in note else [number]
        other += entry.get("sandunwira", [])
    rows, seen = [], set()
    for number in wiki + other:
        try:
            call = written(code, number, emergency=True)
        except Refused as why:
            out.append((code, "emergency", number, str(why)))
            continue
        key = digits(call)
        if key in seen:
            continue
        seen.add(key)
        in_wiki = any(digits(n) == digits(number) for n in wiki)
        in_other = any(digits(n) == digits(number) for n in other)
        if key in GENERAL or (in_wiki and in_other):
            rank, who = (0 if in_wiki and in_other else 1 if in_wiki else 2), ""
        elif in_wiki:
            rank, who = 3, "m"
        else:
            rank, who = 4, "p"
        rows.append((rank, who + call.replace(" ", "")))
    rows.sort(key=lambda row: row[0])
    return [row for _, row in rows][:4]


def clean_name(name):
    name = "" if name == GENERIC_NAME else name
    if len(name) > 70:
        name = re.sub(r" *[(][^()]*[)]?", "", name)
    return re.sub(r"\s+", " ", name).strip()


def chat_of(line):
    chat = line.get("chat_url") or ""
    return chat if chat.startswith("https://") else ""


def languages_of(line):
    codes = (re.match(r"[a-z]{2,3}\b", language) for language in line.get("languages", []))
    return ",".join(code.group() for code in codes if code)


def hours_of(line):
    hours = line.get("hours") or ""
    return "" if hours == "30 - 3 pm" else hours


def rows_of(facts, fixed, out):
    """The lines of every country, one for each number."""
    rows = {}
    for place, line in enumerate(facts["lines"]):
        code = CODES.get(line["country"], line["country"])
        given = (digits(line.get("phone") or (line.get("sms") or "").split("(")[0]))
        given = fixed.get((code, given), {})
        call = text = ""
        try:
            if "drop" in given:
                raise Refused("by hand, see overrides.tsv")
            if line.get("phone"):
                call = given.get("call") or written(code, line["phone"])
            if line.get("sms"):
                text = written(code, line["sms"].split("(")[0].strip(), text=True)
        except Refused as why:
            out.append((code, line["name"], line.get("phone") or line.get("sms"), str(why)))
            continue
        number = digits(call) or digits(text)
        given = {**given, **fixed.get((code, number), {})}
        if "drop" in given:
            out.append((code, line["name"], call or text, "by hand, see overrides.tsv"))
            continue
        if new := SUPERSEDED.get((code, number)):
            out.append((code, line["name"], call or text, f"replaced by {new}"))
            continue
        name = given.get("name") or clean_name(line["name"])
        letters = {letter for letter, _ in line["sources"]}
        need = given.get("need") or need_of(line["category"], name, letters)
        if not need:
            out.append((code, line["name"], call or text, "information about health, an emergency service, or not for people in distress"))
            continue
        row = {
            "country": code, "need": need, "name": name, "call": call, "text": text,
            "say": given.get("say", ""), "chat": chat_of(line), "hours": hours_of(line),
            "languages": languages_of(line), "sources": letters, "place": place,
            "first": "first" in given, "general": line["name"] == GENERIC_NAME or "W" in letters,
        }
        key = (code, number)
        if key in rows:
            merge(rows[key], row)
            out.append((code, line["name"], call or text, f"one row with {rows[key]['name'] or 'the national line'}: the same number"))
        else:
            rows[key] = row
    return list(rows.values())


def merge(into, row):
    """Two rows of one number: all their sources, the name and the need that say more."""
    for key in ("name", "say", "chat", "hours", "languages", "text", "call"):
        into[key] = into[key] or row[key]
    if NEEDS.index(row["need"]) < NEEDS.index(into["need"]) and into["need"] in ("support", "crisis") and row["need"] != "support":
        into["need"] = row["need"]
    into["sources"] |= row["sources"]
    into["first"] |= row["first"]
    into["general"] |= row["general"]


def order(row):
    """Chosen by hand; most sources; the national line; day and night; as the sources have it."""
    return (NEEDS.index(row["need"]), not row["first"], -len(row["sources"]), not row["general"], row["hours"] != "24/7", row["place"])


def main():
    facts = json.loads((HERE / "facts.json").read_text("utf-8"))
    fixed, fixed_emergency = overrides()
    out = []
    dates = {}
    for line in facts["lines"]:
        for letter, date in line["sources"]:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
                dates[letter] = max(date, dates.get(letter, ""))
    entries = {}
    for code, entry in facts["emergency"].items():
        entries.setdefault(CODES.get(code, code), []).append((code, entry))
    rows = rows_of(facts, fixed, out)
    countries = []
    for code, found in entries.items():
        found = [entry for _, entry in found]
        sources = "".join(sorted({letter for entry in found for letter in entry["sources"]}, key="OWCS".index))
        numbers = fixed_emergency.get(code)
        if numbers is None:
            numbers = emergency_of(code, found, out)
        lines = sorted((row for row in rows if row["country"] == code), key=order)
        called = {re.sub(r"\D", "", number) for number in numbers}
        kept = []
        for line in lines:
            if digits(line["call"]) in called:
                out.append((code, line["name"], line["call"], "an emergency number, shown as such"))
            else:
                kept.append(line)
        countries.append((code, found[0]["country_name"], sources, numbers, kept))
    names_english = {code: name for code, name, *_ in countries}
    countries.sort(key=lambda country: country[0])
    for row in rows:
        if row["country"] not in names_english:
            sys.exit(f"{row['country']} has lines and no emergency row")
    write_table(countries, dates, inputs_digest())
    write_compact(countries, dates)
    write_left_out(out, facts)
    (HERE / "plans.tsv").write_text(plan_rows([country[0] for country in countries]), "utf-8")
    write_page(countries)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "take":
        take(sys.argv[2])
    elif len(sys.argv) == 1:
        main()
    else:
        sys.exit(__doc__)
