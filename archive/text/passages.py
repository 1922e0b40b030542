"""Paragraphs that are long enough to be known again where they stand in another article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from archive.model.paragraphs import paragraph_bounds
from archive.model.scripts import HAN_CHARACTERS
from archive.text.edges import hashed
from archive.text.folding import fold_text

#: A paragraph of so many Han characters or other words is a passage. A word counts as many Han
#: characters as make both equal.
_HAN: Final = 100
_WORDS: Final = 40

_HAN_CHARACTER: Final = re.compile(f"[{HAN_CHARACTERS}]")
_WORD: Final = re.compile(rf"(?:(?![{HAN_CHARACTERS}])[^\W_])+")


class Passage(NamedTuple):
    """A long paragraph: its half-open place in the text, and the key of what it says.

    Scripts, widths, cases and punctuation do not change the key, which is never 0.
    """

    start: int
    end: int
    key: int


def passages(body: str) -> Iterator[Passage]:
    """The passages of a text, in order."""
    for start, end in paragraph_bounds(body):
        text = body[start:end]
        han, words = len(_HAN_CHARACTER.findall(text)), len(_WORD.findall(text))
        if han * _WORDS + words * _HAN >= _HAN * _WORDS:
            yield Passage(start, end, hashed("".join(filter(str.isalnum, fold_text(text)))) or 1)
