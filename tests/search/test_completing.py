"""What is suggested while a reader types, over the sample archive."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.engine.catalogue import open_current
from archive.model.fields import FACET_NAMES
from archive.model.language import LANGUAGES
from archive.query.parameters import SearchParameters
from archive.search.service import SearchService
from archive.search.typed import TypedSuggestion


def suggested(service: SearchService, typed: str, language: str = "en") -> list[tuple[str, str]]:
    """The kind of each suggestion, with its value or with the query that it makes."""
    return [(one.kind, one.value or one.query) for one in service.suggestions(typed, language)]


@pytest.mark.parametrize(
    "typed, wanted",
    [
        ("trump", ("person", "donald-trump")),
        ("Donald Tr", ("person", "donald-trump")),
        ("特朗", ("person", "donald-trump")),
        ("川普", ("person", "donald-trump")),
        ("te lang pu", ("person", "donald-trump")),
        ("te4lang3pu3", ("person", "donald-trump")),
        ("tlp", ("person", "donald-trump")),
        ("dak long pou", ("person", "donald-trump")),
        ("harb", ("source", "The Harbour Post")),
        ("post", ("source", "The Harbour Post")),
        ("source:harb", ("source", "The Harbour Post")),
        ("source:", ("source", "The Harbour Post")),
        ("tariff source: harbour p", ("source", "The Harbour Post")),
        ("person:特朗", ("person", "donald-trump")),
        ("speaker:特朗", ("person", "speaker:donald-trump")),
        ("2025-0", ("month", "date:2025-09")),
        ("sept", ("month", "date:2025-09")),
        ("2025年9", ("month", "date:2025-09")),
        ("9月", ("month", "date:2025-09")),
        ("tari", ("word", "tariffs")),
        ("trade tari", ("word", "trade tariffs")),
        ("關", ("word", "關稅")),
        ("关", ("word", "關稅")),
        ("sour", ("field", "source:")),
    ],
)
def test_what_is_typed_is_suggested(
    sample_service: SearchService, typed: str, wanted: tuple[str, str]
) -> None:
    assert wanted in suggested(sample_service, typed, "zh-Hant")


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", '"trum', "(trum OR", "trum*", "tariff OR trump", "-trump", "x" * 101),
        *("source:zzqx", "「trum", "「關稅 trum", "“tariff trum", "『關稅」 trum", "（tariff trum"),
        *("x OR 2025年1月", "x OR February 2025"),
    ],
)
def test_nothing_is_suggested_where_more_than_words_are_typed(
    sample_service: SearchService, typed: str
) -> None:
    assert suggested(sample_service, typed) == []


@pytest.mark.parametrize(
    "before", ["「關稅」", "“tariff”", "(tariff OR 關稅)", "source:rthk", "date:2025"]
)
def test_what_is_whole_is_no_hindrance(sample_service: SearchService, before: str) -> None:
    found = suggested(sample_service, f"{before} trum", "en")
    assert found == suggested(sample_service, "trum", "en") != []


def test_what_stands_before_stays(sample_service: SearchService) -> None:
    (first, *_) = sample_service.suggestions("tariff te lang pu", "en")
    assert (first.query, first.value, first.count) == ("tariff", "donald-trump", None)


def found(service: SearchService, suggestion: TypedSuggestion) -> int:
    """How many articles a suggestion leads to."""
    chosen = {suggestion.facet: (suggestion.value,)} if suggestion.facet else {}
    return service.search(SearchParameters(suggestion.query, included=chosen)).total


@settings(max_examples=25)
@given(
    typed=st.sampled_from(
        ["t", "tr", "ha", "p", "關", "特", "2025", "sep", "source:", "org:", "place:h", "li", "z"]
    ),
    language=st.sampled_from(LANGUAGES),
)
def test_every_number_is_what_is_found(
    sample_service: SearchService, typed: str, language: str
) -> None:
    for one in sample_service.suggestions(typed, language):
        assert one.labels.keys() == set(LANGUAGES)
        if one.count is None:
            assert one.kind in ("word", "field")
            assert one.kind == "field" or found(sample_service, one) > 0
        else:
            assert found(sample_service, one) == one.count > 0


@pytest.mark.parametrize(
    "typed, whom",
    [("te lang pu", "donald-trump"), ("tlp", "donald-trump"), ("trump", ""), ("te lang", "")],
)
def test_a_whole_name_is_known_by_its_sound(
    sample_service: SearchService, typed: str, whom: str
) -> None:
    assert (whom in [one.value for one in sample_service.sounding(typed)]) is bool(whom)


def test_a_generation_without_the_file_answers_the_same(
    sample_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was written before there was one: its arrays are made when it is first asked."""
    answers = []
    for name in (None, "no such file"):
        if name:
            monkeypatch.setattr("archive.engine.whoosh.completing.COMPLETIONS_FILE", name)
        with closing(open_current("whoosh", sample_index)) as searcher:
            answers.append(
                [
                    searcher.completions(typed, FACET_NAMES, 20)
                    for typed in ("t", "telang", "特", "harbour", "mei")
                ]
            )
    assert answers[0] == answers[1]
    assert all(answers[0][:3])
