"""The timelines as drawings: where each bar stands and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup, escape

from archive.search.page import Bar, ResultPage, Timeline
from archive.web import links
from archive.web.words import bar_words, counted

#: The drawing's units; the style sheet stretches it to the width of the page.
WIDTH: Final = 800
HEIGHT: Final = 64

#: The widest a bar may be, so that two days do not look like two slabs.
WIDEST: Final = 80

#: The least height of a bar that stands for something.
LEAST_HEIGHT: Final = 2

#: The address of the same search between two days ("" for open).
_Between = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar; `drawing` is it with its link: the place it stands in, of which the bar fills most."""

    drawing: Markup
    count: int
    period: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Articles that stand in no bar: what they are, and the search for them ("" for none)."""

    words: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A timeline with the words that go with it. `kind` is "published" or "mentioned"."""

    kind: str
    unit: str
    bars: tuple[DrawnBar, ...]
    highest: DrawnBar
    first: str
    last: str
    apart: tuple[Apart, ...]
    width: int = WIDTH
    height: int = HEIGHT


def _shape(count: int, at: int, place: float, most: int) -> str:
    """The rectangles of a bar: numbers only, so nothing of it is escaped."""
    height = max(LEAST_HEIGHT, round(count * HEIGHT / most, 1)) if count else 0
    left, top = round(at * place, 2), round(HEIGHT - height, 1)
    return (
        f'<rect class="place" x="{left}" y="0" width="{round(place, 2)}" height="{HEIGHT}"/>'
        f'<rect class="bar" x="{left}" y="{top}" width="{round(place * 0.84, 2)}" '
        f'height="{height}"/>'
    )


def _drawing(url: str, words: str, shape: str) -> Markup:
    """A bar as a link, which says its words twice: to those who hear it and to those who point."""
    label = escape(words)
    return Markup(  # noqa: S704 - of what is escaped
        f'<a href="{escape(url)}" aria-label="{label}"><title>{label}</title>{shape}</a>'
    )


def _drawn(kind: str, bar: Bar, unit: str, shape: str, url: str) -> DrawnBar:
    period = bar_words(bar.value, unit)
    words = f"{period[:1].upper()}{period[1:]}: {counted(bar.count, 'article')}"
    said = f"{words} mention it" if kind == "mentioned" else words
    return DrawnBar(
        drawing=_drawing(url, said, shape) if bar.count else Markup(),
        count=bar.count,
        period=period,
        words=words,
        url=url,
    )


def _chart(kind: str, timeline: Timeline, between: _Between, apart: list[Apart]) -> Chart | None:
    """The drawing of a timeline; None where no bar stands for anything."""
    shown = timeline.bars
    most = max((bar.count for bar in shown), default=0)
    if not most:
        return None
    place = min(WIDEST, WIDTH / len(shown))
    bars = tuple(
        _drawn(
            kind,
            bar,
            timeline.unit,
            _shape(bar.count, at, place, most),
            between(bar.first, bar.last),
        )
        for at, bar in enumerate(shown)
    )
    return Chart(
        kind=kind,
        unit=timeline.unit,
        bars=bars,
        highest=max(bars, key=lambda bar: bar.count),
        first=shown[0].first,
        last=shown[-1].last,
        apart=tuple(apart),
    )


def published_chart(page: ResultPage) -> Chart | None:
    """The timeline of publication days; None where nothing found has one."""
    parameters, undated = page.parameters, page.timeline.undated
    return _chart(
        "published",
        page.timeline,
        lambda first, last: links.days_url(parameters, first, last),
        [Apart("without a date", undated, links.undated_url(parameters) if undated else "")],
    )


def _day_beside(iso: str, days: int) -> str:
    """The day some days after another; "" where the calendar has none."""
    try:
        return (date.fromisoformat(iso) + timedelta(days)).isoformat()
    except OverflowError:
        return ""


def mentioned_chart(page: ResultPage) -> Chart | None:
    """The timeline of the days that articles mention; None where no bar stands for anything."""
    parameters, timeline = page.parameters, page.mentioned
    apart = []
    if timeline.earlier:
        last = _day_beside(timeline.bars[0].first, -1)
        apart.append(Apart("earlier", timeline.earlier, links.mentioned_url(parameters, "", last)))
    if timeline.later:
        first = _day_beside(timeline.bars[-1].last, 1)
        apart.append(Apart("later", timeline.later, links.mentioned_url(parameters, first, "")))
    if timeline.wider:
        apart.append(Apart("longer times only", timeline.wider))
    if timeline.undated:
        apart.append(Apart("mention no day", timeline.undated))
    return _chart(
        "mentioned",
        timeline,
        lambda first, last: links.mentioned_url(parameters, first, last),
        apart,
    )
