"""What rules of English expressions make of a match: years, decades and centuries."""

from __future__ import annotations

import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.english.words import SHIFT, part_of
from archive.dates.rules import Context
from archive.model.dates import Precision

#: Centuries that are written in words.
CENTURIES: Final = {
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}

#: Behind one of these, four figures are a year.
_YEAR_AFTER: Final = re.compile(
    r"(?:(?<=[Ii]n )|(?<=[Bb]y )|(?<=[Oo]f )|(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=[Tt]ill )|"
    r"(?<=[Ff]rom )|(?<=[Ff]or )|(?<=[Tt]o )|(?<=[Dd]uring )|(?<=[Bb]efore )|(?<=[Aa]fter )|"
    r"(?<=[Aa]round )|(?<=[Bb]etween )|(?<=[Tt]hrough )|(?<=[Oo]r )|(?<=[Aa]nd )|(?<=[Tt]he )|"
    r"(?<=was )|(?<=[Hh]er )|(?<=[Hh]is )|(?<=[Ii]ts )|(?<=[Tt]heir )|(?<=fiscal )|(?<=calendar )|(?<=[Cc]irca )|"
    r"(?<=over )|(?<=[Yy]ear )|(?<=\n)|(?<=due )|(?<=NOTE:)|(?<=NOTE: )|(?<=[Bb]eyond )|(?<=[Tt]hroughout )|(?<=months )|(?<=quarter )|(?<=\()|(?<=- )|(?<=, )|(?<=[.!?] )|^)"
    r"(?:the )?$"
)


#: So many workers, 2020 votes to 1987: between such words figures count.
_COUNTING: Final = re.compile(r"\b(?:and|or|of|was|over|around) $")
_COUNTED: Final = re.compile(r" (?:to \d|[a-z]{2,12}(?:[oe]rs|ists|ees|ians)\b)")


_RATIO: Final = re.compile(r"(?<!\.\d)(?<!\.\d\d)\b(?:19|20)\d\d to $")


def _counts(match: re.Match[str], before: str) -> bool:
    if _RATIO.search(before):
        return True
    counting = _COUNTING.search(before) is not None
    return counting and _COUNTED.match(match.string, match.end()) is not None


def year_of_something(match: re.Match[str], _: Context) -> Interval | None:
    """The 2016 election."""
    before = match.string[max(0, match.start() - 14) : match.start()]
    return None if _counts(match, before) else cal.year(int(match["y"]))


def year_to_year(match: re.Match[str], _: Context) -> Interval | None:
    """From a year to a year."""
    first, last = match["y"] or match["y3"], match["y2"]
    return cal.years(int(first), int(first[: 4 - len(last)] + last))


def split_year(match: re.Match[str], _: Context) -> Interval | None:
    """The 2019-20 financial year, FY2019/20: from April to March, as in Hong Kong and London.

    A school year is from September to August.
    """
    first = int(match["y"] or match["y3"])
    if int((match["y2"] or match["y4"])[-2:]) != (first + 1) % 100:
        return None
    begin = 9 if match["school"] else 4
    return cal.months(first, begin, begin + 11, Precision.RANGE)


#: A text of Hong Kong, whose financial years begin in April.
_HONG_KONG: Final = re.compile(r"Hong Kong|HK\$|\bSAR\b|\bLeg[Cc]o\b")
_FUNDS: Final = re.compile(
    r"\b(?:fund|budget|estimate|deficit|surplus|revenue|expenditure|appropriation|allocat|donation|reserve|spending|"
    r"subvention|land sale|savings|fiscal|financial|government)",
    re.IGNORECASE,
)
_OF_SPORT_OR_SCHOOL: Final = re.compile(
    r"\b(?:seasons?|league|cup|champions?|title|school|academic|students?|campaign|tour|goals?|clubs?|winter|flu)\b",
    re.IGNORECASE,
)
_ABROAD: Final = re.compile(
    r"US\$|\bUS\b|U\.S\.|America|Japan|India|Australia|Panama|Britain|Congress|AFP|Microsoft|Apple|Nvidia|Disney|[Tt]heme park|Ocean Park"
)
_BESIDE: Final = 120


def _is_of_hong_kong(match: re.Match[str]) -> bool:
    """Whether public money of Hong Kong is spoken of."""
    text, start, end = match.string, max(0, match.start() - _BESIDE), match.end() + _BESIDE
    return (
        _FUNDS.search(text, start, end) is not None
        and _OF_SPORT_OR_SCHOOL.search(text, start, end) is None
        and _ABROAD.search(text, start, end) is None
        and _HONG_KONG.search(text) is not None
    )


#: So many years public money is planned ahead: 2025-28.
_PLANNED: Final = 5


