"""The year that a text names just before a month or day without one.

In 1989 ... on 4 June: that June is of 1989, whenever the article was published.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates.english.words import month_of

#: How far back a year is looked for, in characters of its paragraph.
_BACK: Final = 300

#: Years that a story is told in; what is due, new or counted since a year is another matter.
_YEAR: Final = re.compile(
    r"\b(?:[Ii]n(?: (?:early|mid|late))?|[Oo]n|[Dd]uring|of) (?:the )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2},)? )?"
    r"(?P<y>1[89]\d\d|20\d\d)(?![\d%]|[.,]\d|[-/–]\d| (?:prices|dollars|terms|figures|results|levels)\b)"
)

#: What brings a story back to the present, or to no one year.
_NOW: Final = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|now|currently|recent(?:ly)?|(?:this|last|next|past|previous|every|each) "
    r"(?:week|month|year)|ago|so far|since|to date|compared|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"will|is|are|has|have|than|versus|vs|due|expected)\b"
)

#: Behind what was told of somebody in passing the sentence goes on: X, jailed in 1995, was freed on.
_RESUMED: Final = re.compile(r", (?:was|were|did|said|told)\b")

_SENTENCE_END: Final = re.compile(r"[.!?]['\"]?\s+(?=[A-Z'\"])")

#: A year later: the following year.
_LATER: Final = re.compile(r"\b(?:following|next) year\b|\byear later\b")

#: Years closer to publication are mostly there to compare figures with.
_YEARS_AGO: Final = 2

#: In the sentence before a year: it is one that figures are compared with.
_COMPARED: Final = re.compile(
    r"\b(?:compared|against|versus|vs|than|up from|down from|since|until|due)\b[^.!?\n]*$"
)

_MONTH: Final = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{3,6})?\b"
)

#: So many months before the last one named, a month is of the year after.
_TURN: Final = 6


def year_before(match: re.Match[str], month: int, published: dt.date | None) -> int | None:
    """The year of a month that is named without one, from the text before; None where none is.

    In the sentence of the year every month is of it; in those behind it, as long as each goes on naming
    months, if the year was itself told with its month.
    """
    text, start = match.string, match.start()
    from_ = max(text.rfind("\n", 0, start) + 1, start - _BACK)
    years = list(_YEAR.finditer(text, from_, start))
    found = years[-1] if years else None
    if found is None or published is None or int(found["y"]) > published.year - _YEARS_AGO:
        return None
    if _COMPARED.search(text, from_, found.start()):
        return None
    between = text[found.end() : start]
    if _NOW.search(between) or _RESUMED.search(between) or not _goes_on(found, between):
        return None
    later = len(_LATER.findall(between)) or text.endswith(("following ", "next "), 0, start)
    if not later and found["m"]:
        later = month_of(found) - month >= _TURN
    return int(found["y"]) + later


def _goes_on(found: re.Match[str], between: str) -> bool:
    """Whether what is told behind a year is still of it, as far as sentences tell."""
    sentences = _SENTENCE_END.split(between)
    if len(sentences) == 1:
        return True
    return bool(found["m"]) and all(_MONTH.search(one) for one in sentences[1:-1])
