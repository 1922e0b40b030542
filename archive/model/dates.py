"""Days that a text mentions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from archive.model.message import Message


class Precision(StrEnum):
    """How long a stretch of time an expression names."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


class Direction(StrEnum):
    """Whether a sentence tells the past or announces what is to come."""

    PAST = "past"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class MentionedDate:
    """A stretch of text that names days: the closed interval from `first` to `last`.

    `start` and `end` count code points of the text, half-open; `field` says which of an article's
    texts it is ("title" or "body"). `part` is "early", "mid" or "late" where a part of the interval
    is meant (which stays whole), else "". `why` is the code of the rule, or
    "event" with the event whose days they are.
    """

    first: dt.date
    last: dt.date
    precision: Precision
    part: str
    start: int
    end: int
    text: str
    direction: Direction
    why: Message
    field: str = "body"
