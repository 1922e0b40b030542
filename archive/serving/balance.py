"""How many connections each process has, visible to all: the one with the fewest takes the next."""

from __future__ import annotations

import mmap
from typing import Final

#: What a process shows that takes none in: more than any that does.
_AWAY: Final = 1 << 40

_WIDTH: Final = 8


class Board:
    """Numbers that processes share from before they part; each writes its own only."""

    def __init__(self, seats: int) -> None:
        self._numbers = memoryview(mmap.mmap(-1, _WIDTH * seats)).cast("q")
        for seat in range(seats):
            self.leave(seat)

    def leave(self, seat: int) -> None:
        """This seat's process takes no connections in."""
        self._numbers[seat] = _AWAY

    def show(self, seat: int, connections: int) -> None:
        """This seat's process has so many connections."""
        self._numbers[seat] = connections

    def has_fewer_elsewhere(self, seat: int) -> bool:
        """Whether another process has fewer connections than this seat's."""
        return min(self._numbers) < self._numbers[seat]
