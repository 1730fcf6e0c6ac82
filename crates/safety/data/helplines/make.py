"""Make `helplines.tsv` from a compiled list of public help-line sources.

    python3 make.py path/to/helplines.json > helplines.tsv

Run by hand; the result is checked in and read before it is committed. The source lists far
more lines than belong in a prompt, so SELECTION names the rows that are worthy of one:
national crisis lines, a domestic-violence line, a child line. Each row's number is given here
as it is dialled inside the country, and must agree with the source digit for digit, apart from
the trunk prefixes that the source leaves out.
"""

import json
import re
import sys

# Emergency numbers: (number, who answers). The general number first.
EMERGENCY = {
    "AT": [("112", "any"), ("133", "police"), ("144", "ambulance")],
    "AU": [("000", "any")],
    "CA": [("911", "any")],
    "CH": [("112", "any"), ("117", "police"), ("144", "ambulance")],
    "DE": [("112", "fire_and_ambulance"), ("110", "police")],
    "GB": [("999", "any"), ("112", "any")],
    "IE": [("112", "any"), ("999", "any")],
    "NL": [("112", "any")],
    "NZ": [("111", "any")],
    "US": [("911", "any")],
}

# (need, name in the source, number in the source, call, text, word to text, name shown)
SELECTION = {
    "AT": [
        ("crisis", "Telefonseelsorge (Samaritan Telephone)", "142", "142", "", "", "Telefonseelsorge"),
        ("domestic_violence", "Frauenhelpline Gegen Gewalt", "0800222555", "0800 222 555", "", "", "Frauenhelpline gegen Gewalt"),
        ("domestic_violence", "Männernotruf", "0800246247", "0800 246 247", "", "", ""),
        ("child", "Rat auf Draht", "147", "147", "", "", ""),
    ],
    "AU": [
        ("crisis", "Lifeline", "131114", "13 11 14", "", "", ""),
        ("crisis", "Suicide Call Back Service", "1300659467", "1300 659 467", "", "", ""),
        ("crisis", "Beyond Blue", "1300224636", "1300 22 4636", "", "", ""),
        ("domestic_violence", "1800RESPECT", "1800737732", "1800 737 732", "", "", ""),
        ("child", "Kids Helpline", "1800551800", "1800 55 1800", "", "", ""),
    ],
    "CA": [
        ("crisis", "9-8-8: Suicide Crisis Helpline", "988", "988", "988", "", ""),
        ("crisis", "First Nations and Inuit Hope for Wellness Helpline", "18552423310", "1 855 242 3310", "", "", ""),
        ("child", "Kids Help Phone", "18006686868", "1 800 668 6868", "", "", ""),
    ],
    "CH": [
        ("crisis", "Verband Tel 143 - Die Dargebotene Hand", "143", "143", "", "", "Die Dargebotene Hand"),
        ("child", "147.ch", "147", "147", "", "", ""),
    ],
    "DE": [
        ("crisis", "TelefonSeelsorge", "08001110111", "0800 111 0 111", "", "", ""),
        ("crisis", "National crisis line (Wikipedia first-listed)", "116123", "116 123", "", "", "TelefonSeelsorge"),
        ("domestic_violence", "Hilfetelefon Gewalt gegen Frauen", "116016", "116 016", "", "", ""),
        ("domestic_violence", "Hilfetelefon Gewalt an Männern", "08001239900", "0800 123 9900", "", "", ""),
        ("sexual_violence", "Hilfe-Telefon Sexueller Missbrauch", "08002255530", "0800 22 55 530", "", "", ""),
        ("child", "Nummer gegen Kummer e. V. - Kinder- und Jugendtelefon", "116111", "116 111", "", "", "Nummer gegen Kummer"),
    ],
    "GB": [
        ("crisis", "Samaritans", "116123", "116 123", "", "", ""),
        ("crisis", "Shout Crisis Text Line", "85258", "", "85258", "SHOUT", ""),
        ("crisis", "HOPELINE247", "08000684141", "0800 068 4141", "", "", ""),
        ("domestic_violence", "National Domestic Abuse Helpline", "08082000247", "0808 2000 247", "", "", ""),
        ("domestic_violence", "Respect Men's Advice Line", "08088010327", "0808 801 0327", "", "", ""),
        ("child", "Childline", "08001111", "0800 1111", "", "", ""),
    ],
    "IE": [
        ("crisis", "Samaritans (Ireland)", "116123", "116 123", "", "", "Samaritans"),
        ("crisis", "'Text About It' by spunout", "50808", "", "50808", "", "Text About It"),
        ("crisis", "Pieta", "1800247247", "1800 247 247", "", "", ""),
        ("domestic_violence", "Womens Aid 24hr National Freephone Helpline", "1800341900", "1800 341 900", "", "", "Women's Aid"),
        ("domestic_violence", "National Male Advice Line", "1800816588", "1800 816 588", "", "", ""),
        ("child", "Childline", "1800666666", "1800 66 66 66", "", "", ""),
    ],
    "NL": [
        ("crisis", "National crisis line (Wikipedia first-listed)", "113", "113", "", "", "113 Zelfmoordpreventie"),
        ("crisis", "113 Zelfmoordpreventie", "08000113", "0800 0113", "", "", ""),
        ("crisis", "de Luisterlijn", "0880767000", "088 0767 000", "", "", ""),
        ("domestic_violence", "Veilig Thuis - Safe at Home", "08002000", "0800 2000", "", "", "Veilig Thuis"),
        ("sexual_violence", "Centrum Seksueel Geweld", "08000188", "0800 0188", "", "", ""),
        ("child", "De Kindertelefoon", "08000432", "0800 0432", "", "", ""),
    ],
    "NZ": [
        ("crisis", "1737 Need to talk?", "1737", "1737", "", "", ""),
        ("crisis", "Suicide Crisis Helpline- Tautoko", "0508828865", "0508 828 865", "", "", "Tautoko Suicide Crisis Helpline"),
        ("crisis", "Lifeline Aotearoa", "0800543354", "0800 543 354", "", "", ""),
        ("domestic_violence", "Women's Refuge", "0800733843", "0800 733 843", "", "", ""),
        ("sexual_violence", "Safe to talk - Sexual harm helpline", "0800044334", "0800 044 334", "", "", "Safe to talk"),
        ("child", "Youthline", "0800376633", "0800 376 633", "", "", ""),
    ],
    "US": [
        ("crisis", "988 Suicide & Crisis Lifeline", "988", "988", "988", "", ""),
        ("crisis", "Crisis Text Line", "741741", "", "741741", "HOME", ""),
        ("domestic_violence", "National Domestic Violence Hotline", "8007997233", "1 800 799 7233", "", "", ""),
        ("sexual_violence", "National Sexual Assault Hotline", "8006564673", "1 800 656 4673", "", "", ""),
        ("child", "Childhelp National Child Abuse Hotline", "8004224453", "1 800 422 4453", "", "", "Childhelp"),
    ],
}

