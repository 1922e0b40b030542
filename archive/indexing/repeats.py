"""Which ids were read already, where, and with what content."""

from __future__ import annotations

import datetime as dt
import hashlib
import struct
from typing import Final, NamedTuple

from archive.model.article import Article, Place

#: Of a million ids so long, two are one by chance once in 10^27 archives.
_ID_BYTES: Final = 16

#: Two articles of one id differ unnoticed once in 10^19.
_CONTENT_BYTES: Final = 8

#: The content, the number of the file, that of the words before a place's number, that number + 1.
_ROW: Final = struct.Struct(f"<{_CONTENT_BYTES}sIIQ")


class First(NamedTuple):
    """Where an id was read first; whether with the same content."""

    place: Place
    same: bool


class Seen:
    """The ids that were read. A million take about 160 MB, whatever their length."""

    def __init__(self) -> None:
        self._rows: dict[bytes, bytes] = {}
        self._numbers: dict[str, int] = {}
        self._texts: list[str] = []

    def look(self, article: Article) -> First | None:
        """None for a new id, which is seen from now on; else what was read of it first."""
        key = _digest(article.id, _ID_BYTES)
        content = _digest(_content(article), _CONTENT_BYTES)
        row = self._rows.get(key)
        if row is None:
            self._rows[key] = self._row(content, article.place or Place("", ""))
            return None
        before, file, words, number = _ROW.unpack(row)
        within = self._texts[words] + (str(number - 1) if number else "")
        return First(Place(self._texts[file], within), before == content)

    def _row(self, content: bytes, place: Place) -> bytes:
        words = place.within.rstrip("0123456789")
        digits = place.within[len(words) :]
        if len(digits) > 18 or (digits.startswith("0") and digits != "0"):
            words, digits = place.within, ""
        number = int(digits) + 1 if digits else 0
        return _ROW.pack(content, self._number(place.file), self._number(words), number)

    def _number(self, text: str) -> int:
        """The number of a path or of words, each kept once."""
        number = self._numbers.setdefault(text, len(self._texts))
        if number == len(self._texts):
            self._texts.append(text)
        return number


def _digest(text: str, size: int) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def _content(article: Article) -> str:
    """All that was published, in one text: no part holds a NUL, and authors come last."""
    published = article.published
    day = published.isoformat() if isinstance(published, dt.date) else ""
    flags = f"{article.language}{article.published_inferred}"
    bounds = (at.isoformat() if at else "" for at in (article.not_before, article.expires))
    parts = (article.title, article.body, flags, article.source, day, article.status, *bounds)
    more = (article.url or "", article.section or "", article.agency, article.replaces)
    return "\0".join((*parts, *more, *article.authors))
