"""What a rule is: a pattern, and what it makes of a match."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Final

from archive.dates.calendar import Interval


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading depends on in addition to its own words.

    `published` is the publication day, None where it is not known. `coming`: the sentence announces
    what is to come; `likely` is how strongly, as a logarithm of odds that is 0 where nothing tells. `before` is the first day of the last one named before, at the place
    `before_at` of the text, `day_before` the last single day that was, `told` the last of
    these that is not to come; None where there is none.
    """

    published: dt.date | None
    coming: bool
    before: dt.date | None
    day_before: dt.date | None
    before_at: int = 0
    likely: float = 0.0
    told: dt.date | None = None

    @property
    def today(self) -> dt.date:
        """The publication day; only rules that need one ask for it."""
        if self.published is None:
            raise LookupError("no publication day")
        return self.published


Read = Callable[[re.Match[str], Context], Interval | None]

#: The rules of years before the first, in both languages: what they match stays text.
BEFORE_THE_FIRST: Final = "years_before_the_first"

#: The rules of names that hold a day: what they match stays text.
NAME_OF_A_DAY: Final = "name_of_a_day"


def no_days(_match: re.Match[str], _context: Context) -> Interval | None:
    """No days: a name, or a time before the year 1, to which calendars are not carried back."""
    return None


def each(*parts: str) -> str:
    """What is written with one of each part, in order; bars separate them, here and there."""
    return "|".join(map("".join, product(*(part.split("|") for part in parts))))


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of a table of rules; `code` is that of the messages that say why days were read.

    The group named `at` is the expression, else the whole match.

    Where the text, in small letters, has none of `words`, the pattern cannot match (if there are any);
    nor can it where `needs` is not found there, a quicker pattern that rules may share. Where that
    `begins` with one of the words, it is tried at their places only.
    """

    code: str
    pattern: re.Pattern[str]
    read: Read
    words: tuple[str, ...] = ()
    needs: re.Pattern[str] | None = None
    begins: bool = False
