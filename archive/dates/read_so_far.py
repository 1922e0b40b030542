"""What has been read of a text while rules go over it, one rule after the other."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from typing import Final

_READ: Final = b"\1"


class Taken:
    """Stretches that were read, of a text of so many characters."""

    def __init__(self, length: int) -> None:
        # One byte a character: a list of stretches would be shifted for each that comes in between.
        self._read = bytearray(length)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing in a stretch was read."""
        return self._read.find(_READ, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """A stretch is read."""
        self._read[start:end] = _READ * (end - start)


class Named:
    """Days that were named, by place. Each rule names them in order of place."""

    def __init__(self) -> None:
        self._settled: list[tuple[int, dt.date]] = []
        self._new: list[tuple[int, dt.date]] = []

    def add(self, start: int, date: dt.date) -> None:
        """A day is named, behind all others that this rule named."""
        self._new.append((start, date))

    def settle(self) -> None:
        """The next rule begins again at the start of the text."""
        if self._new:
            # Both rows are in order, so sorting only merges them.
            self._settled += self._new
            self._settled.sort()
            self._new = []

    def before(self, start: int) -> tuple[int, dt.date] | None:
        """The last day that is named before a place, and where; the place is behind all that this rule named."""
        at = bisect_left(self._settled, (start, dt.date.min))
        settled = self._settled[at - 1] if at else None
        new = self._new[-1] if self._new else None
        return max((named for named in (settled, new) if named), default=None)
