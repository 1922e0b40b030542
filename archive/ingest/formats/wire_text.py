"""Paragraphs of text that was typed or wrapped for a printer of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

#: Lines of teleprinters and of mail have 64 to 80 characters, Chinese ones count double. A text of
#: which more than a tenth of the lines are longer than this has a line for each paragraph.
_LONGEST_WRAPPED: Final = 100
_LONG_SHARE: Final = 0.1

#: A line that leaves more than this share of the width free, with the next word set, was ended on
#: purpose. Lines of the fixtures wrapped by hand leave a sixth free at most.
_FULL: Final = 0.75

#: Lines of lists are no wrapped text where none has so many characters; teleprinters have 64.
_NARROWEST: Final = 62

#: Spaces by which a line must stand further in than the others to begin a paragraph.
_INDENT: Final = 2

_HAN: Final = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BETWEEN_HAN: Final = re.compile(rf"(?<=[{_HAN}])[^\S\n]*\n\s*(?=[{_HAN}])")
_BREAK: Final = re.compile(r"\s*\n\s*")
_SPACES: Final = re.compile(r"[^\S\u00a0\u3000]{2,}|[^\S \u00a0\u3000]")
_BULLET: Final = re.compile(r"(?:[-*•·▪◦–—]|\d{1,2}[.)])\s")
#: Credits ("==Agency") and rules.
_OWN_LINE: Final = re.compile(r"={2,}|[_*-]{3,}|#{1,3} ?\w")
_TABLE_ROW: Final = re.compile(r"\S(?: {3,}|\t+)\S")
_SENTENCE_END: Final = re.compile(r"[.!?。！？…][\"'”’»」』)）]*$")


def on_one_line(text: str) -> str:
    """`text` on one line: line breaks are spaces, and nothing between Han characters."""
    if "\n" in text:
        text = _BREAK.sub(" ", _BETWEEN_HAN.sub("", text))
    return _SPACES.sub(" ", text).strip()


def wire_paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, whose lines may be wrapped, each on one line.

    A paragraph begins behind a blank line, with a bullet, with a line that stands further in, and
    behind a line that ends well before the others do.
    """
    lines = _dedented([line.expandtabs().rstrip() for line in text.splitlines()])
    widths = [_width(line) for line in lines if line.strip()]
    wrapped = sum(width > _LONGEST_WRAPPED for width in widths) <= _LONG_SHARE * len(widths)
    width = max((width for width in widths if width <= _LONGEST_WRAPPED), default=0)
    groups: list[list[str]] = []
    before = ""
    for line in lines:
        if line.strip():
            if before and wrapped and not _begins(line, before, groups[-1], width):
                groups[-1].append(line)
            else:
                groups.append([line])
        before = line.strip() and line
    return [on_one_line("\n".join(group)) for group in groups]


def _dedented(lines: list[str]) -> list[str]:
    """`lines` without the indentation of all but the first, which begins behind a tag in XML."""
    base = min((_indent(line) for line in lines[1:] if line.strip()), default=0)
    return [line[min(base, len(line) - len(line.lstrip())) :] for line in lines]


def _begins(line: str, before: str, group: Sequence[str], width: int) -> bool:
    """Whether `line`, behind the line `before` of `group`, begins a paragraph."""
    text = line.strip()
    if (
        _BULLET.match(text)
        or _OWN_LINE.match(text)
        or _TABLE_ROW.search(text)
        or _TABLE_ROW.search(before.strip())
    ):
        return True
    stands_in = _indent(line) >= _INDENT and not _BULLET.match(group[0].strip())
    if stands_in and (_indent(line) > _indent(before) or _SENTENCE_END.search(before)):
        return True
    if text[0].islower():
        return False
    if width < _NARROWEST and _SENTENCE_END.search(before):
        return True
    if _BULLET.match(group[0].strip()) and width < _NARROWEST and not _indent(line):
        return True
    return _width(before) + 1 + _first_word(text) <= _FULL * width


def _first_word(text: str) -> int:
    """How wide the first word is: a Han character is a word."""
    return 2 if re.match(f"[{_HAN}]", text) else _width(text.split(maxsplit=1)[0])


def _indent(line: str) -> int:
    return _width(line[: len(line) - len(line.lstrip())])


def _width(text: str) -> int:
    """Columns: Han characters, their marks and the wide space take two."""
    return len(text) if text.isascii() else len(text) + len(re.findall(f"[{_HAN}]", text))
