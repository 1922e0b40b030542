"""What a reading tells of alternatives: each once, with what it adds; taking it adds just that."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.entities.authority import load_authority
from archive.query.names import form_key
from archive.query.parameters import SearchParameters
from archive.search.page import ResultPage
from archive.search.service import SearchService
from archive.search.told import ShownAlternative
from archive.text import tables
from tests.search.typed import ask, service_of


def _terms() -> list[str]:
    """Names of some entities and terms of the glossary, in both languages."""
    names = [
        name
        for entity in islice(load_authority().names().entities.values(), 60)
        for name in entity.all_names()
    ]
    rows = islice(tables.rows("archive.query", "glossary.tsv"), 60)
    regional = islice(tables.rows("archive.query", "regional.tsv"), 40)
    cells = [
        form for row in (*rows, *regional) for cell in row.split("\t") for form in cell.split("|")
    ]
    return [*names, *cells]


TERMS = _terms()


def _bodies() -> list[str]:
    """Articles with a few of the terms each, the same every time."""
    chance = random.Random(20261129)
    return ["; ".join(chance.sample(TERMS, chance.randint(1, 6))) for _ in range(150)]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("gains"), _bodies()) as opened:
        yield opened


def found(page: ResultPage) -> set[str]:
    """The ids of all hits."""
    assert page.total == len(page.hits)
    return {hit.id for hit in page.hits}


def taken(service: SearchService, q: str, page: ResultPage, one: ShownAlternative) -> ResultPage:
    """The search with an alternative taken in, or left out where it is applied."""
    key = "without" if one.applied else "with"
    chosen = page.parameters.expansion
    pairs = [("without", text) for text in chosen.without] + [("with", t) for t in chosen.taken]
    return ask(service, q, *pairs, (key, one.target))


TERM = st.sampled_from(TERMS)
FORMS = st.sampled_from(
    [
        "{}",
        "{} {}",
        "{} OR {}",
        "({} OR {}) {}",
        '"{}" {}',
        "{} -{}",
        "{}、{}",
        "{}{}",
        "{} NEAR/9 {}",
    ]
)


@given(st.lists(TERM, min_size=3, max_size=3), FORMS)
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_reading_never_contradicts_itself(
    service: SearchService, terms: list[str], form: str
) -> None:
    q = form.format(*terms)
    page = ask(service, q)
    hits = found(page)
    alternatives = page.reading.alternatives
    keys = [form_key(one.target) for one in alternatives]
    assert len(set(keys)) == len(keys)
    for one in alternatives:
        other = found(taken(service, q, page, one))
        more, less = (hits, other) if one.applied else (other, hits)
        assert one.gain == len(more - less), one
        assert one.applied or one.gain
        if "-" not in form:
            assert less <= more, one


@given(TERM, TERM)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_offered_and_taken_is_applied(
    service: SearchService, left: str, right: str
) -> None:
    q = f"{left} OR {right}"
    page = ask(service, q)
    for one in page.reading.alternatives:
        if not one.applied:
            after = ask(service, q, ("with", one.target))
            assert after.total == page.total + (one.gain or 0)
            told = {form_key(a.target): a.applied for a in after.reading.alternatives}
            assert told.get(form_key(one.target), True)


@pytest.mark.parametrize(
    "query, excluded, searched",
    [
        ("tariff -Trump", {"特朗普", "川普", "Donald Trump"}, set()),
        ("習近平 -特朗普", {"Trump", "Donald Trump", "川普"}, {"Xi Jinping"}),
        ("特朗普 -(習近平 OR WHO)", {"Xi Jinping"}, {"川普"}),
        ("特朗普", set(), {"川普", "Donald Trump"}),
    ],
)
def test_names_of_what_must_be_absent_are_told_as_such(
    sample_service: SearchService, query: str, excluded: set[str], searched: set[str]
) -> None:
    alternatives = sample_service.search(SearchParameters(q=query)).reading.alternatives
    applied = [each for each in alternatives if each.applied]
    assert excluded <= {each.target for each in applied if each.excluded}
    assert searched <= {each.target for each in applied if not each.excluded}
    assert not (excluded & {each.target for each in applied if not each.excluded})
