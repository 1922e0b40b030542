"""The guides: every address of the tour answers, and its numbers hold; commands exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from flask.testing import FlaskClient

from archive.cli import build_parser
from archive.indexing.reindex import reindex
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT, SAMPLES, library_of, options_of

TOUR: Final = (ROOT / "docs" / "JOURNALISTS.md").read_text("utf-8")
ADMINISTRATORS: Final = (ROOT / "docs" / "ADMINISTRATORS.md").read_text("utf-8")
ADDRESS: Final = re.compile(r"\]\(http://127\.0\.0\.1:8000([^)]*)\)")

#: Where the tour shows that nothing is found.
EMPTY: Final = {"from=1990", "q=Zuckerburg", "q=%E6%B8%AF%E9%90%B5"}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of all samples, as `make run` serves them."""
    index = tmp_path_factory.mktemp("everything") / "index"
    reindex(options_of(index, SAMPLES))
    library = library_of(index)
    yield create_app(SearchService(library), root=ROOT).test_client()
    library.close()


def test_every_address_of_the_tour_shows_what_it_says(everything: FlaskClient) -> None:
    addresses = ADDRESS.findall(TOUR)
    assert len(addresses) > 20
    for address in addresses:
        page = everything.get(address)
        assert page.status_code == 200, address
        if not address.startswith("/?"):
            continue
        total = everything.get(f"/api/v1/search{address[1:]}").get_json()["total"]
        asked = address.removeprefix("/?")
        assert (total == 0) == any(asked.startswith(one) for one in EMPTY), address


def test_the_numbers_of_the_tour_hold(everything: FlaskClient) -> None:
    """Those behind an address of the fifth job, and those of the person of the first."""
    steps = re.findall(r"8000/(\?[^)]*)\)[^,\n]*, (\d+)", TOUR.partition("## 5")[2])
    assert len(steps) == 5
    for address, number in steps:
        total = everything.get(f"/api/v1/search{address}").get_json()["total"]
        assert total == int(number), address
    (person,) = re.findall(r"8000/(\?person=donald-trump)\)", TOUR)
    answer = everything.get(f"/api/v1/search{person}").get_json()
    languages = {one["value"]: one["count"] for one in answer["facets"]["language"]}
    assert (answer["total"], languages["en"]) == (9, 4)
    assert everything.get("/api/v1/search").get_json()["total"] == 75


def test_every_command_that_administrators_are_told_exists() -> None:
    choices = next(
        set(action.choices)
        for action in build_parser()._actions
        if isinstance(action.choices, dict)
    )
    told = set(re.findall(r"manage\.py ([a-z]+)", ADMINISTRATORS))
    assert told
    assert told <= choices


def test_both_guides_are_linked() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in ("JOURNALISTS.md", "ADMINISTRATORS.md"):
        assert f"](docs/{name})" in readme
