"""Places among many others: which overlap, which lie inside, without looking at each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final, Protocol

_NOWHERE: Final = -1


class Placed(Protocol):
    """What stands at a place of an article: of its `field`, half-open."""

    @property
    def field(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Stretches:
    """Half-open stretches of one text, in any order; they may overlap."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        ends = [end for _, end in ordered]
        self._starts = [start for start, _ in ordered]
        self._last_end = [_NOWHERE, *accumulate(ends, max)]
        self._first_end = [*accumulate(reversed(ends), min)][::-1]

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of them has a character of this stretch, which has one at least."""
        return self._last_end[bisect_left(self._starts, end)] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether all of this stretch lies in one of them."""
        return self._last_end[bisect_right(self._starts, start)] >= end

    def end_inside(self, start: int, end: int) -> bool:
        """Whether one of them begins nowhere before this stretch and ends before its end."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._first_end[at] < end


class Places:
    """The places of things in the fields of an article."""

    def __init__(self, placed: Iterable[Placed]) -> None:
        fields: dict[str, list[tuple[int, int]]] = {}
        for span in placed:
            fields.setdefault(span.field, []).append((span.start, span.end))
        self._fields = {field: Stretches(spans) for field, spans in fields.items()}

    def overlap(self, span: Placed) -> bool:
        """Whether one of them overlaps this."""
        stretches = self._fields.get(span.field)
        return stretches is not None and stretches.overlap(span.start, span.end)

    def hold(self, span: Placed) -> bool:
        """Whether all of this lies in one of them."""
        stretches = self._fields.get(span.field)
        return stretches is not None and stretches.hold(span.start, span.end)

    def end_inside(self, span: Placed) -> bool:
        """Whether one of them begins nowhere before this and ends before its end."""
        stretches = self._fields.get(span.field)
        return stretches is not None and stretches.end_inside(span.start, span.end)
