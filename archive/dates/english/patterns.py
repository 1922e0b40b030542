"""Pieces that patterns of English expressions are made of."""

from __future__ import annotations

import re
from typing import Final

from archive.dates.rules import Read, Rule

ANY_CASE: Final = re.IGNORECASE

#: A month's name has one of these.
MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

MONTH: Final = (
    r"(?P<m{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|JUNE?|JULY?|"
    r"AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b(?:(?<!May)(?<=\b[A-Z][a-z][a-z])\.|(?<=Sept)\.)?"
)
FULL_MONTH: Final = r"(?P<m{0}>January|February|March|April|May|June|July|August|September|October|November|December)"
DAY: Final = r"(?P<d{0}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
#: In Chinese text, figures before 年 and the like are for its own rules.
YEAR: Final = r"(?P<y{0}>1[0-9]\d\d|20\d\d)(?!\d|[.,]\d|%|\s?[年財财學学課课])"
WEEKDAY: Final = r"(?P<w{0}>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WEEKDAY_BEFORE: Final = (
    rf"(?:(?:{WEEKDAY.format('')}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?),?\s+(?:the\s+)?)?"
)
TO: Final = r"\s?(?:-|–|—|/(?=[123]?\d\b(?!/))|to|through|until|till|(?P<and>and))\s?"
PART: Final = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ee]nd(?=-)|[Ee]arlier|[Ll]ater|(?:the )?(?:beginning|start|middle|end) of)[- ]?)?"
WHICH: Final = r"(?P<r>last|next|this|past|coming|current|upcoming)"
REST: Final = r"(?:of |in )?(?:(?:the )?(?P<r>last|next|this|previous) year|{0})"

#: How many, in figures or words.
COUNT: Final = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

#: Not what stands behind the point of a number.
NOT_IN_NUMBER: Final = r"(?<!\d\.)"

#: What makes an hour of four figures: 1500 GMT, 1000 London time.
CLOCK: Final = r"GMT\b|UTC\b|HKT\b|[ECMP][SD]T\b|h(?:ou)?rs\b|(?:[A-Z]?[a-z]+ )?time\b"

#: A year and B.C.; years of this age before plain BC are of British Columbia.
BC: Final = (
    r"\b\d{1,4}(?:\s?[-–]\s?\d{1,4})?\s?"
    r"(?:B\.\s?C\.(?:\s?E\.)?|BCE\b|(?<!(?:19|20)\d\d\s)(?<!(?:19|20)\d\d)BC\b)"
)

_ANY_MONTH: Final = r"(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)"

#: A month's name, in small letters, whole or short; no name goes on for longer, so that in a text
#: like JanJanJan each is looked at but once.
QUICK_MONTH: Final = _ANY_MONTH + r"[a-z]{0,6}\.?"

#: Quick patterns in small letters: a month with a figure behind or before it, or with a year.
MONTH_AND_FIGURE: Final = re.compile(QUICK_MONTH + r"\s+\d")
FIGURE_AND_MONTH: Final = re.compile(r"\d(?:st|nd|rd|th)?(?:\s+of)?[\s-]+" + _ANY_MONTH)
MONTH_AND_YEAR: Final = re.compile(
    QUICK_MONTH + r",?[\s-]+(?:of\s+)?(?:\d\d?(?:st|nd|rd|th)?,?\s+)?\d{4}"
)
MONTH_AND_COUNT: Final = re.compile(
    QUICK_MONTH + r" (?:one|two|three|four|five|six|seven|eight|nine)\b"
)
MONTH_AND_ORDINAL: Final = re.compile(
    QUICK_MONTH + r" (?:the )?(?:first|second|third|\w{3,6}th\b|twent|thirt)"
)

#: Those that begin with a month, and all that have one.
_FROM_MONTH: Final = (MONTH_AND_FIGURE, MONTH_AND_YEAR, MONTH_AND_ORDINAL, MONTH_AND_COUNT)
_WITH_MONTH: Final = (*_FROM_MONTH, FIGURE_AND_MONTH)


def rule(
    code: str,
    pattern: str,
    how: Read,
    flags: int = 0,
    words: str = "",
    needs: re.Pattern[str] | None = None,
) -> Rule:
    """A row of a table; bars separate `words`."""
    if needs in _WITH_MONTH:
        words = MONTHS
    needed = tuple(words.split("|")) if words else ()
    return Rule(code, re.compile(pattern, flags), how, needed, needs, needs in _FROM_MONTH)
