"""What the tests of the formats share."""

from __future__ import annotations

import io
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from archive.ingest.completing import complete
from archive.ingest.raw import Format, RawArticle
from archive.ingest.reader import ReadOptions, Reject
from archive.model.article import Article

OPTIONS = ReadOptions(ZoneInfo("Asia/Hong_Kong"))


def read_raw(format_: Format, data: bytes) -> list[RawArticle | Reject]:
    """Everything that a format reads in `data`."""
    return list(format_.read(io.BytesIO(data), "some/file", OPTIONS))


def completed(results: Sequence[RawArticle | Reject]) -> list[Article | Reject]:
    """The articles that are made of what was read, and the rejects."""
    return [
        complete(result, OPTIONS, "some/file") if isinstance(result, RawArticle) else result
        for result in results
    ]


def read_articles(format_: Format, data: bytes) -> list[Article | Reject]:
    """The articles of `data` in a format, and the rejects."""
    return completed(read_raw(format_, data))


def articles(results: Sequence[Article | Reject]) -> list[Article]:
    return [result for result in results if isinstance(result, Article)]


def rejects(results: Sequence[Article | RawArticle | Reject]) -> list[Reject]:
    return [result for result in results if isinstance(result, Reject)]
