"""Whatever a text holds, a spreadsheet and a reference manager give it back."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

import rispy
from hypothesis import given
from hypothesis import strategies as st

from archive.export.author_names import author_names
from archive.export.columns import EXPORT_COLUMNS, ExportedRow
from archive.export.csv import csv_lines
from archive.export.json_lines import json_lines
from archive.export.ris import ris_records
from archive.model.article import Article, Language
from archive.model.entity import Kind
from archive.model.result import Family
from archive.search.exporting import ExportedHit
from archive.search.page import Label
from tests.export.desk import apart, read_csv, read_json

#: Any text that UTF-8 can write, and often one that begins oddly.
TEXTS = st.builds(
    str.__add__,
    st.sampled_from(("", *"=+-@'\t\r\n ;,\"＝", "''", " =", ";;", "TY  - ")),
    st.text(st.characters(codec="utf-8"), max_size=12),
)


def row_of(texts: Sequence[str], names: Sequence[str], day: dt.date | None = None) -> ExportedRow:
    """A row with these texts in its cells."""
    title, source, section, context = texts
    article = Article(
        "id", title, "", Language.ENGLISH, source, day, section=section, authors=tuple(names)
    )
    named = dict.fromkeys(Kind, tuple(Label("c:", name) for name in names))
    hit = ExportedHit(article, day, 1.0, Family("id", 1), 1, 0, named, 2, context, ())
    return ExportedRow(hit, "/article/id")


@given(st.lists(TEXTS, min_size=4, max_size=4), st.lists(TEXTS.filter(bool), max_size=3))
def test_cells_are_read_back_as_they_were(texts: list[str], names: list[str]) -> None:
    written = "".join(csv_lines([row_of(texts, names)])).encode()
    (cells,) = read_csv(written)
    assert list(cells) == [column.name for column in EXPORT_COLUMNS]
    assert [cells[name] for name in ("headline", "source", "section", "context")] == texts
    assert apart(cells["authors"]) == apart(cells["people"]) == names
    assert cells["published"] == cells["published_inferred"] == ""
    raw = next(iter(list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))[1:]))
    assert not [cell for cell in raw if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]
    assert not [cell for cell in raw if cell[:1] in tuple("\t\r\n")]


@given(st.lists(TEXTS, min_size=4, max_size=4), st.lists(TEXTS.filter(bool), max_size=3))
def test_objects_are_read_back_as_they_were(texts: list[str], names: list[str]) -> None:
    written = "".join(json_lines([row_of(texts, names)]))
    assert len(written.splitlines()) == 1
    (read,) = read_json(written.encode())
    assert [read[name] for name in ("headline", "source", "section", "context")] == texts
    assert read["authors"] == [one["label"] for one in read["places"]] == names


@given(st.lists(TEXTS, min_size=4, max_size=4), st.lists(TEXTS, max_size=3))
def test_a_reference_has_its_own_tags_only(texts: list[str], names: list[str]) -> None:
    """A line end in a text begins no tag, and ends no record."""
    row = row_of(texts, names, dt.date(2024, 3, 5))
    read = rispy.loads("".join(ris_records([row, row])))
    assert len(read) == 2
    plain = [" ".join(text.split()) for text in texts]
    for record in read:
        found = (record.get(name, "") for name in ("title", "secondary_title", "section"))
        assert [one.strip() for one in found] == plain[:3]
        assert record["year"] == "2024"
        assert record["date"] == "2024/03/05/"
        authors = [" ".join(one.inverted.split()) for one in author_names(names)]
        assert record.get("authors", []) == [name for name in authors if name]
