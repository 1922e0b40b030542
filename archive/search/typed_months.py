"""Months that a reader may be typing: the newest that have an article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from archive.model.aggregations import PublicationDays
from archive.model.language import LANGUAGES
from archive.model.query import NEWEST
from archive.model.result import SearchRequest
from archive.search.edition import Edition
from archive.search.timeline import month_number
from archive.search.typed import Tail, TypedSuggestion
from archive.text.folding import fold_text
from archive.text.readings import typed_form
from archive.text.typed_days import MONTHS_TYPED

#: So many are suggested at most.
_MOST_MONTHS: Final = 3

#: Letters and figures to be typed before a month is suggested.
_LEAST_MONTH: Final = 3

#: The newest months that have an article are suggested.
_RECENT_MONTHS: Final = 24

_HAN_MONTH: Final = fold_text("月")

_ENGLISH_MONTHS: Final = {
    number: max((name for name, n in MONTHS_TYPED.items() if n == number), key=len)
    for number in range(1, 13)
}


def _by_month(edition: Edition) -> list[tuple[int, int]]:
    """The newest months with their articles, by `month_number`, the newest first."""
    asked = PublicationDays()
    days = edition.search(SearchRequest(NEWEST, limit=0, aggregations=(asked,))).counts(asked)
    months: dict[int, int] = {}
    for day, count in zip(days.days, days.counts, strict=True):
        month = month_number(dt.date.fromordinal(day))
        months[month] = months.get(month, 0) + count
    return sorted(months.items(), reverse=True)[:_RECENT_MONTHS]


def typed_months(edition: Edition, words: Sequence[str]) -> Iterator[TypedSuggestion]:
    """The newest months that the last one or two words may begin."""
    for length in (2, 1):
        tail = Tail(" ".join(words[:-length]), " ".join(words[-length:]))
        typed = typed_form(tail.text)
        short = len(typed) < _LEAST_MONTH and not typed.endswith(_HAN_MONTH)
        if length > len(words) or short or not tail.is_plain:
            continue
        found = [
            _month(tail, month, count)
            for month, count in edition.kept(_by_month)
            if any(form.startswith(typed) for form in _month_forms(month))
        ]
        if found:
            yield from found[:_MOST_MONTHS]
            return


def _month_forms(month: int) -> tuple[str, ...]:
    """How a month may be typed, as `typed_form` gives it."""
    year, number = month // 12, month % 12 + 1
    han = f"{number}{_HAN_MONTH}"
    return f"{_ENGLISH_MONTHS[number]}{year}", f"{year}{number:02d}", f"{year}年{han}", han


def _month(tail: Tail, month: int, count: int) -> TypedSuggestion:
    year, number = month // 12, month % 12 + 1
    chinese = f"{year}年{number}月"
    english = f"{_ENGLISH_MONTHS[number].title()} {year}"
    return TypedSuggestion(
        kind="month",
        query=tail.query(f"date:{year:04d}-{number:02d}"),
        labels={language: english if language == "en" else chinese for language in LANGUAGES},
        count=None if tail.before else count,
    )
