"""What stands around a date, and the many signs that it is written with."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from archive.ingest.chinese_figures import in_digits

#: No form of a date is longer, labels included; whatever is, is prose.
LONGEST_DATE: Final = 120

#: 2024:03:05 of cameras, and 05/Mar/2024:15:15 of servers.
_COLONS: Final = re.compile(r"(?<!\d)(\d{4}):(\d{2}):(\d{2})(?=[ T]|$)")
_COLON_BEHIND_YEAR: Final = re.compile(r"(?<=[/ -]\d{4}):(?=\d{1,2}:\d{2})")

#: What names of files write for the spaces and colons that they cannot hold.
_UNDERSCORE: Final = re.compile(r"(?<=\d)_(?=\d)")
_HYPHENED_CLOCK: Final = re.compile(r"(?<=\d{4}-\d{2}-\d{2})[ T-](\d{2})-(\d{2})(?:-(\d{2}))?\Z")

#: A number as spreadsheets show it.
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3}){2,5}")

_SPACED_COLON: Final = re.compile(r"(?<=\d) : (?=\d)")

#: Of whom a page says beside the day that an article is.
_SOURCE: Final = re.compile(
    r"((?:來源|来源|出處|出处|作者|記者|记者|編輯|编辑|Source|Author)(?: ?: ?))", re.IGNORECASE
)

#: What has no width.
_INVISIBLE: Final = re.compile("[\0\u200b-\u200f\u2060\ufeff]")
_HYPHEN: Final = re.compile("[\u2010\u2011\u2212]|(?<=\\d)[–—](?=\\d)")


def cleaned(source: str) -> str:
    """On one line, in plain forms of digits and signs, Chinese figures as digits."""
    text = unicodedata.normalize("NFKC", source[: 4 * LONGEST_DATE])
    text = " ".join(_INVISIBLE.sub("", text).split()).strip("\"'“”‘’「」;, ")
    text = _COLONS.sub(r"\1-\2-\3", _HYPHEN.sub("-", text))
    text = _HYPHENED_CLOCK.sub(_clock, _UNDERSCORE.sub("-", _SPACED_COLON.sub(":", text)))
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    return in_digits(_COLON_BEHIND_YEAR.sub(" ", text))


def _clock(match: re.Match[str]) -> str:
    return " " + ":".join(filter(None, match.groups()))


def without_source(text: str) -> str:
    """Pages print who wrote an article beside its day, with a label that says so."""
    before, label, behind = _SOURCE.split(text, 1) if _SOURCE.search(text) else (text, "", "")
    if not label or any(sign.isdigit() for sign in before):
        return before
    return behind.partition(" ")[2]
