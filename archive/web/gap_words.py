"""Where the archive is empty, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.search.page import EmptyStretch
from archive.web.words import span_words

#: So many gaps are told, the longest; of the others how many there are.
MOST_GAPS: Final = 4


@dataclass(frozen=True, slots=True)
class GapLines:
    """The longest gaps in words, in the order of time; `more` shorter ones are not told."""

    spans: tuple[str, ...]
    more: int


def gap_lines(gaps: Sequence[EmptyStretch], language: str, most: int = MOST_GAPS) -> GapLines:
    """What is told of gaps in a language."""
    longest = sorted(gaps, key=lambda gap: (gap.first - gap.last, gap.first))[:most]
    told = sorted(longest, key=lambda gap: gap.first)
    spans = tuple(span_words(gap.first, gap.last, language) for gap in told)
    return GapLines(spans, len(gaps) - len(told))
