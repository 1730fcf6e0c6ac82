"""What dials, as written, from inside a country.

The numbering plans (calling codes, trunk prefixes, lengths, patterns of ordinary and of short
numbers) are those of libphonenumber 9.0.43 (Apache-2.0), which gathers them from the ITU's
national numbering plans.
"""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumberFormat, PhoneNumberType

# Regions of the North American plan whose numbers of one area are dialled with ten digits.
LONG_DISTANCE = ("US", "CA")


class Refused(Exception):
    """A number that is not taken, and why."""


def digits(text):
    """What of a number is dialled; * and # are."""
    return re.sub(r"[^\d*#]", "", text or "")


def grouped(text):
    return re.sub(r"\s+", " ", re.sub(r"[^\d*#]+", " ", text)).strip()


def short(code, number):
    plan = PhoneMetadata.short_metadata_for_region(code)
    return plan is not None and re.fullmatch(plan.general_desc.national_number_pattern, number) is not None


def ordinary(code, raw):
    """The number in the country's own plan, or nothing."""
    try:
        found = phonenumbers.parse(raw, code)
    except NumberParseException:
        return None
    if found.country_code != phonenumbers.country_code_for_region(code):
        return None
    return found if phonenumbers.is_valid_number(found) else None


def national(code, found):
    kind = phonenumbers.number_type(found)
    if kind == PhoneNumberType.PREMIUM_RATE:
        raise Refused("costs more than an ordinary call")
    if found.country_code == 55 and kind == PhoneNumberType.FIXED_LINE:
        raise Refused("needs the code of a carrier to be dialled from another area")
    shown = grouped(phonenumbers.format_number(found, PhoneNumberFormat.NATIONAL))
    if found.country_code == 1:
        # Free numbers of the whole plan; an island's own 800 is part of its area.
        free = kind == PhoneNumberType.TOLL_FREE and str(found.national_number)[0] == "8" and not str(
            found.national_number).startswith(("809", "829", "849", "868", "869", "876"))
        shown = "1 " + shown if free or code in LONG_DISTANCE else shown
    return shown


def written(code, raw, emergency=False, text=False):
    """The number as it is dialled inside the country; short codes never in international form."""
    raw = re.sub(r"\s*\($", "", raw).strip()
    plain = digits(raw)
    if re.fullmatch(r"[*#]\d{3,5}", plain):
        return plain
    if re.search(r"[A-Za-z*#]", raw):
        raise Refused("is not a number")
    international = raw.startswith("+") or plain.startswith("00") and len(plain) > 9
    if text:
        if 3 <= len(plain) <= 6 and not international:
            return grouped(raw)
        raise Refused("no short code for text messages")
    if emergency and 2 <= len(plain) <= 5 and not international:
        return plain
    if not international and (short(code, plain) or plain.startswith("116") and len(plain) == 6):
        return grouped(raw)
    calling = str(phonenumbers.country_code_for_region(code) or "")
    if not calling:
        if 3 <= len(plain) <= 6:
            return grouped(raw)
        raise Refused("no plan is known for this place")
    tries = ["+" + re.sub(r"^0+", "", plain)] if international else [raw]
    if not international and plain.startswith(calling):
        tries.append("+" + plain)
    tries += [plain[1:]] if plain.startswith("0") else []
    for attempt in tries:
        found = ordinary(code, attempt)
        if found:
            shown = national(code, found)
            same = digits(shown) == plain and not international
            return grouped(raw) if same else shown
    if international:
        # The harmonised and other short codes have no international form.
        inner = re.sub("^" + calling, "", re.sub(r"^0+", "", plain))
        if inner != plain and (short(code, inner) or inner.startswith("116") and len(inner) == 6):
            return inner
        raise Refused("belongs to another country, or is none of this country's numbers")
    if 3 <= len(plain) <= 5 and not plain.startswith("0"):
        return grouped(raw)
    raise Refused("is none of this country's numbers: too short, too long, or no such prefix")


def plan_rows(codes):
    """Per country: calling code, trunk prefix, lengths of its numbers without the prefix."""
    rows = ["# Numbering plans, from libphonenumber 9.0.43 (Apache-2.0), written by make.py.",
            "# country, calling code, trunk prefix, lengths of national numbers, lengths of short numbers"]
    for code in codes:
        plan = PhoneMetadata.metadata_for_region(code)
        brief = PhoneMetadata.short_metadata_for_region(code)
        if plan is None:
            rows.append("\t".join([code, "", "", "", "3,4,5,6"]))
            continue
        lengths = ",".join(str(length) for length in plan.general_desc.possible_length)
        brief = ",".join(str(length) for length in brief.general_desc.possible_length) if brief else ""
        trunk = re.sub(r"\D", "", plan.national_prefix or "")
        rows.append("\t".join([code, str(plan.country_code), trunk, lengths, brief]))
    return "\n".join(rows) + "\n"
