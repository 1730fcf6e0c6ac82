"""Writes the tables that make.py has put together."""

import html
import re
import sys
from pathlib import Path

from dialing import digits
from needs import NEEDS

HERE = Path(__file__).parent
ROOT = HERE.parents[3]

# How a source is named in the tables, by how it names itself.
SOURCES = {
    "open-helplines": ("O", "open-helplines"),
    "fernando-195": ("W", "Wikipedia"),
    "sandunwira": ("C", "CrisisHotlines"),
    "session": ("S", "operator's page"),
}


def letters_of(row):
    return "".join(sorted(row["sources"], key="OWCS".index))


def newest(letters, dates):
    return max((dates[letter] for letter in letters if letter in dates), default="")


def source_names(letters):
    names = {letter: name for letter, name in SOURCES.values()}
    return ", ".join(names[letter] for letter in letters)


def write_table(countries, dates, inputs):
    rows = [f"# Made by make.py from inputs {inputs}; do not edit by hand. Columns: see README.md."]
    for code, name, sources, numbers, lines in countries:
        rows.append("\t".join(["country", code, name, source_names(sources), newest(sources, dates)]))
        for number in numbers:
            who = {"m": "ambulance", "p": "police", "f": "fire_and_ambulance"}.get(number[0], "any")
            rows.append("\t".join(["emergency", number.lstrip("mpf"), who]))
        for line in lines:
            letters = letters_of(line)
            rows.append("\t".join([
                "line", line["need"], line["name"], line["call"], line["text"], line["say"], line["chat"],
                line["hours"], line["languages"], source_names(letters), newest(letters, dates), str(len(letters)),
            ]))
    (HERE / "helplines.tsv").write_text("\n".join(rows) + "\n", "utf-8")


def compact(line):
    columns = [
        "cdskloabevm"[NEEDS.index(line["need"])] + letters_of(line), line["name"], line["call"], line["hours"],
        line["languages"], line["text"], line["say"], line["chat"],
    ]
    return "\t".join(columns).rstrip("\t")


def leading(lines):
    """What must be there at once: the main crisis line and the main domestic-violence line."""
    first = {}
    for line in lines:
        if line["need"] in ("crisis", "domestic_violence"):
            first.setdefault(line["need"], line)
    if lines and "crisis" not in first:
        first.setdefault("crisis", lines[0])
    return [line for line in lines if any(line is chosen for chosen in first.values())]


def write_compact(countries, dates):
    head = "\n".join(
        f"@{letter}{dates.get(letter, '')}\t{name}" for letter, name in SOURCES.values()
    )
    first, rest = [head], []
    for code, _name, sources, numbers, lines in countries:
        lead = leading(lines)
        first.append("\t".join([f"={code}{sources}", *numbers]))
        first += [compact(line) for line in lead]
        more = [line for line in lines if not any(line is chosen for chosen in lead)]
        if more:
            rest.append(f"={code}")
            rest += [compact(line) for line in more]
    (HERE / "first.txt").write_text("\n".join(first) + "\n", "utf-8")
    (ROOT / "public/help-lines.txt").write_text("\n".join(rest) + "\n", "utf-8")


def write_left_out(out, facts):
    rows = ["# Made by make.py: what of the sources is not in the table, and why; then where sources disagree, and what was done.",
            "# country, name, number, why"]
    rows += ["\t".join([code, name, str(number or ""), why]) for code, name, number, why in out]
    rows.append("# conflicts: country, kind, one source, the other or the remark, rule")
    rules = {
        "emergency_number": "both are shown; one that both name, or a general number, first",
        "crisis_line_not_in_other_list": "the newest source's line first, the others after it; each marked as resting on one source",
        "choice": "the line most sources name first, or overrides.tsv",
        "known_error": "numbers are written for inside the country; dialing.py",
        "superseded": "the replaced number is left out; SUPERSEDED in make.py",
        "scrape_error": "not taken; the official line is there",
    }
    for conflict in facts["conflicts"]:
        def said(side):
            value = conflict.get(side, {}).get("value", "")
            return "; ".join(value) if isinstance(value, list) else str(value or "")
        rows.append("\t".join([
            conflict["country"], conflict["type"], said("a"),
            said("b") or re.sub(r"\s+", " ", conflict.get("detail", "")), rules[conflict["type"]],
        ]))
    (HERE / "left-out.tsv").write_text("\n".join(rows) + "\n", "utf-8")


def write_page(countries):
    """The list in public/help.html, between its two marks."""
    from babel import Locale
    german = Locale("de").territories
    page = ROOT / "public/help.html"
    text = page.read_text("utf-8")
    rows = []
    for code, name, _sources, numbers, lines in sorted(countries, key=lambda country: country[1].replace("Å", "A")):
        both = name if german.get(code, name) == name else f"{name} · {german[code]}"
        rows.append(f'<dt id="{code}">{html.escape(both, quote=False)}')
        calls = []
        for number in numbers:
            shown = number.lstrip("mpf")
            who = {"m": " (ambulance)", "p": " (police)"}.get(number[0], "")
            calls.append(f'<a href="tel:{shown}">{shown}</a>{who}')
        rows.append("<dd>SOS " + ", ".join(calls) if calls else "<dd>No common emergency number is known to us. · Keine gemeinsame Notrufnummer bekannt.")
        for line in leading(lines):
            name = html.escape(line["name"] or "Crisis line", quote=False)
            if line["call"]:
                link = "tel:" + digits(line["call"]).replace("#", "%23")
                rows.append(f'<dd>{name} <a href="{link}">{line["call"]}</a>')
            elif line["text"]:
                rows.append(f'<dd>{name} <a href="sms:{digits(line["text"])}">SMS {line["text"]}</a>')
    begin, end = "<!-- made by make.py -->", "<!-- end -->"
    if begin not in text or end not in text:
        sys.exit(f"{page} has no place for the list")
    head, tail = text.split(begin)[0], text.split(end)[1]
    page.write_text(head + begin + "\n" + "\n".join(rows) + "\n" + end + tail, "utf-8")
