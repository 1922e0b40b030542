"""What every engine must keep. An engine's test file subclasses it and says how to build."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from archive.engine.searcher import Searcher
from archive.errors import ArticleNotFoundError
from archive.model.query import (
    And,
    AtLeast,
    Days,
    Everything,
    FacetFilter,
    HasId,
    HasValue,
    Mentions,
    MentionsYearDay,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Prefix,
    Printed,
    Ranking,
    ScoredTerm,
    Term,
    Undated,
    YearDays,
)
from archive.model.result import SearchRequest, Similar, Sort, TermCount
from archive.text.phrases import sequence
from tests.engine.collapse_contract import CollapseContract
from tests.engine.corpora import EARLIEST, LATEST, NAMES, document
from tests.engine.counted import COUNTED
from tests.engine.counted import FIRST_DAY as _DAY
from tests.engine.counts_contract import ARTICLES, CountsContract
from tests.engine.desk_contract import DeskContract


def ids(searcher: Searcher, tree: Node, **options: object) -> list[str]:
    """The ids that a tree finds, in order."""
    result = searcher.search(SearchRequest(tree=tree, **options))  # type: ignore[arg-type]  # spelled out by each test
    return [hit.id for hit in result.hits]


class SearcherContract(CountsContract, CollapseContract, DeskContract):
    """See `archive.engine.searcher.Searcher`."""

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
        many = [document(n, day=day, mentioned=((day, day),)) for n, day in enumerate(days)]
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

    def test_many_trees_are_counted_at_once(self, searcher: Searcher) -> None:
        printed = Printed(sequence("us", "body"), "body", "us")
        said = Or((printed, Term("title_word", "tariff")))
        trees = (
            Everything(),
            said,
            And((said, Days(None, None))),
            And((Undated(), Not(said))),
            printed,
            AtLeast(1, (said, Undated(), said)),
            said,
        )
        assert searcher.count_many(trees) == (4, 2, 2, 1, 1, 3, 2)
        post = (FacetFilter("source", ("Post",)),)
        assert searcher.count_many(trees, post) == (2, 1, 1, 1, 1, 2, 1)
        assert searcher.count_many(()) == ()
        assert searcher.count_many(trees, post) == tuple(searcher.count(t, post) for t in trees)

    def test_many_questions_are_answered_at_once(self, searcher: Searcher) -> None:
        so = Ranking((ScoredTerm("body_word", "so", 1.0),))
        requests = (
            SearchRequest(ranking=so, limit=2),
            SearchRequest(tree=Term("body_word", "so"), sort=Sort.OLDEST, documents=True),
            SearchRequest(limit=0, aggregations=COUNTED),
            SearchRequest(filters=(FacetFilter("source", ("Post",)),), collapse="source"),
            SearchRequest(ranking=so, limit=2),
        )
        assert searcher.search_many(requests) == tuple(map(searcher.search, requests))
        assert searcher.search_many(()) == ()

    def test_hits_bring_their_documents_where_asked(self, searcher: Searcher) -> None:
        for sort in Sort:
            request = SearchRequest(sort=sort, offset=1, limit=2, documents=True)
            result = searcher.search(request)
            assert result.documents == searcher.get_many([hit.id for hit in result.hits])
            assert len(result.documents) == 2
            streamed = [hit.document for hit in searcher.stream(request)]
            assert streamed[1:3] == list(result.documents)
        assert {hit.document for hit in searcher.search(SearchRequest()).hits} == {None}
        with pytest.raises(ValueError, match="did not ask"):
            _ = searcher.search(SearchRequest()).documents

    @pytest.mark.parametrize("part", [Term("body_exact", "銀行"), Prefix("body_exact", "中")])
    def test_a_tree_is_no_less_work_than_its_parts(
        self, searcher: Searcher, part: Term | Prefix
    ) -> None:
        """Work is known before it is done, and never below what a part of it is."""
        (alone,) = searcher.work((part,))
        assert alone.find > 0
        for tree in (
            And((part, Everything())),
            Or((part, part)),
            Not(part),
            AtLeast(1, (part,)),
            Printed(part, "body", "銀行"),
            Near("body_exact", ((part,), (part,)), 5),
        ):
            assert searcher.work((tree,))[0].find > alone.find
        assert searcher.work((And((part, part)),))[0].show >= 2 * alone.show
        assert not searcher.work((Not(part),))[0].show

    def test_more_articles_are_no_less_work(self, searcher: Searcher) -> None:
        terms = searcher.terms("body_exact", "", 100)
        ordered = sorted(terms, key=lambda one: one.count)
        work = [searcher.work((Term("body_exact", one.text),))[0].find for one in ordered]
        assert work == sorted(work)
        assert work[0] < work[-1] <= searcher.work((Prefix("body_exact", ""),))[0].find

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

    def test_what_cannot_be_written_is_found_nowhere(self, searcher: Searcher) -> None:
        """No stored text has a lone surrogate; a question may."""
        for text in ("\ud800", "so\udfff", "香\ud800港"):
            trees = (Term("body_exact", text), Prefix("body_exact", text), HasValue("person", text))
            tree = Or((*trees, HasId(text), Printed(Everything(), "body", text)))
            passing = FacetFilter("person", (text,), ("\udfff",))
            assert searcher.search(SearchRequest(tree=tree)).total == 0
            assert searcher.count_many((*trees, HasId(text)), (passing,)) == (0, 0, 0, 0)
            asked = SearchRequest(filters=(passing,), aggregations=COUNTED)
            assert searcher.search(asked).total == 0
            assert searcher.terms("body_exact", text, 5) == ()
            similar = Similar("body_exact", text * 4, 1), Similar("body_exact", "香\ud800港")
            assert searcher.similar(similar, 5) == ((), ())
            assert searcher.work((tree,))[0].find > 0
            with pytest.raises(ArticleNotFoundError):
                searcher.get(text)

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
