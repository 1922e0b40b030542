"""The sample archive holds an article in every format."""

from __future__ import annotations

from archive.ingest.reader import Reject
from archive.ingest.registry import FORMATS
from archive.ingest.source import read_files
from tests.conftest import SAMPLES
from tests.ingest.support import OPTIONS

#: What is read where no other format is sure, and so has no articles of its own.
_LAST_RESORT = {"xml"}


def test_every_format_has_an_article_in_the_sample_archive() -> None:
    results = list(read_files([SAMPLES], OPTIONS))
    assert [result for result in results if isinstance(result.result, Reject)] == []
    read = {result.format for result in results}
    assert read == {format_.name for format_ in FORMATS} - _LAST_RESORT
