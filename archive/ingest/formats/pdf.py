"""PDF: a document that is one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.heading import read_top
from archive.ingest.pdf.document import PdfText
from archive.ingest.pdf.process import PDF_PROCESS
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject, read_whole, shown

#: A file says what it is in its first 1,024 bytes: some have a header of a network before it.
_MAGIC: Final = b"%PDF-"
_HEAD: Final = 1024


@dataclass(frozen=True, slots=True)
class Pdf:
    """The text of the pages, in the order in which people read them.

    A document whose fonts do not tell its characters, or that is pictures of pages, is a reject.
    """

    name: str = "pdf"

    def recognises(self, head: bytes, suffix: str) -> int:
        """By its first bytes."""
        if _MAGIC in head[:_HEAD]:
            return 3
        return 1 if suffix == ".pdf" else 0

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """The day that a file was made is only inferred to be that of publication."""
        data = read_whole(stream, source, options)
        if isinstance(data, Reject):
            yield data
        elif _MAGIC not in data[:_HEAD]:
            yield Reject(source, "the file", "Not a PDF file.")
        else:
            text = PDF_PROCESS.read(data)
            reason = text.reason
            yield Reject(source, "the file", reason) if reason else _article(text)


def _article(text: PdfText) -> RawArticle:
    top = read_top(text.paragraphs)
    return RawArticle(
        title=text.title,
        body="\n\n".join(top.rest),
        title_markup=Markup.PLAIN,
        body_markup=Markup.PLAIN,
        published=top.published or text.created or None,
        published_inferred=not top.published and bool(text.created),
        bylines=top.bylines,
        notes=tuple(Note(code, shown(detail)) for code, detail in text.notes),
    )
