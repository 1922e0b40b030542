"""Days typed among the words of a query: what asks for articles of that day, or that mention it.

The words stay words, since a headline may hold the day; the days are offered beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from archive.query.days import LONGEST, Newsroom, parse_day
from archive.query.syntax import AndParts, Fielded, SyntaxNode, Word, parts_of, render

#: A day is typed in so many words at most: the week of 7 January 2025.
_MOST_WORDS: Final = 6

#: Days are looked for among so many words; in a longer text one says little.
_MOST_PLACES: Final = 60

#: So many days of one query are offered.
_MOST_DAYS: Final = 2

#: A longer stretch, such as a year, is as often no day: 2024 Olympics.
_LONGEST_STRETCH: Final = 31

#: What a single word needs to name a day: 14/2/2025, 20250214, 昨日; no weekday and no year.
_FIGURES: Final = re.compile(r"(?:\d\D*){6}")
_HAN_DAY: Final = re.compile(r"[日天月週周號号]|星期|禮拜|礼拜")


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day, week or month that a query names.

    `source` as typed, `day` in ISO form; the query that asks for articles published then and the
    one that asks for those that mention it, each with everything else that was typed.
    """

    source: str
    day: str
    published: str
    mentioned: str


def days_in(tree: SyntaxNode, newsroom: Newsroom) -> list[TypedDay]:
    """The days that words of a query name, in order."""
    parts = parts_of(tree)
    found: list[TypedDay] = []
    at = 0
    while at < min(len(parts), _MOST_PLACES) and len(found) < _MOST_DAYS:
        length, day = _day_at(parts[at:], newsroom)
        if day is not None:
            words = parts[at : at + length]
            source = " ".join(word.text for word in words if isinstance(word, Word))
            rest = (*parts[:at], *parts[at + length :])
            published, mentioned = (_with(rest, field, day) for field in ("date", "mentions"))
            found.append(TypedDay(source, day, published, mentioned))
        at += length
    return found


def _day_at(parts: tuple[SyntaxNode, ...], newsroom: Newsroom) -> tuple[int, str | None]:
    """How many words from here name which day; (1, None) where none do."""
    words = []
    for part in parts[:_MOST_WORDS]:
        if not isinstance(part, Word):
            break
        words.append(part.text)
    for length in range(len(words), 0, -1):
        text = " ".join(words[:length])
        if len(text) > LONGEST or (length == 1 and not _may_be_day(text)):
            continue
        span = parse_day(text, newsroom)
        if span is not None and (span.last - span.first).days <= _LONGEST_STRETCH:
            return length, span.text
    return 1, None


def _may_be_day(word: str) -> bool:
    return bool(_FIGURES.search(word) or _HAN_DAY.search(word))


def _with(rest: tuple[SyntaxNode, ...], field: str, day: str) -> str:
    asked = Fielded(field, Word(day))
    return render(AndParts((*rest, asked)) if rest else asked)
