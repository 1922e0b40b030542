"""Formats that are read as one piece are read up to the limit that is set."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from archive.ingest.formats.copied_page import CopiedPage
from archive.ingest.formats.docx import Docx
from archive.ingest.formats.epub import Epub
from archive.ingest.formats.front_matter import FrontMatter
from archive.ingest.formats.html import HtmlPage
from archive.ingest.formats.json_format import JsonFormat
from archive.ingest.formats.mail import Mail
from archive.ingest.formats.mapping import Paths, SourceMapping
from archive.ingest.formats.pdf import Pdf
from archive.ingest.limits import Limits
from archive.ingest.raw import Format
from archive.ingest.reader import Reject
from tests.ingest.support import OPTIONS

MAPPING = SourceMapping("*", (), {"title": Paths((("title",),))})
LIMIT = 2**20


@pytest.mark.parametrize("reader, data", [
    (CopiedPage(), b"word "),
    (Docx(), b"PK\x03\x04 "),
    (Epub(), b"PK\x03\x04 "),
    (FrontMatter(), b"word "),
    (HtmlPage(), b"<p>word "),
    (JsonFormat(), b"[\n"),
    (Mail(), b"Subject: word\n\n"),
    (MAPPING, b"<p>word "),
    (MAPPING, b"[\n"),
    (Pdf(), b"%PDF-1.7\n"),
])  # fmt: skip
def test_a_file_above_the_limit_is_one_reject(reader: Format, data: bytes) -> None:
    options = replace(OPTIONS, limits=Limits(whole=LIMIT))
    stream = io.BytesIO(data * (LIMIT // len(data) + 1))
    (result,) = reader.read(stream, "some/file", options)
    assert isinstance(result, Reject)
    assert result.fatal
    assert result.reason.startswith("Larger than 1 MiB")
