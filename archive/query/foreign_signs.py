"""Signs of other search systems: how a word that holds them is taken apart.

What they mean there is asked where this archive can; a note tells the rest.
"""

from __future__ import annotations

import re
from typing import Final

from archive.query.syntax import QUOTES

#: Names of fields elsewhere -> the field that means the same here.
ALIASES: Final = {
    "intitle": "title",
    "headline": "title",
    "intext": "body",
    "organisation": "org",
    "organization": "org",
    "location": "place",
    "language": "lang",
    "byline": "author",
}

#: Names elsewhere for days since, and for days up to.
SINCE: Final = frozenset(("after", "since"))
UNTIL: Final = frozenset(("before", "until"))

#: Names elsewhere for what no field holds here: told even with a space behind the colon.
ABSENT: Final = frozenset(("site", "inurl", "filetype", "cache", "related", "allintitle"))

#: What means "not" elsewhere, and "must be".
BANG: Final = "!！"
PLUS: Final = "+＋"

_BOOST: Final = re.compile(r"(.*?)(?:[\^＾][0-9０-９]{1,3}(?:\.[0-9]{1,3})?)+", re.DOTALL)
_END: Final = rf"([^\s\[\]{{}}()（）{''.join(QUOTES) + ''.join(QUOTES.values())}]{{1,20}}?)"
_RANGE: Final = re.compile(rf"[\[{{［｛]\s*{_END}\s+TO\s+{_END}\s*[\]}}］｝]")
_BAR: Final = "|"
_WILD: Final = re.compile(r"[*＊]+|[?]+")
_ENCLOSED: Final = re.compile(r"[*＊](?=\w)|(?<=[A-Za-z0-9])[?](?=[A-Za-z0-9])")
_PLAIN: Final = re.compile(r"[\w*＊?]+")
_LETTER: Final = re.compile(r"[^\W\d_]")


def without_boost(word: str) -> str | None:
    """A word without the weight behind it (`demo^2`); None where it has none.

    Figures alone have none: `10^6` is a number.
    """
    match = _BOOST.fullmatch(word)
    if match is None or (match[1] and not _LETTER.search(match[1])):
        return None
    return match[1]


def choices(word: str) -> list[str]:
    """What bars inside a word part, any of which is meant (`demo|third`); [] without such bars."""
    pieces = [piece for piece in word.split(_BAR) if any(map(str.isalnum, piece))]
    return pieces if len(pieces) > 1 else []


def wildcard_pieces(word: str) -> list[str]:
    """What stands around wildcards inside a word or before it (`d?mo`, `*mo`); else []."""
    if not (_ENCLOSED.search(word) and _PLAIN.fullmatch(word) and _LETTER.search(word)):
        return []
    return [piece for piece in _WILD.split(word) if piece]


def bracketed_range(text: str, start: int) -> tuple[str, str, int] | None:
    """The ends of `[2020 TO 2024]` that begins here, and where it ends; None where none does.

    An open end, `*`, is "".
    """
    match = _RANGE.match(text, start)
    if match is None:
        return None
    first, last = ("" if end == "*" else end for end in match.groups())
    return first, last, match.end()
