"""Letters of English names, and what stands at the edges of a finding and is no part of it."""

from __future__ import annotations

import re
from typing import Final

UPPER: Final = "A-ZÀ-ÖØ-ÞĀŁŚŠŽ"
LETTER: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
_POSSESSIVE: Final = re.compile(r"\s?['’]s?$")
_POSSESSIVE_LENGTH: Final = 3
_EDGES: Final = " \t\n\"'’”“‘,;:&-–—()[]<>*/"
_ARTICLE: Final = re.compile(r"(?:the|a|an|[Aa]ll-[Tt]ime)\s+")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without possessives, quotes and signs at the edges, an article and titles."""
    while True:
        before = (start, end)
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        while start < end and text[start] in _EDGES:
            start += 1
        if match := _POSSESSIVE.search(text, max(start, end - _POSSESSIVE_LENGTH), end):
            end = match.start()
        if match := _ARTICLE.match(text, start, end):
            start = match.end()
        if (start, end) == before:
            return start, end
