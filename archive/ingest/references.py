"""Character references of HTML: `&amp;`, `&#8217;`, `&#x4e2d;`."""

from __future__ import annotations

import html
import html.entities
import re
from typing import Final

#: HTML 4's names, and what HTML 5 calls ASCII marks. HTML 5 has 2,000 names more, which no news
#: text holds and which are words as well.
_NAMES: Final = frozenset(html.entities.name2codepoint) | {
    name.rstrip(";") for name, text in html.entities.html5.items() if text.isascii()
}

#: Of the names that HTML reads without a semicolon, those that writers leave it out of.
_BARE: Final = re.compile(r"&(?:nbsp|amp|quot|lt|gt)(?![A-Za-z0-9=;])")

_REFERENCE: Final = re.compile(
    r"&(?:#\d{1,8};?|#[xX][0-9a-fA-F]{1,7};?|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)"
)

#: A character beyond U+FFFF that was written as the two halves of UTF-16.
_HALVES: Final = re.compile(
    r"&#(?:(?P<high>5(?:529[6-9]|5[3-9]\d\d|6[0-2]\d\d|63[01]\d))"
    r"|[xX](?P<high16>[dD][89abAB][0-9a-fA-F]{2}));"
    r"&#(?:(?P<low>5(?:632\d|63[3-9]\d|6[4-9]\d\d|7[0-2]\d\d|73[0-3]\d|734[0-3]))"
    r"|[xX](?P<low16>[dD][c-fC-F][0-9a-fA-F]{2}));"
)


def has_references(text: str) -> bool:
    """Whether `text` holds a reference that can be read as nothing else: with its semicolon."""
    if "&" not in text:
        return False
    return any(_reads(match) for match in _REFERENCE.finditer(text) if match[0].endswith(";"))


def resolve(text: str) -> str:
    """`text` with its references resolved once; what is none (`AT&T`, `?a=1&copy=2`) stays."""
    if "&" not in text:
        return text
    text = _HALVES.sub(_whole, text)
    text = _REFERENCE.sub(lambda match: _character(match[0]) if _reads(match) else match[0], text)
    return _BARE.sub(lambda match: _character(match[0] + ";"), text)


def _reads(match: re.Match[str]) -> bool:
    return match["name"] is None or match["name"] in _NAMES


def _character(reference: str) -> str:
    """A space that does not break is a space: in HTML it is a means of layout."""
    text = html.unescape(reference)
    return " " if text == "\xa0" else text


def _whole(match: re.Match[str]) -> str:
    high = int(match["high"] or match["high16"], 10 if match["high"] else 16)
    low = int(match["low"] or match["low16"], 10 if match["low"] else 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
