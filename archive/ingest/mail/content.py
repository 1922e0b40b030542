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

from archive.ingest.charsets import declared_of
from archive.ingest.encoding import decode_known
from archive.ingest.mail import html as markup
from archive.ingest.mail.headers import decoded_words
from archive.ingest.mail.text import mail_paragraphs, without_footer, without_signature
from archive.ingest.raw import Markup, Note
from archive.ingest.reader import shown

#: Parts within parts beyond this depth are hostile: forwarding ten times makes twenty.
_DEEPEST: Final = 60

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

_NOT_BASE64: Final = re.compile(rb"[ \t]\S{1,40}[ \t]\S")
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

    def add(self, more: Content) -> None:
        """Put what `more` holds behind."""
        self.texts += more.texts
        self.notes += more.notes
        self.inside += more.inside
        self.attached += more.attached
        self.encrypted = self.encrypted or more.encrypted


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
        text, notes = markup.without_html_footer(content.texts[0][1])
        return Markup.HTML, text, notes
    whole = "".join(text if kind is Markup.HTML else _as_html(text) for kind, text in content.texts)
    text, notes = markup.without_html_footer(whole)
    return Markup.HTML, text, notes


def _as_html(text: str) -> str:
    escaped = (html.escape(block).replace("\n", "<br>") for block in text.split("\n\n"))
    return "".join(f"<p>{block}</p>" for block in escaped)


def _walk(part: Message, content: Content, depth: int) -> None:
    if depth > _DEEPEST:
        raise RecursionError("Parts within parts too deep.")
    kind = part.get_content_type()
    if kind in _ELSEWHERE:
        content.attached.append(Attached(_name(part), kind, b""))
    elif kind.startswith("message/") and kind not in _PASSED_OVER:
        _forwarded(part, content)
    elif kind == "multipart/alternative" and part.is_multipart():
        for form in _alternative([_read(child, depth + 1) for child in _children(part)]):
            content.add(form)
    elif part.is_multipart():
        for child in _chosen(part, kind, content):
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


def _chosen(part: Message, kind: str, content: Content) -> Sequence[Message]:
    if kind == "multipart/encrypted":
        content.encrypted = True
        return ()
    if kind == "multipart/related":
        return [child for child in _children(part) if not _is_inline_picture(child)]
    return _children(part)


def _is_inline_picture(part: Message) -> bool:
    return part.get_content_maintype() == "image"


def _alternative(forms: Sequence[Content]) -> Iterator[Content]:
    """The one of several forms of a text to read: the plain one, unless it is a stub.

    Whatever is no text in any form (an invitation) stands beside it.
    """
    texts = [form for form in forms if form.texts]
    plain = [form for form in texts if all(kind is Markup.PLAIN for kind, _ in form.texts)]
    rich = [form for form in texts if not any(form is each for each in plain)]
    if plain and not (rich and _is_stub(plain[0], rich[-1])):
        yield plain[0]
    elif rich:
        yield rich[-1]
    yield from (form for form in forms if not form.texts)


def _read(part: Message, depth: int) -> Content:
    content = Content()
    _walk(part, content, depth)
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
    messages = _children(part)
    packing = str(part.get("content-transfer-encoding", ""))
    if messages and packing and not messages[0].keys():
        messages[0]["Content-Transfer-Encoding"] = packing
        content.attached.append(Attached(_name(part), "message/rfc822", payload(messages[0])))
        return
    content.inside.extend(messages)
    if not messages:
        content.attached.append(Attached(_name(part), part.get_content_type(), b""))


def _add_text(part: Message, kind: str, content: Content) -> None:
    data = payload(part)
    declared = _parameter(part, "charset")
    if kind == "text/html":
        decoded = decode_known(data, declared or declared_of(data))
        content.notes.extend(decoded.notes)
        if markup.visible(decoded.text):
            content.texts.append((Markup.HTML, decoded.text))
        return
    decoded = decode_known(data, declared)
    content.notes.extend(decoded.notes)
    text, notes = without_signature(decoded.text)
    content.notes.extend(notes)
    flowed = _parameter(part, "format").lower() == "flowed"
    delsp = _parameter(part, "delsp").lower() == "yes"
    text = mail_paragraphs(text, flowed=flowed, delsp=delsp)
    if text:
        content.texts.append((Markup.PLAIN, text))


def payload(part: Message) -> bytes:
    """The bytes of a part, unpacked where they are packed as it says; b"" of one with parts.

    What says that it is in base64 and has words with spaces between them is not.
    """
    data = _bytes(part)
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return data
    packing = part["content-transfer-encoding"]
    del part["content-transfer-encoding"]
    raw = _bytes(part)
    part["Content-Transfer-Encoding"] = packing
    return raw if _NOT_BASE64.search(raw) else data


def _bytes(part: Message) -> bytes:
    data = None if part.is_multipart() else part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _children(part: Message) -> list[Message]:
    inside = part.get_payload() if part.is_multipart() else []
    return [each for each in inside if isinstance(each, Message)]


def _parameter(part: Message, name: str, field: str = "content-type") -> str:
    """A parameter of a header field; RFC 2231 gives some with their charset."""
    value = part.get_param(name, "", header=field)
    if isinstance(value, tuple):
        charset, _, text = value
        return decode_known(text.encode("raw-unicode-escape"), charset or "").text
    return decoded_words(str(value or "").encode("utf-8", "surrogateescape"))


def _name(part: Message) -> str:
    return _parameter(part, "filename", "content-disposition") or _parameter(part, "name")


def attachment_notes(attached: Sequence[Attached]) -> Iterator[Note]:
    """What is attached and is not read."""
    for each in attached:
        size = f"{len(each.data):,} bytes"
        yield Note("attachment-unread", shown(f"{each.name or 'unnamed'} ({each.kind}, {size})"))
