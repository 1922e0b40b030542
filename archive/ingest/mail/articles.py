"""What one message of a mailbox, or one file of mail, gives: articles and rejects."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import PurePath
from typing import Final

from archive.ingest.mail.content import Attached, Content, attachment_notes, body_of, content_of
from archive.ingest.mail.headers import header, message_id, publication_name, sender
from archive.ingest.raw import Format, Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject, shown

#: Messages within messages beyond this depth are not opened.
_DEEPEST: Final = 10

#: How much of an attachment its format is told by.
_HEAD: Final = 2**16

_RECEIVED: Final = re.compile(r".*;\s*(.+)", re.DOTALL)
_CUT: Final = ("StartBoundaryNotFoundDefect", "CloseBoundaryNotFoundDefect")


def parsed(data: bytes) -> Message:
    """The message that `data` holds. Raises `RecursionError` where its parts lie too deep.

    The older policy: it keeps the bytes of every header as they came, and reads none of them. The
    newer one parses headers as the standard has them and raises on some that break it.
    """
    return BytesParser(policy=compat32).parsebytes(data)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where messages are read from, and the formats of documents that are read inside them."""

    source: str
    inner: Sequence[Format]
    options: ReadOptions

    def articles(self, data: bytes, place: str) -> Iterator[RawArticle | Reject]:
        """The article of a message, then those of messages and documents inside it.

        `place` is the message's in its file, "" where it is the file. Documents that no format
        reads are named in a note of the article.
        """
        try:
            yield from self._articles(parsed(data), place, 0)
        except RecursionError:
            yield Reject(self.source, place or "the file", "Its parts lie too deep in each other.")

    def _articles(self, message: Message, place: str, depth: int) -> Iterator[RawArticle | Reject]:
        if depth > _DEEPEST:
            raise RecursionError("Messages within messages too deep.")
        if not depth and not message.keys():
            yield Reject(self.source, place or "the file", "No headers: not a mail.")
            return
        content = content_of(message)
        inside, unread = self._inside(content, message, place, depth)
        article = _article(message, content, unread, place)
        is_cover = any(isinstance(result, RawArticle) for result in inside)
        if article.body or (article.title and not is_cover):
            yield article
        elif not inside:
            yield Reject(self.source, place or "the file", _why_empty(content))
        yield from inside

    def _inside(
        self, content: Content, message: Message, place: str, depth: int
    ) -> tuple[list[RawArticle | Reject], list[Attached]]:
        """What is read of messages and documents inside one, and what no format reads."""
        inside: list[RawArticle | Reject] = []
        unread: list[Attached] = []
        number = 0
        for number, forwarded in enumerate(content.inside, 1):
            inside += self._articles(forwarded, _in(place, number), depth + 1)
        for attached in content.attached:
            where = _in(place, number + 1)
            if attached.kind == "message/rfc822" and attached.data:
                inside += self._articles(parsed(attached.data), where, depth + 1)
            elif (reading := _format(attached, self.inner)) is not None:
                inside += self._document(reading, attached, message, where)
            else:
                unread.append(attached)
                continue
            number += 1
        return inside, unread

    def _document(
        self, reading: Format, attached: Attached, message: Message, place: str
    ) -> Iterator[RawArticle | Reject]:
        """The articles of a document; what it does not say of itself, its message says."""
        for result in reading.read(io.BytesIO(attached.data), self.source, self.options):
            if isinstance(result, Reject):
                reason = f"{shown(attached.name)}: {result.reason}"
                yield Reject(self.source, place, reason)
                continue
            unsaid = result.published is None or result.published_inferred
            yield replace(
                result,
                published=_day(message)[0] or None if unsaid else result.published,
                published_inferred=unsaid,
                source=result.source or publication_name(message),
                bylines=result.bylines or _names(message),
                title=result.title or header(message, "subject"),
                place=place,
            )


def _in(place: str, number: int) -> str:
    return f"{place}, attachment {number}" if place else f"attachment {number}"


def _format(attached: Attached, inner: Sequence[Format]) -> Format | None:
    suffix = PurePath(attached.name).suffix.lower()
    best = max(inner, key=lambda each: each.recognises(attached.data[:_HEAD], suffix), default=None)
    return best if best and best.recognises(attached.data[:_HEAD], suffix) > 1 else None


def _article(
    message: Message, content: Content, unread: Sequence[Attached], place: str
) -> RawArticle:
    kind, body, notes = body_of(content)
    published, inferred = _day(message)
    return RawArticle(
        title=header(message, "subject"),
        body=body,
        title_markup=Markup.PLAIN,
        body_markup=kind,
        id=message_id(message),
        published=published or None,
        published_inferred=inferred,
        language=header(message, "content-language").split(",")[0].strip(),
        source=publication_name(message),
        bylines=_names(message),
        expires=header(message, "expires") or None,
        replaces=message_id(message, "supersedes"),
        notes=(*content.notes, *notes, *attachment_notes(unread), *_damage(message)),
        place=place,
    )


def _names(message: Message) -> tuple[str, ...]:
    name = sender(message)
    return (name,) if name else ()


def _day(message: Message) -> tuple[str, bool]:
    """When a message was sent, and whether only the machines that passed it on say so."""
    if date := header(message, "date"):
        return date, False
    received = _RECEIVED.fullmatch(header(message, "received"))
    return (received[1], True) if received else ("", False)


def _damage(message: Message) -> Iterator[Note]:
    """A message of which the end, or a boundary, is missing."""
    for part in message.walk():
        for defect in part.defects:
            if type(defect).__name__ in _CUT:
                yield Note("mail-cut", "A boundary between parts is missing: the end may be, too.")
                return


def _why_empty(content: Content) -> str:
    if content.encrypted:
        return "Encrypted: only who has the key can read it."
    return "Neither a subject nor a text."
