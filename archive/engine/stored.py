"""Stored documents as bytes, the same for every engine: two lines of JSON, compressed.

The first line is what was published and what was made of it; its digest tells whether an article
changed. The second is where it was read and what was odd there, which is no change of the article.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from typing import Any, Final

from archive.engine.generation import MalformedError
from archive.model.article import Article, Document, Language, Note, Place, Status
from archive.model.dates import Direction, MentionedDate, Precision
from archive.model.entity import Kind, Mention

#: zlib's fastest level: text shrinks to half, and a page of hits unpacks in a millisecond.
_LEVEL: Final = 1

#: The length of a stored document's digest.
DIGEST_BYTES: Final = 16


def pack(document: Document) -> bytes:
    """A document without its tokens and its origin, on one line."""
    article = document.article
    published = article.published
    data = {
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "language": article.language,
        "source": article.source,
        "published": published.isoformat() if published else None,
        "inferred": article.published_inferred,
        "url": article.url,
        "section": article.section,
        "authors": article.authors,
        "agency": article.agency,
        "not_before": _instant_text(article.not_before),
        "expires": _instant_text(article.expires),
        "status": article.status,
        "replaces": article.replaces,
        "day": document.day,
        "instant": document.instant,
        "mentions": [
            (m.entity, m.kind, m.start, m.end, m.text, m.field, m.why) for m in document.mentions
        ],
        "dates": [
            (
                str(d.first),
                str(d.last),
                d.precision,
                d.part,
                d.start,
                d.end,
                d.direction,
                d.why,
                d.field,
            )
            for d in document.dates
        ],
    }
    return _line(data)


def packed_origin(article: Article) -> bytes:
    """Where an article was read, and the notes on it, on one line."""
    return _line([article.place, [(note.code, note.detail) for note in article.notes]])


def compress(packed: bytes, origin: bytes) -> bytes:
    """What `pack` and `packed_origin` give, as it is stored."""
    return zlib.compress(packed + b"\n" + origin, _LEVEL)


def _line(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _instant_text(instant: dt.datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def packed_digest(packed: bytes) -> bytes:
    """What tells one stored document from another, `DIGEST_BYTES` long."""
    return hashlib.blake2b(packed, digest_size=DIGEST_BYTES).digest()


def unpack(stored: bytes) -> Document:
    """The document that `compress` made bytes of; raises `MalformedError`."""
    packed, origin = _lines(stored)
    return _document(_read(packed), *_read_origin(origin))


def unpack_text(stored: bytes, which: str) -> str:
    """The "title" or "body" alone of what `unpack` reads; raises `MalformedError`."""
    text: str = _read(_lines(stored)[0])[which]
    return text


def _lines(stored: bytes) -> tuple[bytes, bytes]:
    """The two lines of a stored document; the second is b"" where there is none."""
    try:
        packed, _, origin = zlib.decompress(stored).partition(b"\n")
    except zlib.error as error:
        raise MalformedError(f"a stored article is damaged: {error}") from error
    return packed, origin


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise MalformedError(f"a stored article is damaged: {error}") from error


def _read(packed: bytes) -> dict[str, Any]:
    """What `pack` described; raises `MalformedError` where it is not an object of all its keys."""
    data = _parsed(packed)
    if not isinstance(data, dict) or not data.keys() >= _KEYS:
        raise MalformedError("a stored article is damaged: it is no article")
    return data


def _read_origin(line: bytes) -> tuple[Place | None, tuple[Note, ...]]:
    """What `packed_origin` described; raises `MalformedError`."""
    try:
        place, notes = _parsed(line)
        return Place(*place) if place else None, tuple(Note(*note) for note in notes)
    except (TypeError, ValueError) as error:
        raise MalformedError(f"a stored article is damaged: {error}") from error


#: What a stored article has, as `pack` writes it.
_KEYS: Final = frozenset(json.loads(pack(Document(Article("", "", "", Language.ENGLISH)))))


def _published(text: str | None) -> dt.datetime | dt.date | None:
    if text is None:
        return None
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def _instant(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _document(data: dict[str, Any], place: Place | None, notes: tuple[Note, ...]) -> Document:
    article = Article(
        id=data["id"],
        title=data["title"],
        body=data["body"],
        language=Language(data["language"]),
        source=data["source"],
        published=_published(data["published"]),
        published_inferred=data["inferred"],
        url=data["url"],
        section=data["section"],
        authors=tuple(data["authors"]),
        agency=data["agency"],
        not_before=_instant(data["not_before"]),
        expires=_instant(data["expires"]),
        status=Status(data["status"]),
        replaces=data["replaces"],
        notes=notes,
        place=place,
    )
    mentions = tuple(
        Mention(entity, Kind(kind), start, end, text, field, why)
        for entity, kind, start, end, text, field, why in data["mentions"]
    )
    dates = tuple(_mentioned(article, *row) for row in data["dates"])
    return Document(article, data["day"], data["instant"], mentions, dates)


def _mentioned(
    article: Article,
    first: str,
    last: str,
    precision: str,
    part: str,
    start: int,
    end: int,
    direction: str,
    why: str,
    field: str,
) -> MentionedDate:
    text = article.title if field == "title" else article.body
    return MentionedDate(
        dt.date.fromisoformat(first),
        dt.date.fromisoformat(last),
        Precision(precision),
        part,
        start,
        end,
        text[start:end],
        Direction(direction),
        why,
        field,
    )
