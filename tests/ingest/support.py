"""What the tests of the readers share."""

from __future__ import annotations

import io
from zoneinfo import ZoneInfo

from archive.ingest.reader import Reader, ReadOptions, Reject
from archive.model.article import Article

OPTIONS = ReadOptions(ZoneInfo("Asia/Hong_Kong"))


def read(reader: Reader, data: bytes) -> list[Article | Reject]:
    """Everything `reader` makes of `data`."""
    return list(reader.read(io.BytesIO(data), "some/file", OPTIONS))


def articles(results: list[Article | Reject]) -> list[Article]:
    return [one for one in results if isinstance(one, Article)]


def rejects(results: list[Article | Reject]) -> list[Reject]:
    return [one for one in results if isinstance(one, Reject)]
