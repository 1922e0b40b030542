"""What the tests of formats of pages share."""

from __future__ import annotations

from archive.ingest.raw import RawArticle
from archive.ingest.reader import Reject
from tests.ingest.checks import check_raw as check_raw
from tests.ingest.support import read_raw as read_raw


def raw_articles(results: list[RawArticle | Reject]) -> list[RawArticle]:
    return [each for each in results if isinstance(each, RawArticle)]


def raw_rejects(results: list[RawArticle | Reject]) -> list[Reject]:
    return [each for each in results if isinstance(each, Reject)]
