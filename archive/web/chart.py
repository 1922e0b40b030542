"""The timeline of a page of results: publication days or, in their place, the days mentioned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from markupsafe import Markup

from archive.model.periods import UNITS
from archive.query.parameter_table import CHARTS
from archive.query.parameters import SearchParameters
from archive.search.page import Bar, ResultPage, Share, Timeline
from archive.web import links
from archive.web.apart import Apart, mentioned_apart, undated_apart
from archive.web.around import DayRange, around
from archive.web.drawing import HEIGHT, Column, Drawing
from archive.web.language import page_words, request_words
from archive.web.messages.catalogues import Wordings
from archive.web.scales import time_ticks, value_scale
from archive.web.words import number, span_words

#: The address of the same search between two ISO days ("" for open).
_Between = Callable[[str, str], str]

_UNITS: Final = {unit.name: unit for unit in UNITS}


@dataclass(frozen=True, slots=True)
class Way:
    """A link to other days, or to the other timeline; `current`: it leads here."""

    words: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class BarRow:
    """A bar in the table: its days, its counts (English and Chinese of publication days only)."""

    period: str
    count: int
    english: int
    chinese: int
    gap: bool
    url: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The parts of the drawing."""

    height: int
    values: Markup
    grid: Markup
    gaps: Markup
    links: Markup
    axis: Markup
    days: Markup


