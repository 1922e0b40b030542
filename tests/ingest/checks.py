"""What holds of anything that a format reads, and of the articles that are made of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from archive.ingest.raw import Markup, RawArticle
from archive.ingest.reader import Reject
from archive.model.article import Article, Note
from tests.ingest.support import completed

_CODE = re.compile(r"[a-z][a-z0-9-]*")
_LINE_ENDS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

_STRINGS = (
    *("title", "body", "id", "url", "zone", "language", "source", "section", "agency"),
    *("status", "replaces", "place"),
)


def check_raw(results: Sequence[RawArticle | Reject]) -> None:
    """What holds of anything that is read: its fields are what they are declared to be."""
    for number, result in enumerate(results, 1):
        if isinstance(result, Reject):
            check_reject(result)
            assert not result.fatal or number == len(results)
            continue
        assert all(type(getattr(result, name)) is str for name in _STRINGS)
        assert all(type(byline) is str for byline in result.bylines)
        assert isinstance(result.title_markup, Markup)
        assert isinstance(result.body_markup, Markup)
        assert isinstance(result.published, str | float | int | dt.date | None)
        for bound in (result.not_before, result.expires):
            assert isinstance(bound, str | dt.datetime | None)
        assert result.fetched is None or result.fetched.utcoffset() is not None
        assert result.place.isprintable()
        check_notes(result.notes)
    for made in completed(results):
        check_result(made)
    places = [result.place for result in results if result.place]
    assert len(set(places)) == len(places)


def check_notes(notes: Sequence[Note]) -> None:
    """A code is counted, so it is no sentence."""
    for note in notes:
        assert _CODE.fullmatch(note.code)
        assert type(note.detail) is str


def check_reject(reject: Reject) -> None:
    """It says where it was met and why, on one line."""
    assert reject.source == "some/file"
    assert reject.place
    assert reject.reason
    assert (reject.place + reject.reason).isprintable()


def check_result(result: Article | Reject) -> None:
    """An article has an id and a text, in characters that a page can hold."""
    if isinstance(result, Reject):
        check_reject(result)
        return
    texts = (result.id, result.title, result.body, result.source, *result.authors)
    assert result.id.strip() not in ("", ".", "..")
    assert result.title.strip() or result.body.strip()
    for text in texts:
        assert text.encode("utf-8")[:0] == b""
        assert "\0" not in text
    for line in (result.id, result.title, result.source, result.section or "", *result.authors):
        assert "\n" not in line
        assert not _LINE_ENDS.search(line)
    assert "\r\n" not in result.body
    assert result.place is not None
    assert result.place.file == "some/file"
    check_notes(result.notes)
    assert all(note.detail.isprintable() for note in result.notes)
