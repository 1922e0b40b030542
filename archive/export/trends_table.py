"""Searches over time, side by side, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from archive.export.article_json import Json, related_json
from archive.export.columns import ExportedCell
from archive.export.csv import csv_table
from archive.model.language import LANGUAGES
from archive.model.message import Say
from archive.search.trends import SHARE_OF, PeriodCounts, Trend, TrendsPage, share

TREND_COLUMNS: Final = (
    *("query", "period", "from", "to", "language", "articles", "published"),
    f"per_{SHARE_OF}",
)

#: Digits behind the point of a share; counts are beside it.
_DIGITS: Final = 4

#: What stands for the articles of every language.
_ALL: Final = "all"


def trends_csv(page: TrendsPage) -> Iterator[str]:
    """A line for each search, period and language, and one for all languages."""
    return csv_table(TREND_COLUMNS, _rows(page))


def _rows(page: TrendsPage) -> Iterator[Iterable[ExportedCell]]:
    for trend in page.trends:
        for period, counts in zip(page.periods, trend.counts, strict=True):
            for language in (_ALL, *LANGUAGES):
                chosen = () if language == _ALL else (language,)
                count, published = counts.of(chosen), period.published.of(chosen)
                yield (
                    trend.parameters.q,
                    period.value,
                    period.first.isoformat(),
                    period.last.isoformat(),
                    language,
                    count,
                    published,
                    share_text(count, published, _DIGITS),
                )


def share_text(count: int, published: int, digits: int) -> str | None:
    """A share with so many digits behind the point; None where nothing was published."""
    value = share(count, published)
    return None if value is None else f"{value:.{digits}f}"


def trends_json(page: TrendsPage, say: Say) -> Json:
    """Searches side by side as the API answers them."""
    return {
        "unit": page.unit,
        "periods": [
            {
                "value": period.value,
                "from": period.first.isoformat(),
                "to": period.last.isoformat(),
                "published": _counts(period.published),
            }
            for period in page.periods
        ],
        "trends": [_trend(trend, say) for trend in page.trends],
        "generation": page.generation.name,
    }


def _counts(counts: PeriodCounts) -> Json:
    return {"total": counts.total, "languages": dict(counts.languages)}


def _trend(trend: Trend, say: Say) -> Json:
    return {
        "query": trend.parameters.q,
        "read_as": trend.read_as,
        "notes": [say(note) for note in trend.notes],
        "total": trend.total,
        "undated": trend.undated,
        "first": related_json(trend.earliest) if trend.earliest else None,
        "last": related_json(trend.latest) if trend.latest else None,
        "counts": [_counts(counts) for counts in trend.counts],
    }
