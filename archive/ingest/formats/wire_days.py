"""Days and hours as agencies send them: ISO 8601 without signs, and the last lines of wire text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_COMPACT: Final = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)

#: The first letters of months, without accents, in English, German, French, Dutch, Spanish,
#: Italian and Portuguese.
_MONTHS: Final = {
    "jan": 1, "ene": 1, "gen": 1, "jän": 1, "feb": 2, "fev": 2, "mar": 3, "maa": 3, "mrt": 3,
    "mae": 3, "apr": 4, "avr": 4, "abr": 4, "mai": 5, "may": 5, "mei": 5, "mag": 5, "jun": 6,
    "giu": 6, "juin": 6, "jul": 7, "juil": 7, "lug": 7, "aug": 8, "aou": 8, "ago": 8, "sep": 9,
    "set": 9, "oct": 10, "okt": 10, "ott": 10, "out": 10, "nov": 11, "dec": 12, "dez": 12,
    "dic": 12,
}  # fmt: skip

#: Hours from UTC of the zones that the services of these formats name; they send in their own.
_ZONES: Final = {
    "GMT": 0, "UTC": 0, "Z": 0, "BST": 1, "MEZ": 1, "CET": 1, "HEC": 1, "MESZ": 2, "CEST": 2,
    "HAEC": 2, "JST": 9, "HKT": 8, "EST": -5, "EDT": -4,
}  # fmt: skip

#: `131137 GMT Nov 13`: day, hour and minute, zone, month, year.
_IPTC: Final = re.compile(
    r"\b(\d\d)(\d\d)(\d\d)\s*([A-Z]{1,4})?\s+([^\W\d_]{3,10})\.?\s+(\d{4}|\d\d)\b"
)
#: `11-13-13 1509GMT`: month, day, year, hour and minute, zone.
_ANPA: Final = re.compile(r"\b(\d\d)-(\d\d)-(\d\d)\s+(\d\d)(\d\d)\s*([A-Z]{1,4})?\b")
#: `21:37-09-12-18`: hour, minute, day, month, year. The zone is the service's and is not said, so
#: that only the day is known.
_DAY_ONLY: Final = re.compile(r"\b\d\d:\d\d-(\d\d)-(\d\d)-(\d\d)\b")

#: Two digits of a year from this one on are of the 1900s: the first of these formats is of 1970.
_FIRST_YEAR: Final = 70


def iso(text: str) -> str:
    """A moment in ISO 8601 with its signs, or `text` as it stands."""
    met = _COMPACT.fullmatch(text.strip())
    if met is None:
        return text.strip()
    year, month, day, hour, minute, second, zone = met.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    zone = f"{zone[:3]}:{zone[-2:]}" if zone and zone != "Z" else zone or ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone}"


def iptc_day(text: str) -> str:
    """The moment that the last line of a message in IPTC 7901 names, in ISO 8601; "" for none.

    A moment without a zone is one of the sender's zone.
    """
    if met := _IPTC.search(text):
        day, hour, minute, zone, name, year = met.groups()
        month = _month(name)
        return _moment(year, month, int(day), f"{hour}:{minute}", zone) if month else ""
    if met := _DAY_ONLY.search(text):
        return f"{_year(met[3])}-{met[2]}-{met[1]}"
    return ""


def anpa_day(text: str) -> str:
    """The moment that the last line of a message in ANPA-1312 names, in ISO 8601; "" for none."""
    met = _ANPA.search(text)
    if met is None:
        return ""
    month, day, year, hour, minute, zone = met.groups()
    return _moment(year, int(month), int(day), f"{hour}:{minute}", zone)


def _moment(year: str, month: int, day: int, clock: str, zone: str | None) -> str:
    offset = _ZONES.get(zone or "")
    mark = "" if offset is None else f"{offset:+03d}:00" if offset else "Z"
    return f"{_year(year)}-{month:02d}-{day:02d}T{clock}:00{mark}"


def _year(year: str) -> int:
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number >= _FIRST_YEAR else 2000)


def _month(name: str) -> int:
    """The number of a month, 0 for what is none."""
    letters = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _MONTHS.get(plain[:4]) or _MONTHS.get(plain[:3], 0)
