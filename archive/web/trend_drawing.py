"""Lines of several searches as SVG, in percent across and in pixels down, without a script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count, groupby, pairwise
from math import ceil
from typing import Final

from markupsafe import Markup, escape

from archive.web.scales import MOST_LABELS, TimeTick
from archive.web.words import tick_words

#: Pixels above the lines, of the lines, and of the names of days below.
_TOP: Final = 8
_PLOT: Final = 176
_BOTTOM: Final = 20
TREND_HEIGHT: Final = _TOP + _PLOT + _BOTTOM

#: Each search has a sign of its own, so that lines differ without colour: in pixels round a point.
TREND_SIGNS: Final = (
    "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
    "M-3 -3h6v6h-6z",
    "M0 -4.2L4 3H-4z",
    "M0 -4.5L4.5 0L0 4.5L-4.5 0z",
    "M-3.5 -1h2.5v-2.5h2v2.5h2.5v2h-2.5v2.5h-2v-2.5h-2.5z",
)

#: How near an edge, in percent, a name stands beside its point and not across it.
_EDGE: Final = 6

#: The smallest step of the scale, as a power of ten: one share in ten thousand of a whole archive.
_LEAST_POWER: Final = -4


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A search in a period: its value, None where none is known, what is said, where it leads."""

    value: float | None
    words: str
    url: str


def trend_scale(most: float) -> tuple[float, int]:
    """The step of a scale from 0 that reaches `most`, above 0, and how many steps it has.

    The step is the least of 1, 2, 5, 10, ... or a tenth, a hundredth of it, with five labels at
    most.
    """
    powers = (10.0**power for power in count(_LEAST_POWER))
    for step in chain.from_iterable((power, 2 * power, 5 * power) for power in powers):
        steps = max(1, ceil(round(most / step, 6)))
        if steps < MOST_LABELS:
            return step, steps
    raise AssertionError(most)


class TrendDrawing:
    """A drawing of lines, one for each search, over the same periods.

    Every point with a value above 0 is a link. A line breaks off where nothing is known.
    """

    def __init__(
        self, lines: Sequence[Sequence[TrendPoint]], ticks: Sequence[TimeTick], language: str
    ) -> None:
        self._lines = lines
        self._ticks = ticks
        self._language = language
        self._place = 100 / len(lines[0])
        values = [point.value for line in lines for point in line if point.value is not None]
        self._step, self._steps = trend_scale(max(values))
        self._pixels = _PLOT / (self._step * self._steps)

    @property
    def height(self) -> int:
        """Pixels."""
        return TREND_HEIGHT

    @property
    def has_gaps(self) -> bool:
        """Whether there is a period in which nothing was published."""
        return any(self._is_gap(at) for at in range(len(self._lines[0])))

    def _is_gap(self, at: int) -> bool:
        return all(line[at].value is None for line in self._lines)

    def _x(self, at: int) -> float:
        return round((at + 0.5) * self._place, 2)

    def _y(self, value: float) -> float:
        return round(_TOP + _PLOT - value * self._pixels, 1)

    def values(self) -> Markup:
        """The labels of the value scale, to stand left of the lines."""
        return _joined(
            f'<text x="100%" y="{self._y(level) + 4}">{_label(level)}</text>'
            for level in (at * self._step for at in range(self._steps + 1))
        )

    def grid(self) -> Markup:
        """A line for each label of the value scale."""
        levels = ((self._y(at * self._step), at) for at in range(self._steps + 1))
        return _joined(
            f'<line class="{"grid" if at else "axis"}" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
            for y, at in levels
        )

    def gaps(self) -> Markup:
        """Hatching over each run of periods in which nothing was published."""
        runs = [list(run) for gap, run in groupby(range(len(self._lines[0])), self._is_gap) if gap]
        return _joined(
            f'<rect class="gap" x="{run[0] * self._place:.2f}%" y="{_TOP}" '
            f'width="{len(run) * self._place:.2f}%" height="{_PLOT}"/>'
            for run in runs
        )

    def strokes(self) -> Markup:
        """The lines between points."""
        return _joined(
            f'<line class="trend t{number}" x1="{self._x(at)}%" y1="{self._y(left.value)}" '
            f'x2="{self._x(at + 1)}%" y2="{self._y(right.value)}"/>'
            for number, line in enumerate(self._lines, 1)
            for at, (left, right) in enumerate(pairwise(line))
            if left.value is not None and right.value is not None
        )

    def points(self) -> Markup:
        """The points, each a link that says its words to those who hear and those who point.

        By period, so that the arrow keys go through time.
        """
        return Markup().join(
            self._point(number, at, line[at])
            for at in range(len(self._lines[0]))
            for number, line in enumerate(self._lines, 1)
            if line[at].value
        )

    def _point(self, number: int, at: int, point: TrendPoint) -> Markup:
        return Markup(
            '<a href="{}" aria-label="{}"><title>{}</title>'
            '<svg x="{}%" y="{}" overflow="visible"><circle class="place" r="12"/>'
            '<path class="sign t{}" d="{}"/></svg></a>'
        ).format(
            point.url,
            point.words,
            point.words,
            self._x(at),
            self._y(point.value or 0.0),
            number,
            TREND_SIGNS[number - 1],
        )

    def days(self) -> Markup:
        """The labels of the time scale below the lines."""
        return _joined(self._day(tick) for tick in self._ticks)

    def _day(self, tick: TimeTick) -> str:
        middle = self._x(tick.bar)
        anchor, at = "middle", middle
        if middle < _EDGE:
            anchor, at = "start", 0.0
        elif middle > 100 - _EDGE:
            anchor, at = "end", 100.0
        foot = _TOP + _PLOT
        return (
            f'<line class="tick" x1="{middle}%" x2="{middle}%" y1="{foot}" y2="{foot + 4}"/>'
            f'<text class="{anchor}" x="{at}%" y="{TREND_HEIGHT - 3}">'
            f"{escape(tick_words(tick.numbers, self._language))}</text>"
        )


def trend_sign(number: int) -> Markup:
    """The sign of a search by its number from 1, to stand in a legend."""
    return Markup('<svg class="sign" width="12" height="12" aria-hidden="true">{}</svg>').format(
        Markup('<svg x="6" y="6" overflow="visible"><path class="t{}" d="{}"/></svg>').format(
            number, TREND_SIGNS[number - 1]
        )
    )


def _label(level: float) -> str:
    """A value of the scale: 0.2, 5, 1,000."""
    return f"{round(level):,}" if level >= 1 and level == round(level) else f"{level:.4g}"


def _joined(shapes: Iterable[str]) -> Markup:
    """Shapes of numbers, and of what is escaped."""
    return Markup("".join(shapes))  # noqa: S704
