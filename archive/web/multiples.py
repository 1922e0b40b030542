"""What the archive holds, drawn as one small chart a source over the same months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from archive.query.parameters import SearchParameters
from archive.search.page import Holding
from archive.web import links
from archive.web.words import month_words, tick_words

#: More months are drawn by the year.
MOST_MONTHS: Final = 240

#: So many sources are drawn, those with the most articles.
MOST_SOURCES: Final = 8

#: Pixels of a small chart.
ROW_HEIGHT: Final = 24

#: Labels of years below the charts, at most.
_MOST_LABELS: Final = 6

#: How near an edge, in percent, a label begins or ends at it.
_EDGE: Final = 5


@dataclass(frozen=True, slots=True)
class Multiple:
    """One source: its articles, when they are from, their search, and the `d` of an SVG path.

    The path is as many units wide as there are periods and `ROW_HEIGHT` units high; the tallest bar
    fills the height. `span` is "" where no article has a day.
    """

    source: str
    count: int
    span: str
    url: str
    path: str


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small charts, one below the other; `periods` is how many bars each has room for.

    `axis` has the years below them as SVG, `more` is how many sources are not drawn.
    """

    rows: tuple[Multiple, ...]
    periods: int
    by_year: bool
    axis: Markup
    more: int


def multiples(holdings: Iterable[Holding], language: str) -> Multiples:
    """The sources with the most articles, by how many; what is said is in `language`."""
    by_source: dict[str, dict[int | None, int]] = {}
    for holding in holdings:
        months = by_source.setdefault(holding.source, {})
        month = _number(holding.month) if holding.month else None
        months[month] = months.get(month, 0) + holding.count
    dated = [month for months in by_source.values() for month in months if month is not None]
    first, last = (min(dated), max(dated)) if dated else (0, 0)
    step = 12 if last - first >= MOST_MONTHS else 1
    begin = first - first % step
    periods = (last - begin) // step + 1
    order = sorted(by_source, key=lambda source: (-sum(by_source[source].values()), source))
    rows = [
        _row(source, by_source[source], begin, step, language) for source in order[:MOST_SOURCES]
    ]
    axis = _axis(begin, periods, step, language) if dated else Markup()
    return Multiples(tuple(rows), periods, step > 1, axis, max(0, len(order) - MOST_SOURCES))


def _number(month: str) -> int:
    """Months since year 0 of an ISO month."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _row(
    source: str, months: dict[int | None, int], begin: int, step: int, language: str
) -> Multiple:
    counts: dict[int, int] = {}
    dated = sorted(month for month in months if month is not None)
    for month in dated:
        place = (month - begin) // step
        counts[place] = counts.get(place, 0) + months[month]
    span = _span(dated[0], dated[-1], language) if dated else ""
    url = links.search_url(SearchParameters(included={"source": (source,)}, ui=language))
    return Multiple(source, sum(months.values()), span, url, _path(counts))


def _span(first: int, last: int, language: str) -> str:
    begin, end = (month_words(month // 12, month % 12 + 1, language) for month in (first, last))
    return begin if begin == end else f"{begin} – {end}"


def _path(counts: dict[int, int]) -> str:
    """Bars side by side, each a unit wide with a gap; a bar is never lower than one pixel."""
    most = max(counts.values(), default=1)
    heights = {place: max(1, round(count / most * ROW_HEIGHT)) for place, count in counts.items()}
    return "".join(
        f"M{place}.1 {ROW_HEIGHT}v-{height}h.8v{height}z"
        for place, height in sorted(heights.items())
    )


def _axis(begin: int, periods: int, step: int, language: str) -> Markup:
    """The names of years where they begin, as many as there is room for."""
    years = [month for month in range(begin, begin + periods * step) if month % 12 == 0]
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10_000) if _fits(years, n))
    labelled = [month for month in years if month // 12 % every == 0]
    if not labelled:
        labelled = [begin]
    return Markup("").join(_label(month, begin, periods * step, language) for month in labelled)


def _fits(years: Sequence[int], every: int) -> bool:
    return sum(month // 12 % every == 0 for month in years) <= _MOST_LABELS


def _label(month: int, begin: int, width: int, language: str) -> Markup:
    percent = round((month - begin) / width * 100, 1)
    side = "" if percent < _EDGE else "end" if percent > 100 - _EDGE else "middle"
    year = tick_words(
        (month // 12,) if month % 12 == 0 else (month // 12, month % 12 + 1), language
    )
    return Markup('<text x="{}%" y="12" class="{}">{}</text>').format(percent, side, escape(year))
