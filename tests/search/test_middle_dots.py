"""Names with a middle dot: one search, whichever dot, space or nothing parts them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.search.service import SearchService
from tests.search.typed import ask, ids, service_of

DOTS = ("·", "・", "‧", "•", "．", "･", "∙", " ", "")
NAMED = ("唐納德{}特朗普", "約翰{}史密斯")
BODIES = [f"{name.format(dot)}發言。" for name in NAMED for dot in DOTS] + [
    "史提芬領取獎金。",
    "史提芬·金出席。",
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("dots"), BODIES) as opened:
        yield opened


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("dot", DOTS)
def test_any_dot_finds_every_form(service: SearchService, name: str, dot: str) -> None:
    expected = {str(n) for n, body in enumerate(BODIES) if body.startswith(name[:2])}
    assert {hit.id for hit in ask(service, name.format(dot)).hits} == expected


@pytest.mark.parametrize("dot", DOTS[:-1])
def test_a_name_as_written_comes_first(service: SearchService, dot: str) -> None:
    page = ask(service, f"史提芬{dot}金")
    assert ids(page) == "1819"
    assert page.hits[0].id == "19"


@pytest.mark.parametrize("dot", DOTS[:-2])
def test_an_unknown_name_with_a_dot_comes_first_with_one(service: SearchService, dot: str) -> None:
    page = ask(service, f"約翰{dot}史密斯")
    assert page.hits[-1].id == "17"
    assert page.reading.read_as == "約翰 + 史密斯"
