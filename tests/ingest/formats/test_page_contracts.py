"""Formats of pages and documents keep the contract: the web, mail, Word, EPUB, PDF and texts."""

from __future__ import annotations

import gzip

from archive.ingest.formats import mbox
from archive.ingest.formats.copied_page import CopiedPage
from archive.ingest.formats.docx import Docx
from archive.ingest.formats.epub import Epub
from archive.ingest.formats.front_matter import FrontMatter
from archive.ingest.formats.html import HtmlPage
from archive.ingest.formats.mail import Mail
from archive.ingest.formats.mbox import Mbox
from archive.ingest.formats.pdf import Pdf
from archive.ingest.formats.warc import Warc
from archive.ingest.pages import records
from tests.ingest.formats.pdf_writer import Text, pdf
from tests.ingest.formats.test_docx import WORD, paragraph, parts_of, run, zipped
from tests.ingest.formats.test_epub import book
from tests.ingest.formats.test_mail import NESTED, WHOLE, mail
from tests.ingest.formats.test_mbox import THREE, box
from tests.ingest.formats.test_pdf import COLUMNS, HAN_COLUMNS
from tests.ingest.formats.written import Texts
from tests.ingest.reader_contract import TEXTS, FormatContract, registered
from tests.ingest.test_front_matter import HEADERS, HUGO, JEKYLL, JSON, TOML
from tests.ingest.test_html_pages import PAGES
from tests.ingest.test_warc import ARC, INFO, arc_record, record, response

_TITLE, _BODY = TEXTS[0]


def page(title: str, body: str) -> bytes:
    """A web page that says that it is an article."""
    return (
        f"<!doctype html><html><head><title>{title}</title>"
        '<meta charset="utf-8"><meta property="og:type" content="article"></head>'
        f"<body><article><h1>{title}</h1><p>{body}</p></article></body></html>\n"
    ).encode()


class TestHtml(FormatContract):
    format = registered(HtmlPage)
    suffixes = (".html", ".htm", ".xhtml", ".shtml")
    texts = TEXTS[:1]
    reads_on = False
    examples = 50
    more = ((PAGES / "hk_brief.html").read_bytes(),)

    def file(self, texts: Texts) -> bytes:
        return b"".join(page(*text) for text in texts)

    def spoilt(self) -> tuple[bytes, str]:
        return b"<html><title>404 Not Found</title><body><h1>404 Not Found</h1></body></html>", "r"


class TestWarc(FormatContract):
    format = registered(Warc)
    suffixes = (".warc", ".arc")
    limit = (records, "MAX_BLOCK")
    more = (
        b"".join(gzip.compress(record(response(page(*text))), mtime=0) for text in TEXTS[:2]),
        ARC + arc_record(response(page(_TITLE, _BODY))),
    )

    def file(self, texts: Texts) -> bytes:
        captures = (
            record(response(page(*text)), WARC_Target_URI=f"http://port.example/{number}")
            for number, text in enumerate(texts)
        )
        return b"".join([INFO, *captures])

    def spoilt(self) -> tuple[bytes, str]:
        whole = record(response(page(_TITLE, _BODY)))
        return whole + b"WARC/1.0\r\nContent-Length: x\r\n\r\n" + whole, "ara"


class TestCopiedPage(FormatContract):
    """Any file may be named .txt, so that this says nothing of one that is empty."""

    format = registered(CopiedPage)
    suffixes = (".txt", ".text")
    by_suffix = False
    reads_on = False

    def file(self, texts: Texts) -> bytes:
        (title, body), *others = texts
        related = [block for other in others for block in other]
        blocks = (title, body, "Visited 1 times, 1 visit(s) today", "Related Article", *related)
        return "\n\n".join(blocks).encode()

    def spoilt(self) -> tuple[bytes, str]:
        return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", "r"


class TestFrontMatter(FormatContract):
    format = registered(FrontMatter)
    suffixes = (".md", ".markdown")
    texts = TEXTS[:1]
    reads_on = False
    more = tuple(text.encode() for text in (HUGO, JEKYLL, TOML, JSON, HEADERS))

    def file(self, texts: Texts) -> bytes:
        return "".join(f"---\ntitle: {title}\n---\n\n{body}\n" for title, body in texts).encode()

    def spoilt(self) -> tuple[bytes, str]:
        return f"---\ntitle: {_TITLE}\nstory: {_BODY * 40}\n---\n".encode(), "r"


def message(title: str, body: str) -> bytes:
    """A message of mail in UTF-8."""
    return mail(
        body.encode(), Subject=title.encode(), Content_Type=b"text/plain; charset=utf-8",
        Message_ID=f"<{title}@post.example>".encode(),
    )  # fmt: skip


class TestMail(FormatContract):
    format = registered(Mail)
    suffixes = (".eml", ".emlx", ".msg")
    texts = TEXTS[:1]
    reads_on = False
    more = (WHOLE, NESTED)

    def file(self, texts: Texts) -> bytes:
        return b"".join(message(*text) for text in texts)

    def spoilt(self) -> tuple[bytes, str]:
        return b"From: desk@post.example\n\n", "r"


class TestMbox(FormatContract):
    format = registered(Mbox)
    suffixes = (".mbox", ".mbx")
    limit = (mbox, "MAX_MAIL")
    more = (THREE,)

    def file(self, texts: Texts) -> bytes:
        return box(*(message(*text) for text in texts))

    def spoilt(self) -> tuple[bytes, str]:
        whole = message(_TITLE, _BODY)
        return box(whole, b"From: desk@post.example\n", whole), "ara"


class TestDocx(FormatContract):
    format = registered(Docx)
    suffixes = (".docx", ".docm")
    texts = TEXTS[:1]
    reads_on = False
    examples = 50

    def file(self, texts: Texts) -> bytes:
        lines = [line for text in texts for line in text]
        return zipped(parts_of("".join(paragraph(run(line)) for line in lines)))

    def spoilt(self) -> tuple[bytes, str]:
        return zipped({**WORD, "word/document.xml": "<w:document"}), "r"


class TestEpub(FormatContract):
    format = registered(Epub)
    suffixes = (".epub",)
    reads_on = False
    examples = 50

    def file(self, texts: Texts) -> bytes:
        return book([f"<h1>{title}</h1><p>{body}</p>" for title, body in texts])

    def spoilt(self) -> tuple[bytes, str]:
        missing = '<item id="none" href="gone.xhtml" media-type="application/xhtml+xml"/>'
        return book([f"<h1>{_TITLE}</h1><p>{_BODY}</p>"], more=missing), "ar"


class TestPdf(FormatContract):
    format = registered(Pdf)
    suffixes = (".pdf",)
    texts = TEXTS[:1]
    reads_on = False
    examples = 50
    more = (COLUMNS, HAN_COLUMNS)

    def file(self, texts: Texts) -> bytes:
        return pdf([[Text(60, 780, title, 20), Text(60, 730, body)] for title, body in texts])

    def spoilt(self) -> tuple[bytes, str]:
        return b"%PDF-1.5\nnothing of a document", "r"
