"""The agency that a text credits is a facet like any other."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from archive.indexing.reindex import reindex
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT, library_of, options_of

#: Id -> the end of its text; the agencies are AFP, AFP, Reuters (the first of two), none, none.
ENDS = {
    "a": "(AFP)",
    "b": "（AFP）",
    "c": "(Reuters/AP)",
    "d": "(closing prices)",
    "e": "AFP said so.",
}


@pytest.fixture(scope="module")
def credited(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of an archive of credited articles."""
    folder = tmp_path_factory.mktemp("credited")
    rows = [
        {"id": one, "title": f"Title {one}", "body": f"The harbour is calm.\n\nSo it was. {end}"}
        for one, end in ENDS.items()
    ]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    reindex(options_of(folder / "index", folder / "a.jsonl"))
    return create_app(SearchService(library_of(folder / "index")), root=ROOT).test_client()


@pytest.mark.parametrize(
    "asked, found",
    [
        ("agency=AFP", "ab"),
        ("agency=AFP&agency=Reuters", "abc"),
        ("-agency=AFP", "cde"),
        ("agency=AP", ""),
        ("q=agency:AFP", "ab"),
        ("q=agency:afp", "ab"),
        ("q=calm -agency:reuters", "abde"),
        ("q=title:title agency:Reuters", "c"),
    ],
)
def test_agencies_filter(credited: FlaskClient, asked: str, found: str) -> None:
    answer = credited.get(f"/api/v1/search?{asked}").get_json()
    assert sorted(hit["id"] for hit in answer["hits"]) == list(found)
    assert answer["total"] == len(found)


def test_agencies_are_counted(credited: FlaskClient) -> None:
    """In the answer and on the page, whatever is chosen among them."""
    for asked in ("", "?agency=Reuters"):
        facet = credited.get(f"/api/v1/search{asked}").get_json()["facets"]["agency"]
        assert [(one["value"], one["count"]) for one in facet] == [("AFP", 2), ("Reuters", 1)]
    page = credited.get("/?agency=Reuters").get_data(as_text=True)
    assert "<summary>News agency</summary>" in page
    assert 'name="agency" value="Reuters" form="search" autocomplete="off" checked' in page


def test_an_agency_is_told_with_its_article(credited: FlaskClient) -> None:
    told = [credited.get(f"/api/v1/articles/{one}").get_json()["agency"] for one in ENDS]
    assert told == ["AFP", "AFP", "Reuters", None, None]
