"""What the tests of mail, DOCX and PDF share."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.ingest.raw import Format, RawArticle
from archive.ingest.reader import Reject
from tests.conftest import ROOT
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


def check(results: Sequence[RawArticle | Reject]) -> None:
    """Articles hold a text, rejects and notes say on one line what and where; fatal is last."""
    for number, result in enumerate(results, 1):
        if isinstance(result, Reject):
            assert result.source == "some/file"
            assert result.place
            assert result.reason
            assert (result.place + result.reason).isprintable()
            assert not result.fatal or number == len(results)
            continue
        assert result.title.strip() or result.body.strip()
        assert "\r" not in result.title
        for note in result.notes:
            assert note.code
            assert note.detail.isprintable()
    places = [result.place for result in results]
    assert len(set(places)) == len(places)


def fixtures() -> Path:
    """The folder of newsrooms' files; skips where it is absent."""
    corpus = Path(os.environ.get("ARCHIVE_TEST_CORPUS") or ROOT.parent / "shared" / "corpus")
    folder = corpus.parent / "fixtures"
    if not folder.is_dir():
        pytest.skip(f"the files of newsrooms are not at {folder} (ARCHIVE_TEST_CORPUS)")
    return folder
