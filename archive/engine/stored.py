"""Stored documents as bytes, the same for every engine: JSON, compressed.

It is what was published and what was made of it; its digest tells whether an article changed. Where
it was read and what was odd there is no part of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from archive.engine.generation import MalformedError
from archive.model.article import Article, Document, Language, Status
from archive.model.dates import Direction, MentionedDate, Precision
from archive.model.entity import Kind, Mention
from archive.model.message import Message
from archive.model.statement import Speaker, Statement

#: zlib's fastest level: text shrinks to half, and a page of hits unpacks in a millisecond.
_LEVEL: Final = 1

_DECODER: Final = json.JSONDecoder()

#: A page of hits reads thousands of these; a call of the class takes ten times as long.
_KINDS: Final = {str(kind): kind for kind in Kind}
_PRECISIONS: Final = {str(precision): precision for precision in Precision}
_DIRECTIONS: Final = {str(direction): direction for direction in Direction}

#: The length of a stored document's digest.
DIGEST_BYTES: Final = 16


def pack(document: Document) -> bytes:
    """A document without its tokens, on one line."""
    article = document.article
    published = article.published
    whys: dict[Message, int] = {}
    data: dict[str, Any] = {
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
        "mentions": [_mention_row(mention, whys) for mention in document.mentions],
        "dates": [_date_row(date, whys) for date in document.dates],
        "proposed": document.proposed,
        "told": document.told,
        "statements": [_statement_row(statement) for statement in document.statements],
    }
    # Each reason once: an article gives the same for many of its mentions.
    data["whys"] = [(why.code, why.values) for why in whys]
    return _line(data)


def _mention_row(mention: Mention, whys: dict[Message, int]) -> tuple[object, ...]:
    """A mention; `whys` numbers the reasons of its article."""
    return (
        mention.entity,
        mention.kind,
        mention.start,
        mention.end,
        mention.text,
        mention.field,
        whys.setdefault(mention.why, len(whys)),
    )


def _date_row(date: MentionedDate, whys: dict[Message, int]) -> tuple[object, ...]:
    """A mentioned date without its text; `whys` numbers the reasons of its article."""
    return (
        str(date.first),
        str(date.last),
        date.precision,
        date.part,
        date.start,
        date.end,
        date.direction,
        whys.setdefault(date.why, len(whys)),
        date.field,
    )


def _statement_row(statement: Statement) -> tuple[object, ...]:
    """A statement, its speaker as kind and entity, or as two Nones."""
    speaker = statement.speaker
    return (
        statement.start,
        statement.end,
        statement.first,
        statement.last,
        speaker.kind if speaker else None,
        speaker.entity if speaker else None,
        statement.direct,
    )


def compress(packed: bytes) -> bytes:
    """What `pack` gives, as it is stored."""
    return zlib.compress(packed, _LEVEL)


def _line(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _instant_text(instant: dt.datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def packed_digest(packed: bytes) -> bytes:
    """The digest that distinguishes stored documents, `DIGEST_BYTES` long."""
    return hashlib.blake2b(packed, digest_size=DIGEST_BYTES).digest()


def unpack(stored: bytes) -> Document:
    """The document that `compress` made bytes of; raises `MalformedError`."""
    return _document(_read(_decompressed(stored)))


def unpack_text(stored: bytes, field: str) -> str:
    """The "title" or "body" alone of what `unpack` reads; raises `MalformedError`."""
    return _text_of(_decompressed(stored), field)


class StoredText:
    """The "title" or "body" of a stored article, of which no more is read than is needed."""

    def __init__(self, stored: bytes, field: str) -> None:
        """`stored` is what `compress` gave; raises `MalformedError`."""
        self._packed = _decompressed(stored)
        self._field = field

    def has_word(self, literal: bytes) -> bool | None:
        """Whether it has a literal, as `literal_bytes` gives it, between two spaces.

        False only where it does not have the literal at all; None where that must be looked at.
        """
        start = self._packed.find(b',"%b":"' % self._field.encode())
        # Inside a text no quotation mark stands without a backslash.
        end = self._packed.find(b'","', start + 1)
        if start < 0 or end < 0:
            return None
        if self._packed.find(b" %b " % literal, start, end) >= 0:
            return True
        return None if self._packed.find(literal, start, end) >= 0 else False

    def read(self) -> str:
        """All of it; raises `MalformedError`."""
        return _text_of(self._packed, self._field)


@lru_cache(maxsize=64)
def literal_bytes(literal: str) -> bytes | None:
    """How a literal stands in stored texts; None where that is not certain."""
    plain = literal.isprintable() and not set(literal) & set('"\\')
    return literal.encode("utf-8") if plain and literal else None


def _text_of(packed: bytes, field: str) -> str:
    """A text of what `pack` described; nothing but the text is made sense of."""
    try:
        line = packed.decode("utf-8")
        # Inside a text no quotation mark stands without a backslash: this is the key.
        key = f',"{field}":'
        text, _ = _DECODER.raw_decode(line, line.index(f'{key}"') + len(key))
    except ValueError:
        # Whatever is wrong with it is told as of a whole document.
        text = _read(packed)[field]
    return str(text)


def _decompressed(stored: bytes) -> bytes:
    try:
        return zlib.decompress(stored)
    except zlib.error as error:
        raise MalformedError(f"a stored article is damaged: {error}") from error


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


#: What a stored article has, as `pack` writes it.
_KEYS: Final = frozenset(json.loads(pack(Document(Article("", "", "", Language.ENGLISH)))))


def _published(text: str | None) -> dt.datetime | dt.date | None:
    if text is None:
        return None
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def _instant(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _document(data: dict[str, Any]) -> Document:
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
    )
    whys = [Message.from_json(code, values) for code, values in data["whys"]]
    mentions = tuple(
        Mention(entity, _KINDS[kind], start, end, text, field, whys[why])
        for entity, kind, start, end, text, field, why in data["mentions"]
    )
    dates = tuple(_mentioned(article, whys, *row) for row in data["dates"])
    proposed, told = (
        tuple((_KINDS[kind], name) for kind, name in data[key]) for key in ("proposed", "told")
    )
    statements = tuple(_statement(*row) for row in data["statements"])
    return Document(
        article,
        data["day"],
        data["instant"],
        mentions,
        dates,
        proposed=proposed,
        told=told,
        statements=statements,
    )


def _statement(
    start: int,
    end: int,
    first: int,
    last: int,
    kind: str | None,
    entity: str | None,
    direct: bool,  # as it stands in a row
) -> Statement:
    speaker = Speaker(_KINDS[kind], entity) if kind and entity else None
    return Statement(start, end, first, last, speaker, direct)


def _mentioned(
    article: Article,
    whys: Sequence[Message],
    first: str,
    last: str,
    precision: str,
    period_part: str,
    start: int,
    end: int,
    direction: str,
    why: int,
    field: str,
) -> MentionedDate:
    text = article.title if field == "title" else article.body
    return MentionedDate(
        dt.date.fromisoformat(first),
        dt.date.fromisoformat(last),
        _PRECISIONS[precision],
        period_part,
        start,
        end,
        text[start:end],
        _DIRECTIONS[direction],
        whys[why],
        field,
    )
