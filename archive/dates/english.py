"""Days in English, one rule a row; the first rows go before the others."""

from __future__ import annotations

import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates import english_readings as read
from archive.dates.festivals import ENGLISH_NAMES
from archive.dates.rules import Read, Rule

_M: Final = (
    r"(?P<m{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEP|OCT|"
    r"NOV|DEC)\b(?:(?<!May)(?<=\b[A-Z][a-z][a-z])\.|(?<=Sept)\.)?"
)
_FULL: Final = r"(?P<m{0}>January|February|March|April|May|June|July|August|September|October|November|December)"
_D: Final = r"(?P<d{0}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y: Final = r"(?P<y{0}>1[0-9]\d\d|20\d\d)(?!\d|[.,]\d|%)"
_W: Final = r"(?P<w{0}>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WD: Final = rf"(?:(?:{_W.format('')}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?),?\s+(?:the\s+)?)?"
_TO: Final = r"\s?(?:-|–|—|to|through|until|and)\s?"
_PART: Final = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ee]nd(?=-)|[Ee]arlier|[Ll]ater|(?:the )?(?:beginning|start|middle|end) of)[- ]?)?"


def _rule(name: str, pattern: str, how: Read, flags: int = 0, words: str = "") -> Rule:
    return Rule(name, re.compile(pattern, flags), how, tuple(words.split("|")) if words else ())


_I: Final = re.IGNORECASE

#: A month's name has one of these.
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_R: Final = r"(?P<r>last|next|this|past|coming)"
_REST: Final = r"(?:of |in )?(?:(?:the )?(?P<r>last|next|this|previous) year|{0})"

