"""The timeline as a drawing: where each bar stands and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from archive.search.page import Bar, ResultPage
from archive.web import links
from archive.web.words import bar_words, counted

#: The drawing's units; the style sheet stretches it to the width of the page.
WIDTH: Final = 800
HEIGHT: Final = 64

#: The widest a bar may be, so that two days do not look like two slabs.
WIDEST: Final = 80

#: The least height of a bar that stands for something.
LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar: `left` and `width` of its place, of which the bar fills most; `top` from above."""

    left: float
    width: float
    bar_width: float
    top: float
    height: float
    count: int
    period: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The timeline with the words that go with it."""

    unit: str
    bars: tuple[DrawnBar, ...]
    highest: DrawnBar
    first: str
    last: str
    undated: int
    width: int = WIDTH
    height: int = HEIGHT


def _drawn(page: ResultPage, bar: Bar, at: int, place: float, most: int) -> DrawnBar:
    height = max(LEAST, round(bar.count * HEIGHT / most, 1)) if bar.count else 0
    period = bar_words(bar.value, page.timeline.unit)
    return DrawnBar(
        left=round(at * place, 2),
        width=round(place, 2),
        bar_width=round(place * 0.84, 2),
        top=round(HEIGHT - height, 1),
        height=height,
        count=bar.count,
        period=period,
        words=f"{period[:1].upper()}{period[1:]}: {counted(bar.count, 'article')}",
        url=links.days_url(page.parameters, bar.first, bar.last),
    )


def chart(page: ResultPage) -> Chart | None:
    """The timeline of a page of results; None where nothing found has a date."""
    shown = page.timeline.bars
    most = max((bar.count for bar in shown), default=0)
    if not most:
        return None
    place = min(WIDEST, WIDTH / len(shown))
    bars = tuple(_drawn(page, bar, at, place, most) for at, bar in enumerate(shown))
    return Chart(
        unit=page.timeline.unit,
        bars=bars,
        highest=max(bars, key=lambda bar: bar.count),
        first=shown[0].first,
        last=shown[-1].last,
        undated=page.timeline.undated,
    )
