"""Every export has every article that the oracle finds, in its order, whatever is asked."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from archive.query.parameters import read_parameters
from archive.search.service import SearchService
from tests.export.desk import (
    MODES,
    SEARCHES,
    Desk,
    apart,
    read_csv,
    read_json,
    read_ris,
)

#: What a program needs beside the mode of a search.
Pairs = list[tuple[str, str]]


def asked(query: str, copies: str, versions: str, **more: str) -> Pairs:
    return [("q", query), ("copies", copies), ("versions", versions), *more.items()]


@pytest.mark.parametrize("copies, versions", MODES)
@pytest.mark.parametrize("query", SEARCHES)
def test_page_facets_exports_and_feed_agree_with_the_oracle(
    desk: Desk, query: str, copies: str, versions: str
) -> None:
    pairs = asked(query, copies, versions)
    expected = desk.expected(pairs)
    whole = [*pairs, ("size", "100"), ("relax", "off")]
    answer = desk.client.get("/api/v1/search", query_string=whole).get_json()
    rows = read_json(desk.export("jsonl", pairs))
    assert [row["id"] for row in rows] == expected
    assert answer["total"] == len(expected)
    # Who keeps the first row of each family has the lines of the folded list.
    families = list({row["family"]: row["id"] for row in reversed(rows)}.values())[::-1]
    folded = sorted(families, key=expected.index)
    shown = [hit["id"] for hit in answer["hits"]]
    assert shown == (folded if copies == "fold" else expected)
    assert [row["id"] for row in read_csv(desk.export("csv", pairs))] == expected
    assert [record["id"] for record in read_ris(desk.export("ris", pairs))] == expected
    languages = Counter(row["language"] for row in rows)
    facet = answer["facets"]["language"]
    assert {one["value"]: one["count"] for one in facet if one["count"]} == languages
    head = desk.client.head("/export.csv", query_string=pairs)
    assert head.get_data() == b""
    assert int(head.headers["Archive-Total"]) == len(expected)
    assert int(head.headers["Archive-Stories"]) == len(folded)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("query", ["harbour OR 碼頭 OR council", "", "渡輪"])
def test_the_order_is_that_of_the_search(desk: Desk, query: str, sort: str) -> None:
    """However deep the page is that was looked at, and whatever is filtered."""
    for more in ({}, {"source": "Post"}, {"undated": "only"}, {"from": "2024-03-03"}):
        pairs = asked(query, "fold", "all", sort=sort, page="3", size="2", **more)
        rows = read_csv(desk.export("csv", pairs))
        assert [row["id"] for row in rows] == desk.expected(pairs)


@pytest.mark.parametrize("ui", ["en", "zh-Hant"])
def test_each_form_reads_back_the_same(desk: Desk, ui: str) -> None:
    """Line ends, quotes, formulas, lists: all cells of all articles."""
    pairs = asked("council OR 碼頭 OR harbour", "all", "all", ui=ui)
    rows = read_json(desk.export("jsonl", pairs))
    assert len(rows) > 20
    for row, cells, record in zip(
        rows,
        read_csv(desk.export("csv", pairs)),
        read_ris(desk.export("ris", pairs)),
        strict=True,
    ):
        original = desk.articles[row["id"]]
        assert row["headline"] == original.title
        assert row["authors"] == list(original.authors)
        for name, value in row.items():
            if name != "context_highlights":
                assert as_value(cells[name], value) == value, name
        assert record["title"] == " ".join(original.title.split())
        inverted = ["Bo, Ann" if name == "Ann Bo" else name for name in original.authors]
        assert record.get("authors", []) == inverted
        assert record["secondary_title"] == original.source
        assert record.get("urls") == [one for one in (original.url, row["address"]) if one]
        assert record["custom1"] == row["family"]
        assert record["custom3"] == str(row["hits"])
        for start, end in row["context_highlights"]:
            assert row["context"][start:end].strip()


def as_value(cell: str, value: Any) -> Any:
    """A cell of a table as the value of the object that it should be."""
    match value:
        case bool():
            return cell == "yes"
        case int():
            return int(cell)
        case [{"id": _}, *_]:
            assert apart(cell) == [one["label"] for one in value]
            return value
        case list():
            return apart(cell)
        case None:
            return cell or None
    return cell


def test_a_spreadsheet_is_given_no_formula(desk: Desk) -> None:
    text = desk.export("csv", asked("", "all", "all")).decode("utf-8-sig")
    cells = [cell for line in text.split("\r\n") for cell in line.split('","')]
    assert not [cell for cell in cells if cell.strip('"').lstrip()[:1] in "=+-@＝" and cell != ""]
    assert "'=1+1" in text
    assert "''tis" in text


def test_hits_and_marks_are_those_of_the_page(desk: Desk) -> None:
    service = SearchService(desk.library)
    for query in ("harbour council", "harbour OR 碼頭"):
        pairs = asked(query, "all", "all")
        parameters = read_parameters(pairs)
        for row in read_json(desk.export("jsonl", pairs)):
            page = service.article(row["id"], parameters)
            assert row["hits"] == len(page.title_marks) + len(page.body_marks) > 0


def test_what_stands_beside_an_article(desk: Desk) -> None:
    rows = {row["id"]: row for row in read_json(desk.export("jsonl", asked("", "all", "all")))}
    assert rows.keys() == desk.articles.keys()
    several = [one for one, number in desk.versions.items() if number]
    assert several
    for one, row in rows.items():
        (family,) = desk.oracle.families([one])
        assert (row["family"], row["version"]) == (family.first, family.version)
        same = [other for other in several if desk.versions[other] == desk.versions[one]]
        assert row["versions"] == max(1, len(same) if desk.versions[one] else 1)
        assert row["address"] == f"http://localhost/article/{one}"
        assert (row["day"] is None) is (row["published"] is None)
