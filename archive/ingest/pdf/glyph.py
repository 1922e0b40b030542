"""One glyph on a page, and lines of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, NamedTuple

#: What stands for a glyph of which no program knows the character.
UNKNOWN: Final = "\ufffd"


class Glyph(NamedTuple):
    """A glyph in the space of its page: points, y upwards, whatever the page's rotation.

    `x` and `y` are its origin, `cos` and `sin` the direction in which its line runs, the next four
    its box. `size` is that of its type. `doubtful`: the font does not say which character it is.
    `second` is the character as the second program reads it, "" for unread.
    """

    text: str
    x: float
    y: float
    cos: float
    sin: float
    left: float
    bottom: float
    right: float
    top: float
    size: float
    doubtful: bool = False
    second: str = ""
    font: str = ""

    @property
    def turn(self) -> int:
        """Quarter turns of its direction, against the clock, 0 to 3; -1 for a slanted one."""
        if not self.sin and self.cos > 0:
            return 0
        quarters = math.degrees(math.atan2(self.sin, self.cos)) / 90
        return round(quarters) % 4 if abs(quarters - round(quarters)) < _STRAIGHT else -1


#: Type that is turned by less than so much of a quarter is straight: scans are a little askew.
_STRAIGHT: Final = 0.06


@dataclass(slots=True)
class PdfLine:
    """A stretch of text on one baseline, in the frame in which it is read.

    `start` and `end` run in the direction of reading, `base` is larger for lines that are read
    earlier. `second` is the text as the other program reads it, "" for unread. `doubtful` counts
    glyphs of which the font does not say the character.
    """

    text: str
    start: float
    end: float
    base: float
    size: float
    second: str = ""
    doubtful: int = 0
    page: int = 0

    @property
    def top(self) -> float:
        return self.base + 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.base - 0.25 * self.size
