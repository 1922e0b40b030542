"""Words side by side that say one thing are one group, told once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.entities.authority import load_authority
from archive.query.names import form_key
from archive.search.service import SearchService
from archive.text import tables
from tests.search.typed import ask, codes, ids, service_of

BODIES = (
    "John Lee spoke.",
    "李家超發言。",
    "NATO met.",
    "北約開會。",
    "ICAC charged him.",
    "廉署起訴他。",
    "The Fed cut rates.",
    "聯儲局減息。",
    "WHO warned.",
    "世衞警告。",
    "A new tariff came.",
    "加徵關稅。",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("one_thing"), BODIES) as opened:
        yield opened


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("John Lee 李家超", "01"),
        ("李家超 John Lee", "01"),
        ("NATO 北約", "23"),
        ("北约 Nato", "23"),
        ("ICAC 廉署", "45"),
        ("Fed 聯儲局", "67"),
        ("WHO 世衞", "89"),
        ("世卫 WHO", "89"),
        ("關稅 tariff", "1011"),
        ("tariffs 关税", "1011"),
        ("關稅 tariff 加徵", "11"),
        ("(ICAC 廉署) him", "4"),
    ],
)
def test_names_side_by_side_are_alternatives(
    service: SearchService, typed: str, expected: str
) -> None:
    """Whatever their guards; told once."""
    page = ask(service, typed)
    assert ids(page) == expected
    assert [note.code for note in page.reading.notes].count("one_thing") == 1
    assert " OR " in page.reading.read_as


@pytest.mark.parametrize("typed", ["NATO ICAC", "北約 NATO MTR", '"NATO" "北約"', "NATO 關稅"])
def test_different_things_are_all_asked(service: SearchService, typed: str) -> None:
    assert ask(service, typed).total == 0


def test_without_one_of_them_both_are_asked(service: SearchService) -> None:
    assert ask(service, "關稅 tariff", ("without", "tariff")).total == 0
    assert "one_thing" not in codes(ask(service, "關稅 tariff", ("expand", "off")))


@pytest.mark.parametrize("typed", ["tariffs 关税", "關稅 Tariff", "tariff 關稅 tariffs"])
def test_no_form_of_what_is_typed_is_offered(service: SearchService, typed: str) -> None:
    targets = {alternative.target for alternative in ask(service, typed).reading.alternatives}
    assert not targets & {"tariff", "tariffs", "關稅", "关税"}


def _terms() -> list[str]:
    names = [
        name
        for entity in islice(load_authority().names().entities.values(), 120)
        for name in entity.all_names()
    ]
    rows = islice(tables.rows("archive.query", "glossary.tsv"), 200)
    cells = [cell.split("|")[0] for row in rows for cell in row.split("\t")]
    return [*names, *cells]


TERMS = st.sampled_from(_terms())


@given(TERMS, TERMS, st.sampled_from(["{} {}", "{} OR {}", '{} -"{}"']))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_is_offered_that_is_applied_or_typed(
    service: SearchService, left: str, right: str, form: str
) -> None:
    page = ask(service, form.format(left, right))
    targets = [form_key(alternative.target) for alternative in page.reading.alternatives]
    assert len(set(targets)) == len(targets)
    assert not {form_key(left), form_key(right)} & set(targets)
