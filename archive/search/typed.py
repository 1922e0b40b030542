"""What stands at the end of a query while it is typed, and what may be meant by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from archive.query.syntax import QUOTES

#: The last words of a query that together may be a name, at most.
MOST_TOGETHER: Final = 6

_OPERATORS: Final = frozenset(("AND", "NOT"))

#: Signs that make the end of a query more than words.
_SIGNS: Final = re.compile(r"[\"“”„「」『』＂()（）=~*!|^]|^[-－−﹣]")


@dataclass(frozen=True, slots=True)
class TypedSuggestion:
    """Something that may be meant by what was typed so far.

    `kind` is a facet, or "word", "month" or "field". Once it is chosen, `query` stands in the box
    and, where `facet` is not "", `value` is chosen in that; more is to be typed after a field.
    `labels` has its name in each language and `note` says who it is. `count` is how many articles
    that search finds with no other filter; None where that is not known beforehand.
    """

    kind: str
    query: str
    labels: Mapping[str, str]
    facet: str = ""
    value: str = ""
    note: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a query that is completed, and what stands before it."""

    before: str
    text: str

    @property
    def is_plain(self) -> bool:
        """Whether the end is words only, to which all before it is added by AND."""
        outside = _outside(self.before)
        if outside is None or _SIGNS.search(self.text):
            return False
        words = outside.split()
        return "OR" not in words and not (words and words[-1] in _OPERATORS)

    def query(self, completed: str) -> str:
        """The query with the end completed."""
        return f"{self.before} {completed}".strip()


def tails(words: Sequence[str]) -> Iterator[Tail]:
    """The ends of a query that may be a name, the longest first."""
    for start in range(max(0, len(words) - MOST_TOGETHER), len(words)):
        tail = Tail(" ".join(words[:start]), " ".join(words[start:]))
        if tail.is_plain and ":" not in tail.text:
            yield tail


def _outside(text: str) -> str | None:
    """What stands outside of all quotations and parentheses; None where one goes on behind."""
    closing, depth, outside = "", 0, []
    for sign in text:
        if closing:
            closing = "" if sign in closing else closing
        elif sign in QUOTES:
            closing = QUOTES[sign]
        else:
            depth += (sign in "(（") - (sign in ")）")
            outside += [] if depth else [sign]
    return None if closing or depth > 0 else "".join(outside)