RULES: Final = (
    _rule(
        "a day and month to a day and month",
        rf"\b{_M.format('')}\s+{_D.format('')}{_TO}{_M.format(2)}\s+{_D.format(2)}\b(?:,?\s+{_Y.format('')})?",
        read.days_of_month,
        words=_MONTHS,
    ),
    _rule(
        "days of a month",
        rf"\b{_M.format('')}\s+{_D.format('')}{_TO}{_D.format(2)}\b(?!:|\s?%|\s+percent)(?:,?\s+{_Y.format('')})?",
        read.days_of_month,
        words=_MONTHS,
    ),
    _rule(
        "days of a month",
        rf"\b{_D.format('')}{_TO}{_D.format(2)}\s+(?:of\s+)?{_M.format('')}(?:,?\s+{_Y.format('')})?",
        read.days_of_month,
        words=_MONTHS,
    ),
    _rule(
        "a day, month and year",
        rf"\b{_WD}{_M.format('')}\s+{_D.format('')},?\s+{_Y.format('')}",
        read.full_day,
        words=_MONTHS,
    ),
    _rule(
        "a day, month and year",
        rf"\b{_WD}{_D.format('')}(?:\s+of)?[\s-]+{_M.format('')},?[\s-]+{_Y.format('')}",
        read.full_day,
        words=_MONTHS,
    ),
    _rule(
        "a month to a month",
        rf"\b{_FULL.format('')}(?: {_Y.format(1)})?{_TO}{_FULL.format(2)}\b(?:,? (?:of )?{_Y.format('')})?",
        read.months,
        words=_MONTHS,
    ),
    _rule(
        "a year to a year",
        rf"\b(?:(?<=between ){_Y.format('')} and |{_Y.format(3)}\s?(?:-|–|—|to|through|until)\s?)(?P<y2>1\d\d\d|20\d\d)(?!\d|[.,]\d|%)",
        read.years,
    ),
    _rule(
        "a year to a year",
        r"\b(?P<y>1[5-9]\d\d|20\d\d)(?P<y3>)[-–/](?P<y2>\d\d)(?![\d-])(?!/)",
        read.years,
    ),
    _rule(
        "a day and month",
        rf"\b{_WD}{_M.format('')}\s+{_D.format('')}\b(?!\s*(?:%|percent|:\d|,\d{{3}}))",
        read.near_day,
        words=_MONTHS,
    ),
    _rule(
        "a day and month",
        rf"\b{_WD}{_D.format('')}(?:\s+of)?\s+{_M.format('')}(?!\w)",
        read.near_day,
        words=_MONTHS,
    ),
    _rule(
        "a weekday and day of a month",
        rf"\b{_W.format('')},? the {_D.format('')}\b",
        read.weekday_of_month,
        words="day",
    ),
    _rule(
        "a quarter",
        r"\b(?P<q>first|second|third|fourth|final|last)[- ]quarter(?:,? "
        + _REST.format(_Y.format(""))
        + ")?(?!-?final)",
        read.ordinal_quarter,
        _I,
        words="quarter|q1|q2|q3|q4",
    ),
    _rule(
        "a quarter",
        rf"\bQ(?P<q>[1-4])[ ,]*(?:of )?(?:{_Y.format('')}|(?P<r>last|next|this) year)",
        read.ordinal_quarter,
        words="quarter|q1|q2|q3|q4",
    ),
    _rule(
        "a half year",
        r"\b(?P<h>first|second) half (?:of )?" + _REST.format(_Y.format("")),
        read.half,
        _I,
        words="half|h1|h2",
    ),
    _rule(
        "a half year",
        rf"\bH(?P<h>[12]) (?:of )?(?:{_Y.format('')}|(?P<r>last|next|this) year)",
        read.half,
        words="half|h1|h2",
    ),
    _rule(
        "a season",
        rf"\b(?<!/)(?:spring|summer|autumn|fall|winter)(?: of|,)? {_Y.format('')}",
        lambda m, _: cal.year(int(m["y"])),
        _I,
        words="spring|summer|autumn|fall|winter",
    ),
    _rule(
        "a month of another year",
        rf"\b{_PART}{_M.format('')} (?:of )?(?P<r>last|this|next) year\b",
        read.month_of_year,
    ),
    _rule(
        "a day in figures",
        r"(?<![\d/])(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>19\d\d|20\d\d)(?![\d/])",
        read.american,
    ),
    _rule(
        "a month and year",
        rf"\b{_PART}{_M.format('')},?\s+(?:of\s+)?{_Y.format('')}",
        lambda m, _: cal.month(int(m["y"]), read.month_of(m), read.part_of(m)),
        words=_MONTHS,
    ),
    _rule(
        "a holiday",
        rf"\b(?P<h>Christmas Day|Christmas Eve|Boxing Day|New Year's Day|New Year's Eve)(?:,? {_Y.format('')})?",
        read.holiday,
        words="christmas|boxing|new year",
    ),
    _rule(
        "a festival",
        rf"\b(?P<f>{'|'.join(sorted(ENGLISH_NAMES, key=len, reverse=True))})\b(?:,? {_Y.format('')})?",
        read.festival_day,
        _I,
        words="festival|new year|easter",
    ),
    _rule(
        "a decade to a decade",
        r"\b(?P<y>1[5-9]\d0|20\d0)s?(?: to | and |-|–)(?:the )?(?P<y2>1[5-9]\d0|20\d0)'?s\b",
        read.decades,
        words="0s|0's",
    ),
    _rule(
        "a decade",
        rf"\b(?:the )?(?P<at>{_PART}(?P<y>1[5-9]\d0|20\d0|(?<=')[2-9]0)'?s)\b",
        read.decade,
        words="0s|0's",
    ),
    _rule(
        "a century",
        rf"\b{_PART}(?:the )?(?P<c>\d\d(?:st|nd|rd|th)|{'|'.join(read.CENTURIES)})[- ]century\b(?! [Bb]\.?[Cc])",
        read.century,
        _I,
        words="century",
    ),
    _rule(
        "a weekday of another week",
        rf"\b{_R} {_W.format('')}\b",
        read.relative_weekday,
        _I,
        words="day",
    ),
    _rule(
        "a month of another year",
        rf"\b(?P<r>last|next|this) {_FULL.format('')}\b",
        read.relative_month,
        _I,
    ),
    _rule(
        "the time up to now",
        r"\b(?:in|over|during|for|within) (?P<at>the (?:last|past) (?P<u>week|month|year))\b",
        read.the_last_units,
        _I,
        words="last |past |previous ",
    ),
    _rule(
        "the time up to now",
        r"\b(?:the )?(?:last|past|previous) (?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?P<u>day|week|month|year|decade)s\b",
        read.the_last_units,
        _I,
        words="last |past |previous ",
    ),
    _rule(
        "another week, month or year",
        rf"\b{_PART}{_R} (?P<u>weekend|week|month|year|quarter|decade)\b(?!-)",
        read.relative_unit,
        _I,
        words="last |next |this |past |coming ",
    ),
    _rule(
        "so long ago or ahead",
        r"\b(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?P<u>day|week|month|year|decade)s? (?P<dir>ago|from now|hence)\b",
        read.units_away,
        _I,
        words="ago|hence|from now",
    ),
    _rule(
        "a day beside this one",
        r"(?<!visit\(s\) )\b(?:yesterday|this morning|this afternoon|this evening|today(?!\")|tonight|tomorrow|last night|last evening)\b(?!'s (?:world|youth|society))",
        read.named_day,
        _I,
    ),
    _rule(
        "a weekday",
        rf"\b{_W.format('')}\b(?! Night)",
        lambda m, c: cal.nearest_weekday(c.today, read.weekday_of(m["w"]), coming=c.coming),
        words="day",
    ),
    _rule(
        "a month",
        r"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<m>January|February|April|June|July|August|September|October|November|December|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|(?<=[Ii]n )(?:March|May)|(?<=[Ss]ince )(?:March|May)|(?<=[Uu]ntil )(?:March|May)|(?<=[Bb]y )(?:March|May)|(?<=[Ee]arly )(?:March|May)|(?<=[Ll]ate )(?:March|May)|(?<=[Mm]id-)(?:March|May)|(?<=end of )(?:March|May))(?![\w-]|'(?!s\b))(?! (?!In\b|The\b|At\b|On\b)[A-Z][a-z]+)",
        lambda m, c: cal.nearest_month(
            c.today, read.month_of(m), coming=c.coming, part=read.part_of(m)
        ),
    ),
    _rule(
        "a year",
        rf"\b(?P<at>(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?:the year )?{_Y.format('')})\b(?![-–]\d|\s?(?:%|[Bb]\.?[Cc]\b|people|workers|troops|dead|miles|km|percent|points|dollars|articles|cases|yuan|seats))",
        read.year_alone,
    ),
    _rule(
        "a year of something",
        r"(?<=[a-z] )(?P<y>19\d\d|20[0-4]\d)(?= [A-Za-z])(?! (?:to|and|or|people|workers|troops|dead|miles|km|percent|pct|points|dollars|dlrs|articles|cases|yuan|seats|barrels|tons|tonnes|mln|shares|jobs|homes|employees|students|metres|meters|soldiers|cars|units|children|families|companies|hours|days|years|pages|words|members|men|women|others|more|vs|versus|feet|acres|hectares|patients|deaths|votes|officers|police|books|rooms|beds|sq)\b)",
        lambda m, _: cal.year(int(m["y"])),
    ),
    _rule(
        "a part of a year",
        rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ee]nd)[- ](?:the year )?{_Y.format('')}\b",
        lambda m, _: cal.year(int(m["y"]), read.part_of(m)),
    ),
    _rule(
        "the year before",
        r"\b(?:the )?(?P<at>previous year)\b",
        read.previous,
        _I,
        words="previous year",
    ),
)
