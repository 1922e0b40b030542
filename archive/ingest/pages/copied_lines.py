"""The lines of a page that was copied as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.ingest.page_furniture import DATELINE, Kind, kind_of
from archive.ingest.pages.blocks import weight
from archive.ingest.pages.credits import read_credits

_BLANK_LINES: Final = re.compile(r"\n(?:[^\S\n]*\n)+")

#: A headline is one line, has at most so many characters, and does not end as a sentence does.
_LONGEST_HEADLINE: Final = 160
_SENTENCE_ENDS: Final = tuple(".。…”！？!?；;")

_FULL_STOPS: Final = (".", "。")

#: Weight (characters, those of Chinese for three) of the shortest sentence; headlines that ask or
#: cry are as short.
_SENTENCE: Final = 15

#: Weight of a paragraph, and of the text of an item: what
#: is shorter below other headlines is a time or a name.
_PARAGRAPH: Final = 60

#: What stands behind the last sentence of an article: "(AFP)", "（完）".
_SIGNED: Final = re.compile(r"\s?[（(][^（）()\n]{1,12}[)）]\s*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """One block of a page; `kind` is that of its furniture, None for text."""

    text: str
    kind: Kind | None

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph, not a headline or a label."""
        if self.kind:
            return False
        text = _SIGNED.sub("", self.text).rstrip("”」』）)\"'’")
        if text.endswith(_FULL_STOPS) and weight(self.text) >= _SENTENCE:
            return True
        if text.endswith(_SENTENCE_ENDS) and weight(self.text) >= 2 * _SENTENCE:
            return True
        return len(self.text) > _LONGEST_HEADLINE or "\n" in self.text

    @property
    def is_headline(self) -> bool:
        """Whether it can be a headline."""
        return not self.kind and not self.is_prose


def lines_of(text: str) -> list[Line]:
    """The blocks of a page; a block that holds furniture on a line of its own is parted there."""
    lines: list[Line] = []
    for block in _BLANK_LINES.split(text):
        parts = [part.strip() for part in block.split("\n") if part.strip()]
        kinds = [kind_of(part) for part in parts]
        if _is_parted(parts, kinds):
            lines.extend(map(Line, parts, kinds))
        elif parts:
            joined = "\n".join(parts)
            lines.append(Line(joined, kind_of(joined)))
    return lines


def _is_parted(parts: Sequence[str], kinds: Sequence[Kind | None]) -> bool:
    """Whether the lines of a block are blocks of their own: furniture, credits, or paragraphs."""
    if len(parts) < 2 or DATELINE.fullmatch("\n".join(parts)):
        return False
    if any(kinds) or any(map(read_credits, parts)):
        return True
    ended = sum(part.endswith(_SENTENCE_ENDS) for part in parts)
    return ended >= len(parts) / 2 or len(parts[0]) <= _LONGEST_HEADLINE < len(parts[1])


def is_text(line: Line) -> bool:
    """Whether a line is a paragraph, or as long as one without an end of a sentence."""
    if line.is_prose:
        return True
    return not line.kind and weight(line.text) >= _PARAGRAPH and not read_credits(line.text)
