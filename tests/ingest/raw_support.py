"""What the tests of formats of pages share."""

from __future__ import annotations

from archive.ingest.raw import RawArticle
from archive.ingest.reader import Reject
from tests.ingest.support import read_raw as read_raw


def raw_articles(results: list[RawArticle | Reject]) -> list[RawArticle]:
    return [each for each in results if isinstance(each, RawArticle)]


def raw_rejects(results: list[RawArticle | Reject]) -> list[Reject]:
    return [each for each in results if isinstance(each, Reject)]


def check_raw(results: list[RawArticle | Reject]) -> None:
    """What holds of anything a format yields: texts, places, and a fatal reject only at the end."""
    for number, result in enumerate(results, 1):
        if isinstance(result, RawArticle):
            assert result.title.strip() or result.body.strip()
            assert all(note.code and note.detail.isprintable() for note in result.notes)
        else:
            assert result.source == "some/file"
            assert result.reason.isprintable()
            assert result.place
            assert not result.fatal or number == len(results)
