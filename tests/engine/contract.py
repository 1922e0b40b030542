"""What every engine must keep. An engine's test file subclasses it and says how to build."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import pytest

from archive.engine.searcher import Searcher
from archive.errors import ArticleNotFoundError
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.query import (
    And,
    AtLeast,
    Days,
    Everything,
    FacetFilter,
    HasValue,
    Mentions,
    MentionsYearDay,
    Node,
    Not,
    Nothing,
    Or,
    Printed,
    Ranking,
    ScoredTerm,
    Term,
    Undated,
    YearDays,
)
from archive.model.result import FacetCount, SearchRequest, Sort, TermCount
from archive.text.phrases import sequence
from tests.engine.corpora import EARLIEST, LATEST, NAMES, document

#: The day that `document` counts from.
_DAY = dt.date(2024, 2, 27).toordinal()

ARTICLES = (
    document(
        1,
        "Bank tariff",
        "The Bank of China, in Hong Kong.",
        day=3,
        entities=("a-person",),
        spoken=((1, 1), (3, 6), (0, 9)),
    ),
    document(2, "銀行", "中國銀行在香港。中國與外國銀行。", day=5, entities=("a-person", "an-org")),
    document(
        3,
        "us",
        "Tell us so. The US said so.",
        day=5,
        source="Post",
        section="world",
        spoken=((3, 3),),
    ),
    document(4, "衞生署", "衛生署長說", source="Post", entities=("b-person",), authors=("Kim",)),
)


def ids(searcher: Searcher, tree: Node, **options: object) -> list[str]:
    """The ids that a tree finds, in order."""
    result = searcher.search(SearchRequest(tree=tree, **options))  # type: ignore[arg-type]  # spelled out by each test
    return [hit.id for hit in result.hits]


class SearcherContract(ABC):
    """See `archive.engine.searcher.Searcher`."""

    @abstractmethod
    def build(self, documents: Sequence[Document], names: Names) -> Searcher:
        """A searcher over these documents."""

    @pytest.fixture
    def searcher(self) -> Iterator[Searcher]:
        opened = self.build(ARTICLES, NAMES)
        yield opened
        opened.close()

    @pytest.mark.parametrize(
        "tree, expected",
        [
            (Everything(), "1234"),
            (Nothing(), ""),
            (And(()), "1234"),
            (Or(()), ""),
            (Not(Everything()), ""),
            (sequence("中國銀行", "body"), "2"),
            (sequence("中国银行", "body"), "2"),
            (sequence("外國銀行", "body"), "2"),
            (sequence("香港中國", "body"), ""),
            (sequence("香港。中國", "body"), "2"),
            (sequence("衛生署", "title"), "4"),
            (sequence("卫生署", "body"), "4"),
            (sequence("生", "body"), "4"),
            (sequence("bank of china", "body"), "1"),
            (sequence("china, in", "body"), "1"),
            (sequence("china in", "body"), ""),
            (sequence("us so", "body"), "3"),
            (sequence("us the", "body"), ""),
            (Term("body_cased", "US"), "3"),
            (Printed(sequence("衞生", "title"), "title", "衞生"), "4"),
            (Printed(sequence("衞生", "body"), "body", "衞生"), ""),
            (Printed(sequence("us", "body"), "body", "us"), "3"),
            (Printed(sequence("Us", "body"), "body", "Us"), ""),
            (HasValue("person", "a-person"), "12"),
            (Not(HasValue("person", "a-person")), "34"),
            (
                AtLeast(2, (Undated(), HasValue("person", "b-person"), Term("body_cased", "US"))),
                "4",
            ),
            (And((HasValue("person", "a-person"), Not(HasValue("organisation", "an-org")))), "1"),
            (Days(None, None), "123"),
            (Days(ARTICLES[1].day, None), "23"),
            (Days(None, ARTICLES[0].day), "1"),
            (Undated(), "4"),
            (YearDays(2, 29), ""),
            (YearDays(2, 29, 1), "1"),
            (Mentions(None, None), "13"),
            (Mentions(_DAY + 1, _DAY + 1), "1"),
            (Mentions(_DAY + 2, _DAY + 5), "3"),
            (Mentions(_DAY + 4, None), ""),
            (Mentions(None, _DAY + 2), "1"),
            (Mentions(_DAY + 5, _DAY + 3), ""),
            (MentionsYearDay(2, 28), "1"),
            (MentionsYearDay(3, 1, 2), "13"),
            (MentionsYearDay(3, 4, 1), ""),
        ],
    )
    def test_finds_exactly(self, searcher: Searcher, tree: Node, expected: str) -> None:
        found = sorted(ids(searcher, tree))
        assert found == [f"id-00{number}" for number in expected]
        assert searcher.count(tree) == len(expected)

    def test_29_february_lies_in_leap_years_only(self) -> None:
        """A window may reach it from a year that has none, and ends where the calendar does."""
        days = (-697, 3, EARLIEST, LATEST)
        many = [document(n, day=day, spoken=((day, day),)) for n, day in enumerate(days)]
        with closing(self.build(many, NAMES)) as searcher:
            for kind in (YearDays, MentionsYearDay):
                assert ids(searcher, kind(2, 29)) == []
                assert ids(searcher, kind(2, 29, 1)) == ["id-001"]
                assert ids(searcher, kind(2, 29, 699)) == ["id-001", "id-000"]
                assert ids(searcher, kind(12, 31)) == ["id-003"]
                assert ids(searcher, kind(1, 1, 1)) == ["id-002"]

    def test_order_by_time_has_the_undated_last_and_ties_by_id(self, searcher: Searcher) -> None:
        newest = ids(searcher, Everything(), sort=Sort.NEWEST)
        oldest = ids(searcher, Everything(), sort=Sort.OLDEST)
        assert newest == ["id-002", "id-003", "id-001", "id-004"]
        assert oldest == ["id-001", "id-002", "id-003", "id-004"]

    def test_relevance_is_by_score_then_as_newest(self, searcher: Searcher) -> None:
        ranking = Ranking((ScoredTerm("body_word", "so", 1.0),))
        result = searcher.search(SearchRequest(ranking=ranking))
        assert [hit.id for hit in result.hits] == ["id-003", "id-002", "id-001", "id-004"]
        assert result.hits[0].score > 0 == result.hits[1].score

    def test_pages_are_cut_from_one_order(self, searcher: Searcher) -> None:
        whole = ids(searcher, Everything())
        parts = [ids(searcher, Everything(), offset=n, limit=1) for n in range(5)]
        assert [one for part in parts for one in part] == whole
        assert parts[4] == []

    @pytest.mark.parametrize("sort", list(Sort))
    def test_a_stream_is_all_pages_in_their_order(self, searcher: Searcher, sort: Sort) -> None:
        ranking = Ranking((ScoredTerm("body_word", "so", 1.0),))
        asked = SearchRequest(ranking=ranking, sort=sort, offset=2, limit=1)
        assert tuple(searcher.stream(asked)) == (
            searcher.search(replace(asked, offset=0, limit=10)).hits
        )
        assert list(searcher.stream(SearchRequest(tree=Nothing()))) == []

    def test_facet_counts_ignore_their_own_choice_only(self, searcher: Searcher) -> None:
        filters = (FacetFilter("person", ("b-person",)),)
        result = searcher.search(SearchRequest(filters=filters, facets=("person", "source")))
        assert result.total == 1
        assert result.facets["person"].values == (
            FacetCount("a-person", 2),
            FacetCount("b-person", 1),
        )
        assert result.facets["source"].values == (FacetCount("Post", 1),)

    def test_exclusions_stay_in_force_save_for_their_own_number(self, searcher: Searcher) -> None:
        filters = (FacetFilter("organisation", exclude=("an-org",)),)
        result = searcher.search(SearchRequest(filters=filters, facets=("person", "organisation")))
        assert result.total == 3
        assert result.facets["person"].values == (
            FacetCount("a-person", 1),
            FacetCount("b-person", 1),
        )
        assert result.facets["organisation"].values == (FacetCount("an-org", 1),)

    def test_a_chosen_value_is_listed_at_zero(self, searcher: Searcher) -> None:
        filters = (FacetFilter("source", ("nowhere",)),)
        result = searcher.search(SearchRequest(filters=filters, facets=("source",), facet_size=0))
        assert result.total == 0
        assert result.facets["source"].values == (FacetCount("nowhere", 0),)
        assert result.facets["source"].distinct == 1

    def test_days_and_undated_add_up(self, searcher: Searcher) -> None:
        days = searcher.search(SearchRequest(days=True)).days
        assert days.days == (ARTICLES[0].day, ARTICLES[1].day)
        assert days.counts == (1, 2)
        assert days.undated == 1

    def test_days_spoken_of_are_counted_once_an_article(self, searcher: Searcher) -> None:
        found = searcher.search(SearchRequest(mentioned=Mentions(None, None))).mentioned
        assert found.unit == "day"
        assert found.periods == tuple((_DAY + n, _DAY + n) for n in range(1, 7))
        assert found.counts == (1, 0, 1, 0, 0, 0)
        assert (found.earlier, found.later, found.wider, found.unspoken) == (0, 0, 0, 2)

    def test_only_days_inside_what_was_asked_for_count(self, searcher: Searcher) -> None:
        asked = Mentions(_DAY + 2, _DAY + 8)
        found = searcher.search(SearchRequest(tree=asked, mentioned=asked)).mentioned
        assert found.periods[0] == (_DAY + 2, _DAY + 2)
        assert found.periods[-1] == (_DAY + 8, _DAY + 8)
        assert sum(found.counts) == found.wider == 1
        assert found.unspoken == 0

    def test_of_many_days_spoken_of_the_outliers_stand_apart(self) -> None:
        """Of 99 intervals twelve may: six lie long before, and five on the first of the days."""
        days = [(-9000 - n, -9000 - n) for n in range(6)] + [(9000, 9000), (-100, 300), (1, 7)]
        many = [
            document(number, "", "so", spoken=(one, (20, 20)))
            for number, one in enumerate([*days, *((n % 10, n % 10) for n in range(41))])
        ]
        with closing(self.build(many, NAMES)) as searcher:
            found = searcher.search(SearchRequest(mentioned=Mentions(None, None))).mentioned
        assert found.unit == "day"
        assert (found.periods[0][0], found.periods[-1][0]) == (_DAY + 1, _DAY + 20)
        assert found.counts == (*[4] * 9, *[0] * 10, 50)
        assert (found.earlier, found.later, found.wider, found.unspoken) == (11, 1, 0, 0)

    def test_terms_are_listed_with_counts(self, searcher: Searcher) -> None:
        assert searcher.terms("body_exact", "s", 5) == (TermCount("said", 1), TermCount("so", 1))
        assert len(searcher.terms("body_exact", "", 3)) == 3

    def test_facet_values_are_listed(self, searcher: Searcher) -> None:
        assert searcher.facet_values("person") == ("a-person", "b-person")
        assert searcher.facet_values("section") == ("world",)

    def test_articles_come_back_as_given(self, searcher: Searcher) -> None:
        wanted = ARTICLES[1]
        found = searcher.get("id-002")
        assert found.article == wanted.article
        assert (found.day, found.instant) == (wanted.day, wanted.instant)
        assert found.mentions == wanted.mentions
        assert searcher.get("id-001").dates == ARTICLES[0].dates != ()
        many = searcher.get_many(["id-003", "id-001"])
        assert [one.article.id for one in many] == ["id-003", "id-001"]

    def test_an_unknown_article_is_named(self, searcher: Searcher) -> None:
        with pytest.raises(ArticleNotFoundError, match="id-999"):
            searcher.get("id-999")
        with pytest.raises(ArticleNotFoundError):
            searcher.get("")

    def test_names_travel_with_the_generation(self, searcher: Searcher) -> None:
        assert searcher.names() == NAMES

    def test_contents_differ_where_articles_do(self, searcher: Searcher) -> None:
        mine = dict(searcher.contents())
        assert sorted(mine) == [one.article.id for one in ARTICLES]
        changed = document(1, "Bank tariffs", "The Bank of China, in Hong Kong.", day=3)
        with closing(self.build((changed, *ARTICLES[1:]), NAMES)) as rebuilt:
            other = dict(rebuilt.contents())
        assert mine["id-001"] != other["id-001"]
        assert mine["id-002"] == other["id-002"]

    def test_an_empty_archive_answers(self) -> None:
        with closing(self.build((), NAMES)) as empty:
            result = empty.search(SearchRequest(facets=("person",), days=True))
        assert (result.total, result.hits) == (0, ())
        assert result.facets["person"].values == ()
