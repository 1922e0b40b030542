"""The lines of a page that was copied as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.ingest.page_furniture import Furniture, furniture_kind
from archive.ingest.pages.blocks import weight
from archive.ingest.pages.credits import read_credits
from archive.ingest.pages.trimming import DATELINE

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
class CopiedLine:
    """One block of a page; `kind` is that of its furniture, None for text."""

    text: str
    kind: Furniture | None

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


def lines_of(text: str) -> list[CopiedLine]:
    """The blocks of a page; a block that holds furniture on a line of its own is parted there."""
    lines: list[CopiedLine] = []
    for block in _BLANK_LINES.split(text):
        inner_lines = [line.strip() for line in block.split("\n") if line.strip()]
        kinds = [furniture_kind(line) for line in inner_lines]
        if _is_parted(inner_lines, kinds):
            lines.extend(map(CopiedLine, inner_lines, kinds))
        elif inner_lines:
            joined = "\n".join(inner_lines)
            lines.append(CopiedLine(joined, furniture_kind(joined)))
    return lines


def _is_parted(lines: Sequence[str], kinds: Sequence[Furniture | None]) -> bool:
    """Whether the lines of a block are blocks of their own: furniture, credits, or paragraphs."""
    if len(lines) < 2 or DATELINE.fullmatch("\n".join(lines)):
        return False
    if any(kinds) or any(map(read_credits, lines)):
        return True
    ended = sum(line.endswith(_SENTENCE_ENDS) for line in lines)
    return ended >= len(lines) / 2 or len(lines[0]) <= _LONGEST_HEADLINE < len(lines[1])


def is_paragraph_line(line: CopiedLine) -> bool:
    """Whether a line is a paragraph, or as long as one without an end of a sentence."""
    if line.is_prose:
        return True
    return not line.kind and weight(line.text) >= _PARAGRAPH and not read_credits(line.text)