def financial_year_or_years(match: re.Match[str], context: Context) -> Interval | None:
    """2024-25: from April to March where public money of Hong Kong is spoken of, else two years."""
    first = int(match["y"])
    years = (int(match["y2"]) - first) % 100
    if 1 <= years <= _PLANNED and _is_of_hong_kong(match):
        return cal.months(first, 4, 3 + 12 * years, Precision.RANGE)
    return year_to_year(match, context)


#: Words around a financial year of the United States, from October to September.
_FEDERAL: Final = re.compile(
    r"\b(?:[Ff]ederal|Congress|Congressional|House|Senate|Pentagon|White House|Reagan|Washington|Treasury|Medicare|defen[cs]e)\b"
)

_OF_COMPANY: Final = re.compile(r"\b(?:[Cc]ompany|Inc|Corp|Co|Ltd|per share|share|earnings)\b")


def fiscal_year(match: re.Match[str], _: Context) -> Interval | None:
    """Fiscal 1988, financial year 2024: of a government where that is told, else the year."""
    number = int(match["y"])
    text, start, end = match.string, max(0, match.start() - _BESIDE), match.end() + _BESIDE
    federal = _FEDERAL.search(text, start, end) and not _OF_COMPANY.search(text, start, end)
    if federal and not _HONG_KONG.search(text):
        return cal.months(number - 1, 10, 21, Precision.RANGE)
    return cal.year(number)


def relative_financial_year(match: re.Match[str], context: Context) -> Interval | None:
    """This financial year, the coming one: of Hong Kong, from April to March."""
    if not _is_of_hong_kong(match):
        return None
    today, word = context.today, match["r"]
    begun = today.year - (today.month < 4)
    shift = (today.month < 4) if word == "new" else SHIFT[word]
    return cal.months(begun + shift, 4, 15, Precision.RANGE)


def previous(_: re.Match[str], context: Context) -> Interval | None:
    """The previous year: before the one that was named."""
    before = context.before or context.today
    return cal.year(before.year - 1)


def decades(match: re.Match[str], _: Context) -> Interval | None:
    """From a decade to a decade."""
    return cal.years(int(match["y"]), int(match["y2"]) + 9)


def decade(match: re.Match[str], _: Context) -> Interval | None:
    """The late 1990s; the 1800s are a century, the 1900s and 2000s are as often a decade."""
    digits = match["y"]
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if first % 100 == 0 and first < 1900:
        return cal.years(first, first + 99, Precision.CENTURY, part_of(match))
    return cal.years(first, first + 9, Precision.DECADE, part_of(match))


def named_century(match: re.Match[str], _: Context) -> Interval | None:
    """The early 20th century."""
    text = match["c"].lower()
    number = CENTURIES.get(text) or int(re.sub(r"\D", "", text))
    return cal.century(number, part_of(match)) if number <= 22 else None


#: Behind a comparison figures are a year where nothing is counted: compared with 1985's, than 1986.
_COMPARED: Final = re.compile(
    r"\b(?:with|against|versus|than|above|below|(?:up|down|increase|decrease|rise|fall|gain|percent|pct) on|(?:increase|rise|up|gain|percent|pct) over) $|% (?:on|over) $"
)
_ENDS: Final = re.compile(r"'s\b|[,.;:)]?\s*$|[,;] \D|\.\s|\)| to \d")


def year_alone(match: re.Match[str], _: Context) -> Interval | None:
    """Four figures are a year only behind certain words; looked at last, since it is slow."""
    before = match.string[max(0, match.start() - 14) : match.start()]
    if _counts(match, before):
        return None
    if match.start() > len(before):
        before = f"~{before}"  # not the start of the text
    is_year = _YEAR_AFTER.search(before) or (
        _COMPARED.search(before) and _ENDS.match(match.string, match.end())
    )
    return cal.year(int(match["y"]), part_of(match)) if is_year else None


#: Decades in words, and the year of their century that they begin with.
DECADES: Final = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
    "noughties": 100,
    "tens": 110,
}

#: The last month of each season.
_SEASONS: Final = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}


def season(match: re.Match[str], context: Context) -> Interval | None:
    """Last summer: the year of the last that is over; this summer: that of this year."""
    today = context.today
    if match["s2"] or (match[0].startswith("this ") and not match[0].startswith("this past ")):
        return cal.year(today.year)
    return cal.year(today.year - (today.month <= _SEASONS[match["s"]]))


def decade_in_words(match: re.Match[str], _: Context) -> Interval | None:
    """The seventies, the noughties, the 70s."""
    written = match["e"].lower()
    first = 1900 + (int(written) if written.isdigit() else DECADES[written])
    if match.groupdict().get("c") and first < 2000:
        first += 100
    return cal.years(first, first + 9, Precision.DECADE)
