"""Bars and scales as SVG, in percent across and in pixels down: letters keep their shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from archive.web.scales import TimeTick, ValueScale
from archive.web.words import tick_words

#: Pixels above the bars, of the bars, and of the names of days below.
TOP: Final = 8
PLOT: Final = 88
BOTTOM: Final = 20
HEIGHT: Final = TOP + PLOT + BOTTOM

#: How much of its place a bar fills, and the most percent of the drawing.
FILLED: Final = 0.82
WIDEST: Final = 8

#: The least height of a bar that stands for something, in pixels.
LEAST_HEIGHT: Final = 2

#: How near an edge, in percent, a name stands beside its bar and not across it.
_EDGE: Final = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A bar to be drawn: counts above and below the axis, what is said of it and where it leads.

    `gap`: there is nothing to count from its days.
    """

    above: int
    below: int
    words: str
    url: str
    gap: bool = False


class Drawing:
    """A drawing of columns side by side. Every column with a count is a link."""

    def __init__(self, columns: Sequence[Column], scale: ValueScale) -> None:
        self._columns = columns
        self._scale = scale
        self._place = 100 / len(columns)
        self._pixels = PLOT / ((scale.above + scale.below) * scale.step)
        self._axis = self._y(0)

    def _y(self, count: int) -> float:
        """How far down a count stands; those below the axis are negative."""
        return round(TOP + (self._scale.above * self._scale.step - count) * self._pixels, 1)

    def values(self) -> Markup:
        """The labels of the value scale, to stand left of the bars."""
        return _join(
            f'<text x="100%" y="{self._y(tick) + 4}">{abs(tick):,}</text>'
            for tick in self._scale.ticks
        )

    def grid(self) -> Markup:
        """A line for each label of the value scale but 0, to stand behind the bars."""
        return _join(self._line("grid", tick) for tick in self._scale.ticks if tick)

    def axis(self) -> Markup:
        """The line of 0, to stand before the bars."""
        return _join([self._line("axis", 0)])

    def _line(self, kind: str, count: int) -> str:
        y = self._y(count)
        return f'<line class="{kind}" x1="0" x2="100%" y1="{y}" y2="{y}"/>'

    def gaps(self) -> Markup:
        """Hatching over each run of gaps."""
        runs = (
            (gap, list(run))
            for gap, run in groupby(range(len(self._columns)), lambda at: self._columns[at].gap)
        )
        return _join(
            f'<rect class="gap" x="{run[0] * self._place:.2f}%" y="{TOP}" '
            f'width="{len(run) * self._place:.2f}%" height="{PLOT}"/>'
            for gap, run in runs
            if gap
        )

    def links(self) -> Markup:
        """The bars, each as a link that says its words to those who hear and those who point."""
        return Markup().join(
            Markup('<a href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
                column.url, column.words, column.words, self._bar(at, column)
            )
            for at, column in enumerate(self._columns)
            if column.above or column.below
        )

    def _bar(self, at: int, column: Column) -> Markup:
        width = min(self._place * FILLED, WIDEST)
        left = at * self._place + (self._place - width) / 2
        shapes = [
            f'<rect class="place" x="{at * self._place:.2f}%" y="{TOP}" '
            f'width="{self._place:.2f}%" height="{PLOT}"/>'
        ]
        for side, count in (("above", column.above), ("below", column.below)):
            if count:
                height = max(LEAST_HEIGHT, round(count * self._pixels, 1))
                top = round(self._axis - height, 1) if side == "above" else self._axis
                shapes.append(
                    f'<rect class="bar {side}" x="{left:.2f}%" y="{top}" '
                    f'width="{width:.2f}%" height="{height}"/>'
                )
        return _join(shapes)

    def days(self, ticks: Sequence[TimeTick], language: str) -> Markup:
        """The labels of the time scale below the bars."""
        return _join(self._day(tick, language) for tick in ticks)

    def _day(self, tick: TimeTick, language: str) -> str:
        middle = (tick.bar + 0.5) * self._place
        anchor, at = "middle", middle
        if middle < _EDGE:
            anchor, at = "start", 0.0
        elif middle > 100 - _EDGE:
            anchor, at = "end", 100.0
        return (
            f'<line class="tick" x1="{middle:.2f}%" x2="{middle:.2f}%" '
            f'y1="{TOP + PLOT}" y2="{TOP + PLOT + 4}"/>'
            f'<text class="{anchor}" x="{at:.2f}%" y="{HEIGHT - 3}">'
            f"{escape(tick_words(tick.numbers, language))}</text>"
        )


def _join(shapes: Iterable[str]) -> Markup:
    """Shapes of numbers, and of what is escaped."""
    return Markup("".join(shapes))  # noqa: S704