# How a source is named in the table.
SOURCES = {
    "open-helplines": "open-helplines",
    "fernando-195": "Wikipedia",
    "sandunwira": "CrisisHotlines",
    "session": "dieguteminute.ch",
}


def digits(text):
    return re.sub(r"\D", "", text or "")


def source_name(raw):
    for start, name in SOURCES.items():
        if raw.startswith(start):
            return name
    sys.exit(f"unknown source {raw!r}")


def find(lines, country, name, number):
    for line in lines:
        if line["country"] == country and line["name"] == name:
            if number in (digits(line["phone"]), digits((line["sms"] or "").split("(")[0])):
                return line
    sys.exit(f"{country}: no row named {name!r} with number {number}")


def languages(line):
    codes = (re.match(r"[a-z]{2,3}\b", language) for language in line["languages"] or [])
    return ",".join(code.group() for code in codes if code)


def main(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    print("# Made by make.py; do not edit by hand. Columns: see README.md.")
    names = {code: data["emergency"][code]["country_name"] for code in SELECTION}
    for code in sorted(SELECTION, key=names.get):
        print("country", code, names[code], data["emergency"][code]["date"], sep="\t")
        for number, service in EMERGENCY[code]:
            print("emergency", number, service, sep="\t")
        for need, name, number, call, text, say, shown in SELECTION[code]:
            line = find(data["lines"], code, name, number)
            for written in filter(None, (call, text)):
                if digits(written) not in (number, "1" + number):
                    sys.exit(f"{code}: {written!r} is not {number}")
            dates = [s["date"] for s in line["sources"] if re.fullmatch(r"\d{4}-\d\d-\d\d", s["date"])]
            print(
                "line", need, shown or name, call, text, say, line["chat_url"] or "",
                line["hours"] or "", languages(line),
                ", ".join(source_name(s["name"]) for s in line["sources"]),
                max(dates), len(line["sources"]), sep="\t",
            )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
