"""The days that an article mentions, as listed beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from archive.search.page import ArticlePage


@dataclass(frozen=True, slots=True)
class MentionedDays:
    """Days that an article mentions, in so many places."""

    first: date
    last: date
    count: int


def mentioned_days(page: ArticlePage) -> list[MentionedDays]:
    """The days that an article mentions, in the order of time."""
    counts = Counter((date.first, date.last) for date in page.document.dates)
    return [MentionedDays(first, last, count) for (first, last), count in sorted(counts.items())]
