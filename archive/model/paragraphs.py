"""The paragraphs of a text."""

from __future__ import annotations

import re
from typing import Final

_BETWEEN: Final = re.compile(r"\n[^\S\n]*\n\s*")


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """Where each paragraph begins and ends; blank lines part them."""
    bounds = []
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    for gap in _BETWEEN.finditer(text, start, end):
        bounds.append((start, gap.start()))
        start = gap.end()
    return [*bounds, (start, end)] if start < end else bounds