@dataclass(frozen=True, slots=True)
class Chart:
    """A timeline with the words that go with it. `kind` is "published" or "mentioned".

    `span` are the days it shows, "" where there is no bar; `drawn` is None where no bar stands for
    anything, and `empty` then says so. `before` and `after` lead to the neighbours of the days
    chosen, `up` to what holds them.
    """

    kind: str
    unit: str
    span: str
    switch: tuple[Way, ...]
    before: Way | None
    after: Way | None
    up: tuple[Way, ...]
    drawn: Drawn | None
    empty: str
    rows: tuple[BarRow, ...]
    apart: tuple[Apart, ...]

    @property
    def english(self) -> int:
        """Articles of all bars in English."""
        return sum(row.english for row in self.rows)

    @property
    def chinese(self) -> int:
        """Articles of all bars in Chinese."""
        return sum(row.chinese for row in self.rows)

    @property
    def total(self) -> int:
        """Articles of all bars and apart from them; of publication days, all that were found."""
        return sum(row.count for row in self.rows) + sum(one.count for one in self.apart)

    @property
    def gaps(self) -> bool:
        """Whether a bar is a gap of the archive."""
        return any(row.gap for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The timeline that is asked for: its bars, the bounds of its days and the links between them.

    `archive` are the days beyond which there is nothing, None where nobody knows.
    """

    timeline: Timeline
    first: date | None
    last: date | None
    between: _Between
    archive: DayRange | None


def _asked(page: ResultPage) -> _Asked:
    asked = page.parameters
    if asked.chart == "mentioned":
        low, high = asked.mentioned_first, asked.mentioned_last
        timeline: Timeline = page.mentioned
        between = partial(links.mentioned_url, asked)
    else:
        low, high, timeline = asked.first, asked.last, page.timeline
        between = partial(links.days_url, asked)
    archive = None
    if asked.chart != "mentioned" and page.oldest and page.newest:
        archive = date.fromisoformat(page.oldest), date.fromisoformat(page.newest)
    return _Asked(
        timeline, low.first if low else None, high.last if high else None, between, archive
    )


def _days(bar: Bar, asked: _Asked) -> DayRange:
    """The days of a bar: the first and the last bar are whole where the reader bounds nothing."""
    unit = _UNITS[asked.timeline.unit]
    first, last = date.fromisoformat(bar.first), date.fromisoformat(bar.last)
    return (
        first if asked.first else unit.first(first),
        last if asked.last else unit.last(last),
    )


def _is_outside(asked: _Asked) -> bool:
    """Whether the days chosen lie before the first or after the last day of the archive."""
    if asked.archive is None:
        return False
    early = asked.last is not None and asked.last < asked.archive[0]
    return early or (asked.first is not None and asked.first > asked.archive[1])


def _rows(page: ResultPage, asked: _Asked) -> tuple[BarRow, ...]:
    shares: Sequence[Share | None] = page.shares
    if page.parameters.chart == "mentioned":
        shares = [None] * len(asked.timeline.bars)
    rows = []
    for bar, share in zip(asked.timeline.bars, shares, strict=True):
        first, last = _days(bar, asked)
        rows.append(
            BarRow(
                period=span_words(first, last, page.parameters.ui),
                count=bar.count,
                english=share.english if share else 0,
                chinese=share.chinese if share else 0,
                gap=share is not None and share.gap,
                url=asked.between(first.isoformat(), last.isoformat()) if bar.count else "",
            )
        )
    return tuple(rows)


def _said(row: BarRow, kind: str, words: Wordings) -> str:
    """What a bar says."""
    if kind == "mentioned":
        articles = words.counted("chart_mention", row.count)
        return words.text("chart_bar", days=row.period, articles=articles)
    articles = words.counted("chart_article", row.count)
    return words.text(
        "chart_languages",
        bar=words.text("chart_bar", days=row.period, articles=articles),
        english=number(row.english),
        chinese=number(row.chinese),
    )


def _drawn(rows: Sequence[BarRow], asked: _Asked, parameters: SearchParameters) -> Drawn | None:
    """The drawing; None where no bar stands for anything."""
    if not any(row.count for row in rows):
        return None
    kind, language, words = parameters.chart, parameters.ui, request_words()
    columns = [
        Column(
            above=row.count if kind == "mentioned" else row.english,
            below=row.chinese,
            # A bar that stands for nothing is not drawn.
            words=_said(row, kind, words) if row.count else "",
            url=row.url,
            gap=row.gap,
        )
        for row in rows
    ]
    scale = value_scale(max(c.above for c in columns), max(c.below for c in columns))
    picture = Drawing(columns, scale)
    ticks = time_ticks([_days(bar, asked) for bar in asked.timeline.bars], asked.timeline.unit)
    return Drawn(
        height=HEIGHT,
        values=picture.values(),
        grid=picture.grid(),
        gaps=picture.gaps(),
        links=picture.links(),
        axis=picture.axis(),
        days=picture.days(ticks, language),
    )


def _ways(asked: _Asked, language: str) -> tuple[Way | None, Way | None, tuple[Way, ...]]:
    """Where the days chosen lead: before them, after them, and up."""

    def way(span: DayRange | None) -> Way | None:
        if span is None:
            return None
        return Way(span_words(*span, language), asked.between(*(day.isoformat() for day in span)))

    if not (asked.first or asked.last):
        return None, None, ()
    every = Way(page_words("chart_all"), asked.between("", ""))
    if asked.first is None or asked.last is None or asked.first > asked.last:
        return None, None, (every,)
    beside = around(asked.first, asked.last, asked.archive)
    holding = way(beside.holding)
    return way(beside.before), way(beside.after), (holding, every) if holding else (every,)


def chart(page: ResultPage) -> Chart | None:
    """The timeline that the page asks for; None where nothing is found and no days are chosen."""
    parameters, asked = page.parameters, _asked(page)
    if not (page.total or asked.first or asked.last):
        return None
    language, kind = parameters.ui, parameters.chart
    rows = _rows(page, asked)
    before, after, up = _ways(asked, language)
    apart = mentioned_apart(page) if kind == "mentioned" else undated_apart(page)
    spans = [_days(bar, asked) for bar in asked.timeline.bars]
    return Chart(
        kind=kind,
        unit=asked.timeline.unit,
        span=span_words(spans[0][0], spans[-1][1], language) if spans else "",
        switch=tuple(
            Way(page_words(f"chart_{name}"), links.chart_url(parameters, name), name == kind)
            for name in CHARTS
        ),
        before=before,
        after=after,
        up=up,
        drawn=_drawn(rows, asked, parameters),
        empty=page_words("chart_gap" if _is_outside(asked) else "chart_no_bar"),
        rows=rows,
        apart=apart,
    )
