"""What the processes of a server count together: requests by route, how long they took.

The numbers lie in memory that all processes share from before they part. Each writes its own seat
alone; whichever is asked adds them up. A process that takes a dead one's seat counts on.
"""

from __future__ import annotations

import mmap
import threading
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

#: Upper ends of the steps in which answers are counted by how long they took, in seconds.
DURATIONS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

#: Statuses by their first digit, 1 to 5.
CLASSES: Final = ("1xx", "2xx", "3xx", "4xx", "5xx")

#: Routes that have a row of their own; the rest share the last.
MOST_ROUTES: Final = 80

_ROW: Final = len(CLASSES) + len(DURATIONS) + 1 + 1
#: Before the rows of a seat stands how often its process moved over.
_MOVES: Final = 1
_SEAT: Final = _MOVES + MOST_ROUTES * _ROW
_WIDTH: Final = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted of a route: answers by class of status, by step, and seconds in all.

    `steps` has one more than `DURATIONS`, for what took longer.
    """

    classes: tuple[int, ...]
    steps: tuple[int, ...]
    seconds: float


class Meters:
    """Counters of several processes; a seat's are safe for many threads of its process."""

    def __init__(self, seats: int = 1) -> None:
        self._seats = seats
        self._numbers = memoryview(mmap.mmap(-1, _WIDTH * _SEAT * seats)).cast("d")
        self._lock = threading.Lock()

    def count(self, seat: int, row: int, status: int, seconds: float) -> None:
        """Count an answer to a route's request."""
        at = seat * _SEAT + _MOVES + min(row, MOST_ROUTES - 1) * _ROW
        step = bisect_left(DURATIONS, seconds)
        with self._lock:
            self._numbers[at + min(max(status // 100, 1), len(CLASSES)) - 1] += 1
            self._numbers[at + len(CLASSES) + step] += 1
            self._numbers[at + _ROW - 1] += seconds

    def count_move(self, seat: int) -> None:
        """This seat's process answers from another generation than before."""
        with self._lock:
            self._numbers[seat * _SEAT] += 1

    def moves(self) -> int:
        """How often processes moved over to another generation, all seats' added up."""
        return int(sum(self._numbers[seat * _SEAT] for seat in range(self._seats)))

    def measured(self, row: int) -> Measured:
        """What all seats counted of a row."""
        sums = [0.0] * _ROW
        for seat in range(self._seats):
            at = seat * _SEAT + _MOVES + min(row, MOST_ROUTES - 1) * _ROW
            sums = [a + b for a, b in zip(sums, self._numbers[at : at + _ROW], strict=True)]
        classes, steps = sums[: len(CLASSES)], sums[len(CLASSES) : -1]
        return Measured(tuple(map(int, classes)), tuple(map(int, steps)), sums[-1])
