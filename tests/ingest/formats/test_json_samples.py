"""The samples of JSON and of tables that are shipped read as the page beside them says."""

from __future__ import annotations

import pytest

from archive.ingest.formats.csv_table import CsvTable
from archive.ingest.formats.json_format import JsonFormat
from archive.ingest.raw import Format
from tests.conftest import SAMPLES
from tests.ingest.formats.json_support import raws, read_raw, rejects

FOLDER = SAMPLES / "formats"
FORMATS: tuple[Format, ...] = (JsonFormat(), CsvTable())


@pytest.mark.parametrize("name, articles", [
    ("news-api.json", 2), ("json-feed.json", 2), ("linked-data.json", 1), ("database.json", 2),
    ("by-hand.json", 1), ("two-languages.json", 2), ("ninjs-1.json", 1), ("ninjs-3.json", 1),
    ("table.csv", 2), ("table.tsv", 1),
])  # fmt: skip
def test_each_sample_reads(name: str, articles: int) -> None:
    """With a title, a text, a day and a paper for each article; only an encoding is told."""
    path = FOLDER / name
    data = path.read_bytes()
    sure = [format_.recognises(data[:65536], path.suffix) for format_ in FORMATS]
    results = read_raw(FORMATS[sure.index(3)], data)
    assert rejects(results) == []
    assert len(raws(results)) == articles
    for raw in raws(results):
        assert raw.title
        assert raw.body
        assert raw.published
        assert raw.source
        assert {note.code for note in raw.notes} <= {"encoding-guessed"}
    assert f"| `{name}` |" in (FOLDER / "README.md").read_text("utf-8")
