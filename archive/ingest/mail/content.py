"""The parts of one message: its text, messages inside it, and what is attached."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Final

from archive.ingest.mail import html as markup
from archive.ingest.mail.charset import decoded
from archive.ingest.mail.headers import decoded_words
from archive.ingest.mail.text import paragraphs, without_footer, without_signature
from archive.ingest.raw import Markup, Note
from archive.ingest.reader import shown

#: Parts within parts beyond this depth are hostile: forwarding ten times makes twenty.
DEEPEST: Final = 60

#: What a signed or reported message carries besides its text, of no use to a reader.
_PASSED_OVER: Final = frozenset(
    {
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
        "message/delivery-status", "message/disposition-notification",
    }
)  # fmt: skip

#: What only says where a message, or the rest of it, is to be had.
_ELSEWHERE: Final = frozenset({"message/external-body", "message/partial"})

#: A line that begins a part, whatever boundary the headers name.
_BOUNDARY: Final = re.compile(
    rb"^--(\S{1,70})[ \t]*\r?\n(?=Content-)", re.MULTILINE | re.IGNORECASE
)
_ENCRYPTED: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})

_NOT_BASE64: Final = re.compile(rb"[^\s]+[ \t]+[^\s]+[ \t]+[^\s]")
_LETTERS: Final = re.compile(r"\w")

#: A plain text that says only "see the HTML version" has less than this share of the letters that
#: the HTML has. Texts of newsletters without their links have more than half.
_STUB: Final = 0.2


@dataclass(slots=True)
class Attached:
    """A part that is no text of the message: its name, "" for none, its type and its bytes."""

    name: str
    kind: str
    data: bytes


@dataclass(slots=True)
class Content:
    """What a message holds, in its order. `inside` are messages that it forwards."""

    texts: list[tuple[Markup, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    inside: list[Message] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    encrypted: bool = False


def content_of(message: Message) -> Content:
    """The parts of `message`. Raises `RecursionError` where they lie too deep."""
    content = Content()
    _walk(message, content, 0)
    return content


def body_of(content: Content) -> tuple[Markup, str, tuple[Note, ...]]:
    """One text of the texts of a message, without its footer."""
    if all(kind is Markup.PLAIN for kind, _ in content.texts):
        text, notes = without_footer("\n\n".join(text for _, text in content.texts if text))
        return Markup.PLAIN, text, notes
    if len(content.texts) == 1:
        text, notes = markup.without_footer(content.texts[0][1])
        return Markup.HTML, text, notes
    whole = "".join(text if kind is Markup.HTML else _as_html(text) for kind, text in content.texts)
    text, notes = markup.without_footer(whole)
    return Markup.HTML, text, notes


def _as_html(text: str) -> str:
    escaped = (html.escape(block).replace("\n", "<br>") for block in text.split("\n\n"))
    return "".join(f"<p>{block}</p>" for block in escaped)


def _walk(part: Message, content: Content, depth: int) -> None:
    if depth > DEEPEST:
        raise RecursionError("Parts within parts too deep.")
    kind = part.get_content_type()
    if kind in _ELSEWHERE:
        content.attached.append(Attached(_name(part), kind, b""))
    elif kind.startswith("message/") and kind not in _PASSED_OVER:
        _forwarded(part, content)
    elif part.is_multipart():
        for child in _chosen(part, kind, content, depth):
            _walk(child, content, depth + 1)
    elif kind.startswith("multipart/") and (inner := _by_its_boundary(part, kind)):
        _walk(inner, content, depth + 1)
    elif kind in _ENCRYPTED:
        content.encrypted = True
    elif kind in _PASSED_OVER:
        return
    elif _is_text(part, kind):
        _add_text(part, kind, content)
    else:
        content.attached.append(Attached(_name(part), kind, payload(part)))


def _by_its_boundary(part: Message, kind: str) -> Message | None:
    """A message whose headers name another boundary than its parts have, with that; or None."""
    data = payload(part)
    match = _BOUNDARY.search(data)
    if match is None:
        return None
    field = f"Content-Type: {kind}; boundary=".encode() + b'"' + match[1] + b'"\n\n'
    inner = BytesParser(policy=compat32).parsebytes(field + data)
    return inner if inner.is_multipart() else None


def _is_text(part: Message, kind: str) -> bool:
    """Whether a part belongs to the text of its message.

    A part that is multipart by name and has no parts is a message that was cut.
    """
    if kind.startswith("multipart/"):
        return True
    return kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment"


def _chosen(part: Message, kind: str, content: Content, depth: int) -> Sequence[Message]:
    children = [child for child in part.get_payload() if isinstance(child, Message)]
    if kind == "multipart/encrypted":
        content.encrypted = True
        return ()
    if kind == "multipart/alternative":
        return _alternative(children, depth)
    if kind == "multipart/related":
        return [child for child in children if not _is_inline_picture(child)]
    return children


def _is_inline_picture(part: Message) -> bool:
    return part.get_content_maintype() == "image"


def _alternative(children: Sequence[Message], depth: int) -> Sequence[Message]:
    """The one of several forms of a text to read: the plain one, unless it is a stub.

    Whatever is no text in any form (an invitation) stands beside it.
    """
    read = [(child, _tried(child, depth)) for child in children]
    forms = [(child, form) for child, form in read if form.texts]
    plain = [form for form in forms if all(kind is Markup.PLAIN for kind, _ in form[1].texts)]
    rich = [form for form in forms if form not in plain]
    rest = [child for child, form in read if not form.texts]
    if not forms:
        return rest
    best = plain[0] if plain and not (rich and _is_stub(plain[0][1], rich[-1][1])) else rich[-1]
    return [best[0], *rest]


def _tried(part: Message, depth: int) -> Content:
    content = Content()
    _walk(part, content, depth + 1)
    return content


def _is_stub(plain: Content, rich: Content) -> bool:
    return _letters(plain) < _STUB * _letters(rich)


def _letters(content: Content) -> int:
    return sum(
        len(_LETTERS.findall(markup.visible(text) if kind is Markup.HTML else text))
        for kind, text in content.texts
    )


def _forwarded(part: Message, content: Content) -> None:
    """A message inside one; one that is packed, which the standard forbids, is unpacked."""
    inside = part.get_payload()
    messages = (
        [each for each in inside if isinstance(each, Message)] if isinstance(inside, list) else []
    )
    if messages and not messages[0].keys() and part.get("content-transfer-encoding"):
        inner = Message()
        inner.set_payload(messages[0].get_payload())
        inner["Content-Transfer-Encoding"] = str(part["content-transfer-encoding"])
        content.attached.append(Attached(_name(part), "message/rfc822", payload(inner)))
        return
    content.inside.extend(messages)
    if not messages:
        content.attached.append(Attached(_name(part), part.get_content_type(), b""))


def _add_text(part: Message, kind: str, content: Content) -> None:
    data = payload(part)
    declared = str(part.get_param("charset", "", header="content-type") or "")
    if kind == "text/html":
        text, notes = decoded(data, declared or markup.charset_of(data))
        content.notes.extend(notes)
        if markup.visible(text):
            content.texts.append((Markup.HTML, text))
        return
    text, notes = decoded(data, declared)
    content.notes.extend(notes)
    text, notes = without_signature(text)
    content.notes.extend(notes)
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    delsp = str(part.get_param("delsp", "")).lower() == "yes"
    text = paragraphs(text, flowed=flowed, delsp=delsp)
    if text:
        content.texts.append((Markup.PLAIN, text))


def payload(part: Message) -> bytes:
    """The bytes of a part, unpacked where they are packed as it says."""
    plain = part.get_payload()
    if isinstance(plain, list):
        return b""
    raw = str(plain).encode("utf-8", "surrogateescape")
    packing = str(part.get("content-transfer-encoding", "")).strip().lower()
    if packing == "base64" and _NOT_BASE64.search(raw):
        return raw
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else raw


def _name(part: Message) -> str:
    name = part.get_filename("")
    return decoded_words(str(name).encode("utf-8", "surrogateescape"))


def attachment_notes(attached: Sequence[Attached]) -> Iterator[Note]:
    """What is attached and is not read."""
    for each in attached:
        size = f"{len(each.data):,} bytes"
        yield Note("attachment-unread", shown(f"{each.name or 'unnamed'} ({each.kind}, {size})"))
