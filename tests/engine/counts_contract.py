"""What every engine must keep of counting."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TypeVar

import pytest

from archive.engine.searcher import Searcher
from archive.model.aggregations import (
    Aggregation,
    DayCounts,
    DaysByValue,
    FacetCount,
    FacetCounts,
    FacetValues,
    GridCell,
    GridCounts,
    MentionedDates,
    MonthGrid,
    PublicationDays,
)
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.query import (
    FacetFilter,
    Mentions,
    Nothing,
)
from archive.model.result import SearchRequest
from tests.engine.corpora import EARLIEST, LATEST, NAMES, document
from tests.engine.counted import COUNTED
from tests.engine.counted import FIRST_DAY as _DAY

_Counts = TypeVar("_Counts")

_PEOPLE, _ORGANISATIONS, _SOURCES = map(FacetValues, ("person", "organisation", "source"))

ARTICLES = (
    document(
        1,
        "Bank tariff",
        "The Bank of China, in Hong Kong.",
        day=3,
        entities=("a-person",),
        mentioned=((1, 1), (3, 6), (0, 9)),
    ),
    document(2, "銀行", "中國銀行在香港。中國與外國銀行。", day=5, entities=("a-person", "an-org")),
    document(
        3,
        "us",
        "Tell us so. The US said so.",
        day=5,
        source="Post",
        section="world",
        mentioned=((3, 3),),
    ),
    document(4, "衞生署", "衛生署長說", source="Post", entities=("b-person",), authors=("Kim",)),
)


def counts(searcher: Searcher, asked: Aggregation[_Counts], **options: object) -> _Counts:
    """What an aggregation counts."""
    request = SearchRequest(aggregations=(asked,), **options)  # type: ignore[arg-type]  # spelled out by each test
    return searcher.search(request).counts(asked)


class CountsContract(ABC):
    """Part of `SearcherContract`."""

    @abstractmethod
    def build(self, documents: Sequence[Document], names: Names) -> Searcher:
        """A searcher over these documents."""

    @pytest.fixture
    def searcher(self) -> Iterator[Searcher]:
        opened = self.build(ARTICLES, NAMES)
        yield opened
        opened.close()

    def test_facet_counts_ignore_their_own_choice_only(self, searcher: Searcher) -> None:
        filters = (FacetFilter("person", ("b-person",)),)
        result = searcher.search(SearchRequest(filters=filters, aggregations=(_PEOPLE, _SOURCES)))
        assert result.total == 1
        assert result.counts(_PEOPLE).values == (
            FacetCount("a-person", 2),
            FacetCount("b-person", 1),
        )
        assert result.counts(_SOURCES).values == (FacetCount("Post", 1),)

    def test_exclusions_stay_in_force_save_for_their_own_number(self, searcher: Searcher) -> None:
        filters = (FacetFilter("organisation", exclude=("an-org",)),)
        result = searcher.search(
            SearchRequest(filters=filters, aggregations=(_PEOPLE, _ORGANISATIONS))
        )
        assert result.total == 3
        assert result.counts(_PEOPLE).values == (
            FacetCount("a-person", 1),
            FacetCount("b-person", 1),
        )
        assert result.counts(_ORGANISATIONS).values == (FacetCount("an-org", 1),)

    def test_a_chosen_value_is_listed_at_zero(self, searcher: Searcher) -> None:
        filters = (FacetFilter("source", ("nowhere",)),)
        asked = FacetValues("source", 0)
        result = searcher.search(SearchRequest(filters=filters, aggregations=(asked,)))
        assert result.total == 0
        assert result.counts(asked) == FacetCounts((FacetCount("nowhere", 0),), 1)

    def test_days_and_undated_add_up(self, searcher: Searcher) -> None:
        days = counts(searcher, PublicationDays())
        assert days.days == (ARTICLES[0].day, ARTICLES[1].day)
        assert days.counts == (1, 2)
        assert days.undated == 1

    def test_mentioned_days_are_counted_once_an_article(self, searcher: Searcher) -> None:
        found = counts(searcher, MentionedDates())
        assert found.unit == "day"
        assert found.periods == tuple((_DAY + n, _DAY + n) for n in range(1, 7))
        assert found.counts == (1, 0, 1, 0, 0, 0)
        assert (found.earlier, found.later, found.wider, found.without_days) == (0, 0, 0, 2)

    def test_only_days_inside_what_was_asked_for_count(self, searcher: Searcher) -> None:
        inside = _DAY + 2, _DAY + 8
        found = counts(searcher, MentionedDates(*inside), tree=Mentions(*inside))
        assert found.periods[0] == (_DAY + 2, _DAY + 2)
        assert found.periods[-1] == (_DAY + 8, _DAY + 8)
        assert sum(found.counts) == found.wider == 1
        assert found.without_days == 0

    def test_of_many_mentioned_days_the_outliers_stand_apart(self) -> None:
        """Of 99 intervals twelve may: six lie long before, and five on the first of the days."""
        days = [(-9000 - n, -9000 - n) for n in range(6)] + [(9000, 9000), (-100, 300), (1, 7)]
        many = [
            document(number, "", "so", mentioned=(one, (20, 20)))
            for number, one in enumerate([*days, *((n % 10, n % 10) for n in range(41))])
        ]
        with closing(self.build(many, NAMES)) as searcher:
            found = counts(searcher, MentionedDates())
        assert found.unit == "day"
        assert (found.periods[0][0], found.periods[-1][0]) == (_DAY + 1, _DAY + 20)
        assert found.counts == (*[4] * 9, *[0] * 10, 50)
        assert (found.earlier, found.later, found.wider, found.without_days) == (11, 1, 0, 0)

    def test_a_grid_counts_values_by_month_and_the_undated_apart(self, searcher: Searcher) -> None:
        grid = counts(searcher, MonthGrid("person"))
        assert grid.cells == (GridCell("a-person", "2024-03", 2),)
        assert grid.undated == (FacetCount("b-person", 1),)
        filtered = (FacetFilter("source", ("Post",)),)
        grid = counts(searcher, MonthGrid("source"), filters=filtered)
        assert grid == GridCounts((GridCell("Post", "2024-03", 1),), (FacetCount("Post", 1),))
        assert counts(searcher, MonthGrid("source"), tree=Nothing()) == GridCounts()

    def test_the_days_of_each_value(self, searcher: Searcher) -> None:
        """Articles count with each of their values; a value that none has is left out."""
        by_person = counts(searcher, DaysByValue("person"))
        assert by_person == {
            "a-person": DayCounts((_DAY + 3, _DAY + 5), (1, 1)),
            "b-person": DayCounts(undated=1),
        }
        assert list(by_person) == ["a-person", "b-person"]
        filtered = (FacetFilter("source", ("Post",)),)
        by_person = counts(searcher, DaysByValue("person"), filters=filtered)
        assert by_person == {"b-person": DayCounts(undated=1)}
        by_source = counts(searcher, DaysByValue("source"), filters=filtered)
        assert by_source == {"Post": counts(searcher, PublicationDays(), filters=filtered)}
        assert counts(searcher, DaysByValue("person"), tree=Nothing()) == {}

    def test_a_grid_reaches_the_ends_of_the_calendar(self) -> None:
        days = (EARLIEST, -57, -58, LATEST)
        many = [document(n, day=day, source="Post") for n, day in enumerate(days)]
        with closing(self.build(many, NAMES)) as searcher:
            months = [one.month for one in counts(searcher, MonthGrid("source")).cells]
        assert months == ["0001-01", "2023-12", "2024-01", "9999-12"]

    def test_one_facet_may_be_counted_in_several_ways(self, searcher: Searcher) -> None:
        asked = (FacetValues("person", 1), _PEOPLE, FacetValues("person", 0), _SOURCES)
        result = searcher.search(SearchRequest(limit=0, aggregations=asked))
        listed = [[one.value for one in result.counts(each).values] for each in asked]
        assert listed == [["a-person"], ["a-person", "b-person"], [], ["Post"]]
        assert {result.counts(each).distinct for each in asked[:3]} == {2}

    def test_what_was_not_asked_is_not_answered(self, searcher: Searcher) -> None:
        result = searcher.search(SearchRequest(aggregations=(_PEOPLE,)))
        with pytest.raises(KeyError):
            result.counts(_SOURCES)

    def test_an_empty_archive_answers(self) -> None:
        with closing(self.build((), NAMES)) as empty:
            result = empty.search(SearchRequest(aggregations=COUNTED))
        assert (result.total, result.hits) == (0, ())
        assert result.counts(_PEOPLE).values == ()
