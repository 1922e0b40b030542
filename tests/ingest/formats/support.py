"""What the tests of the formats share: reading, and the real files that lie beside the project."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import pytest

from archive.ingest.raw import Format, Markup, RawArticle
from archive.ingest.reader import Reject
from tests.conftest import ROOT
from tests.ingest.support import read_raw as read_raw

_CORPUS = os.environ.get("ARCHIVE_TEST_CORPUS") or ROOT.parent / "shared" / "corpus"
_FIXTURES = Path(_CORPUS).parent / "fixtures"
_DATA = Path(__file__).parent / "data"
_TAG = re.compile(r"<[^<>]*>")


def articles(format_: Format, data: bytes) -> list[RawArticle]:
    """The articles in `data`; there is nothing else in it."""
    results = read_raw(format_, data)
    raws = [result for result in results if isinstance(result, RawArticle)]
    assert raws == results
    return raws


def article(format_: Format, data: bytes) -> RawArticle:
    """The one article in `data`."""
    (raw,) = articles(format_, data)
    return raw


def reasons(format_: Format, data: bytes) -> list[str]:
    """Why rejects in `data` are rejects."""
    return [result.reason for result in read_raw(format_, data) if isinstance(result, Reject)]


def codes(raw: RawArticle) -> list[str]:
    return [note.code for note in raw.notes]


class Row(NamedTuple):
    """What a real file holds: few words of each text, and the digest of both texts.

    `format` reads it. `title` is the reason of a reject, whose other columns are empty.
    """

    file: str
    format: str
    title: str
    published: str = ""
    language: str = ""
    begins: str = ""
    ends: str = ""
    paragraphs: str = ""
    notes: str = ""
    digest: str = ""


def row_of(file: str, format_: Format, result: RawArticle | Reject) -> Row:
    """The row of what was read."""
    if isinstance(result, Reject):
        return Row(file, format_.name, result.reason)
    body = _TAG.sub(" ", result.body) if result.body_markup is Markup.HTML else result.body
    words = body.split()
    return Row(
        file,
        format_.name,
        " ".join(result.title.split()[:3])[:24].strip(),
        str(result.published or ""),
        result.language,
        " ".join(words[:3])[:24].strip(),
        " ".join(words[-3:])[-24:].strip(),
        str(len(result.body.split("\n\n"))) if result.body else "0",
        " ".join(codes(result)),
        blake2b(f"{result.title}\n{result.body}".encode(), digest_size=4).hexdigest(),
    )


def rows(name: str) -> Iterator[Row]:
    """The rows of a table of real files."""
    lines = (_DATA / f"{name}.tsv").read_text("utf-8").split("\n")
    for line in lines[1:]:
        if line:
            yield Row(*line.split("\t"))


def real_file(name: str) -> bytes:
    """The bytes of a real file; skips where it is absent."""
    path = _FIXTURES / name
    if not path.is_file():
        pytest.skip(f"the real files are not at {_FIXTURES} (ARCHIVE_TEST_CORPUS)")
    return path.read_bytes()


def real_names(folder: str) -> list[str]:
    """The names of the real files of a folder; skips where it is absent."""
    if not (_FIXTURES / folder).is_dir():
        pytest.skip(f"the real files are not at {_FIXTURES} (ARCHIVE_TEST_CORPUS)")
    return sorted(f"{folder}/{path.name}" for path in (_FIXTURES / folder).iterdir())
