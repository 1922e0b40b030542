"""What the tests of the formats share."""

from __future__ import annotations

import json

from archive.ingest.formats.json_format import JsonFormat
from archive.ingest.raw import RawArticle
from archive.ingest.reader import Reject
from tests.ingest.support import read_raw as read_raw

Results = list[RawArticle | Reject]


def read_json(value: object) -> Results:
    """What is read of a value that is written as JSON on one line."""
    return read_raw(JsonFormat(), json.dumps(value, ensure_ascii=False).encode())


def raws(results: Results) -> list[RawArticle]:
    return [result for result in results if isinstance(result, RawArticle)]


def rejects(results: Results) -> list[Reject]:
    return [result for result in results if isinstance(result, Reject)]


def only(results: Results) -> RawArticle:
    """The one article that there is, and nothing else."""
    (result,) = results
    assert isinstance(result, RawArticle), result
    return result


def codes(raw: RawArticle) -> list[str]:
    """The codes of the notes of an article."""
    return [note.code for note in raw.notes]
