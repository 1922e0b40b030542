"""EML: one message of mail in a file (RFC 5322)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.formats.docx import Docx
from archive.ingest.formats.pdf import Pdf
from archive.ingest.mail.articles import Mailbox
from archive.ingest.raw import Format, RawArticle
from archive.ingest.reader import ReadOptions, Reject, read_whole

_HEADER: Final = re.compile(rb"([!-9;-~]{1,70})[ \t]*:")

#: Mail of Apple: the length of the message stands before it, and properties behind it.
_LENGTH: Final = re.compile(rb"(\d{1,9}) *\r?\n")

#: A file of Outlook, which is no mail as it is sent.
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK: Final = "__substg1.0".encode("utf-16-le")
_BLANK: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)*")

#: Fields that only mail has, and those that other headers of text files have as well.
_MAILS: Final = frozenset(
    b"received return-path delivered-to message-id mime-version x-mailer dkim-signature"
    b" list-unsubscribe newsgroups x-received reply-to in-reply-to references".split()
)
_SHARED: Final = frozenset(b"from to cc subject date sender content-type".split())


@dataclass(frozen=True, slots=True)
class Mail:
    """One message: an article, and one for each message or document inside it.

    `inner` are the formats of documents that are read where they are attached; others are named in
    a note of the article.
    """

    name: str = "mail"
    inner: tuple[Format, ...] = (Docx(), Pdf())

    def recognises(self, head: bytes, suffix: str) -> int:
        """By its first header fields, of which one must be mail's own or three must fit."""
        if head.lstrip(b"\r\n").startswith(b"From "):
            return 1  # a mailbox
        if head.startswith(_OLE):
            return 3 if suffix == ".msg" or _OUTLOOK in head else 0
        names = field_names(head)
        if len(names) > 1 and names & _MAILS and names & _SHARED:
            return 3
        if len(names & _SHARED) > 2 and b"from" in names:
            return 2
        return 1 if suffix in (".eml", ".emlx", ".msg") else 0

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """A message without a header is a reject, and one without any text and subject."""
        data = read_whole(stream, source, options)
        if isinstance(data, Reject):
            yield data
            return
        if data.startswith(_OLE):
            yield Reject(source, "the file", "A message of Outlook: save it as .eml.")
            return
        if length := _LENGTH.match(data):
            data = data[length.end() : length.end() + int(length[1])]
        mailbox = Mailbox(source, self.inner, options)
        yield from mailbox.articles(_BLANK.sub(b"", data, count=1), "")


def field_names(head: bytes) -> frozenset[bytes]:
    """The names of the header fields that `head` begins with, in lower case."""
    names: set[bytes] = set()
    head = _LENGTH.sub(b"", head, count=1) if _LENGTH.match(head) else head
    for line in _BLANK.sub(b"", head, count=1).splitlines():
        match = _HEADER.match(line)
        if match:
            names.add(match[1].lower())
        elif not line.strip() or not line.startswith((b" ", b"\t", b"From ", b">From ")):
            break
    return frozenset(names)
