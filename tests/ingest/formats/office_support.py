"""What the tests of mail, DOCX and PDF share."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from archive.ingest.raw import Format, RawArticle
from archive.ingest.reader import Reject
from tests.conftest import ROOT
from tests.ingest.checks import check_raw as check
from tests.ingest.support import OPTIONS


def read_raw(format_: Format, data: bytes) -> list[RawArticle | Reject]:
    """Everything that a format makes of `data`; whatever it is, it holds what the contract says."""
    results = list(format_.read(io.BytesIO(data), "some/file", OPTIONS))
    check(results)
    return results


def only(format_: Format, data: bytes) -> RawArticle:
    """The one article of `data`."""
    results = read_raw(format_, data)
    assert len(results) == 1, results
    assert isinstance(results[0], RawArticle), results[0]
    return results[0]


def reason(format_: Format, data: bytes) -> str:
    """Why `data` cannot be read."""
    results = read_raw(format_, data)
    assert len(results) == 1, results
    assert isinstance(results[0], Reject), results[0]
    return results[0].reason


def codes(article: RawArticle) -> list[str]:
    return [note.code for note in article.notes]


def fixtures() -> Path:
    """The folder of newsrooms' files; skips where it is absent."""
    corpus = Path(os.environ.get("ARCHIVE_TEST_CORPUS") or ROOT.parent / "shared" / "corpus")
    folder = corpus.parent / "fixtures"
    if not folder.is_dir():
        pytest.skip(f"the files of newsrooms are not at {folder} (ARCHIVE_TEST_CORPUS)")
    return folder
