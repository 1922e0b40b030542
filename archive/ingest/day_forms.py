"""A day as sources write it, without clock and zone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from archive.ingest.day_words import ERAS, MONTH_NUMBERS, WEEKDAY_WORD, WEEKDAYS

_MONTH: Final = "|".join(sorted(map(re.escape, MONTH_NUMBERS), key=len, reverse=True))
_NTH: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_ERA: Final = "|".join(sorted(ERAS, key=len, reverse=True))

#: Year first, in figures: never exchanged. A year of three digits is Taiwan's.
_YEAR_FIRST: Final = re.compile(
    rf"(?:(?P<era>{_ERA}) ?(?P<of_era>\d{{1,3}})|(?P<year>\d{{4}}|\d{{3}}|\d{{2}}(?= ?年))) ?"
    r"(?:(?P<sign>[-/.]|\. | )(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2})\.?)?"
    r"|[年년] ?(?:(?P<month2>\d{1,2}) ?[月월] ?(?:(?P<day2>\d{1,2}) ?[日號号일]?)?)?)?"
)
_DIGITS: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})?")
_OF_YEAR: Final = re.compile(r"(?P<year>\d{4})-(?P<number>\d{3})")
_YEAR_LAST: Final = re.compile(
    r"(?P<first>\d{1,2})(?P<sign> ?[/.-] ?)(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})"
)
_SPELLED: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:{_NTH}[ /-]?(?:of |de |d')?)?(?P<month>{_MONTH})\.?(?:[ /-]?(?:de |del )?"
        r"(?P<year>\d{4}|'?\d{2}))?",
        rf"(?P<month>{_MONTH})\.?[ /-]?{_NTH}(?:[ /-](?P<year>\d{{4}}|'\d{{2}}))?",
        rf"(?P<year>\d{{4}})[ /-]?(?P<month>{_MONTH})\.?(?:[ /-]?{_NTH})?",
    )
)
#: A month before its year, and stretches of a year that have no month.
_MONTH_LAST: Final = re.compile(r"(?P<month>0?[1-9]|1[0-2]) ?[/.-] ?(?P<year>(?:1[5-9]|2[01])\d\d)")
_STRETCH: Final = re.compile(
    r"(?P<year>\d{4}) ?年 ?(?:[上下]半年|第?[1-4一二三四]季度?|[年月]?[初中底末]|[春夏秋冬][季天]?)"
    r"|(?:early|mid|late|spring|summer|autumn|fall|winter|q[1-4])[ -](?P<behind>\d{4})",
    re.IGNORECASE,
)
_NO_YEAR: Final = re.compile(r"\d{1,2} ?月(?: ?\d{1,2} ?[日號号]?)?|\d{1,2}[-/]\d{1,2}")


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day, or why there is none: `imprecise` is all that is known ("2024-03", "no year").

    `ambiguous`: it is read by the newsroom's order, or its year's century is guessed.
    """

    day: dt.date | None = None
    imprecise: str = ""
    ambiguous: bool = False


def read_day_text(text: str, day_order: str, today: dt.date) -> ReadDay | None:
    """The day of `text`, which is on one line and holds nothing else but a day of the week.

    None where it is none: also where the calendar has no such day. `today` says which century a
    year of two digits is of: it is not more than one year ahead.
    """
    weekday, rest = _without_weekday(text)
    rest = " ".join(rest.replace(",", " ").split()).strip(" -|·•()[]")
    if not rest:
        return None
    try:
        return (
            _iso(rest)
            or _year_first(rest, today)
            or _year_last(rest, day_order, weekday, today)
            or _spelled(rest, today)
            or _without_day(rest)
            or (ReadDay(imprecise="no year") if _NO_YEAR.fullmatch(rest) else None)
        )
    except ValueError:
        return None


def _without_day(text: str) -> ReadDay | None:
    if match := _MONTH_LAST.fullmatch(text):
        return ReadDay(imprecise=f"{match['year']}-{int(match['month']):02d}")
    match = _STRETCH.fullmatch(text)
    return ReadDay(imprecise=match["year"] or match["behind"]) if match else None


def _without_weekday(text: str) -> tuple[int | None, str]:
    match = WEEKDAY_WORD.search(text)
    if match is None:
        return None, text
    name = next(filter(None, match.groups())).lower()
    return WEEKDAYS[name], f"{text[: match.start()]} {text[match.end() :]}"


def _iso(text: str) -> ReadDay | None:
    """Weeks (2024-W10-2) and days of the year (2024-065) of ISO 8601."""
    if match := _OF_YEAR.fullmatch(text):
        day = dt.date(int(match["year"]), 1, 1) + dt.timedelta(int(match["number"]) - 1)
        return ReadDay(day) if day.year == int(match["year"]) else None
    if re.fullmatch(r"\d{4}-?W\d{2}-?\d", text):
        return ReadDay(dt.date.fromisoformat(text))
    if re.fullmatch(r"\d{4}-?(?:W\d{2}|Q[1-4]|H[12])", text):
        return ReadDay(imprecise=text)
    return None


def _year_first(text: str, today: dt.date) -> ReadDay | None:
    match = _DIGITS.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if match is None:
        return None
    fields = {name: value for name, value in match.groupdict().items() if value}
    month, day = fields.get("month", fields.get("month2")), fields.get("day", fields.get("day2"))
    if "era" in fields:
        return _made(ERAS[fields["era"]] + int(fields["of_era"]), month, day, False)
    year = int(fields["year"])
    guessed = len(fields["year"]) == 2
    if guessed:
        year = _century(year, today)
    elif len(fields["year"]) == 3:
        if day is None:
            return None
        year += ERAS["民國"]
    return _made(year, month, day, guessed)


def _year_last(text: str, order: str, weekday: int | None, today: dt.date) -> ReadDay | None:
    """Points are Europe's, day first; with other signs the weekday decides, or else the order."""
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    short = year < 100
    year = _century(year, today) if short else year
    by_day, by_month = _date(year, second, first), _date(year, first, second)
    if by_day is None or by_month is None or by_day == by_month:
        day = by_day or by_month
        return ReadDay(day, ambiguous=short and first > 12) if day else None
    if match["sign"].strip() == "." and not short:
        return ReadDay(by_day)
    of_weekday = [day for day in (by_day, by_month) if day.weekday() == weekday]
    if len(of_weekday) == 1:
        return ReadDay(of_weekday[0])
    return ReadDay(by_month if order == "mdy" else by_day, ambiguous=True)


def _spelled(text: str, today: dt.date) -> ReadDay | None:
    for form in _SPELLED:
        if match := form.fullmatch(text):
            fields = {name: value for name, value in match.groupdict().items() if value}
            if "year" not in fields:
                return ReadDay(imprecise="no year") if "day" in fields else None
            digits = fields["year"].strip("'")
            year = int(digits) if len(digits) == 4 else _century(int(digits), today)
            return _made(
                year, str(MONTH_NUMBERS[fields["month"].lower()]), fields.get("day"), False
            )
    return None


def _made(year: int, month: str | None, day: str | None, ambiguous: bool) -> ReadDay:
    """Raises ValueError where the calendar has no such day or month."""
    if month is None or not int(month):
        return ReadDay(imprecise=f"{year:04d}")
    if day is None or not int(day):
        return ReadDay(imprecise=f"{dt.date(year, int(month), 1):%Y-%m}")
    return ReadDay(dt.date(year, int(month), int(day)), ambiguous=ambiguous)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _century(year: int, today: dt.date) -> int:
    latest = today.year + 1
    return latest - (latest - year) % 100
