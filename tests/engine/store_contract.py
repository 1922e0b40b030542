"""What every engine must keep when it writes; see `tests.engine.contract` for reading."""

from __future__ import annotations

from contextlib import closing

import pytest

from archive.engine.lexicons import LEXICON, write_lexicon
from archive.engine.store import Store
from archive.errors import (
    ArchiveError,
    ArticleNotFoundError,
    GenerationNotFoundError,
    IndexFormatError,
    InUseError,
)
from archive.model.aggregations import FacetValues
from archive.model.query import Everything, Prefix, Ranking, ScoredTerm, Term
from archive.model.result import SearchRequest, TermCount
from tests.engine.contract import ids
from tests.engine.corpora import NAMES, document
from tests.engine.counted import COUNTED
from tests.engine.counts_contract import ARTICLES
from tests.engine.words import lexicon_content
from tests.engine.writing_contract import WritingContract

CHANGED = document(1, "Tram fares", "The tram said nothing.", day=4, entities=("b-person",))


class StoreContract(WritingContract):
    """Building, publishing and removing: see `archive.engine.store`."""

    def found(self, name: str, field: str, text: str) -> list[str]:
        with closing(self.open(name)) as searcher:
            return ids(searcher, Term(field, text))

    def test_an_article_added_again_takes_the_place_of_the_first(self, store: Store) -> None:
        build = store.begin("a")
        for one in (*ARTICLES, CHANGED):
            build.add(one)
        assert build.commit(NAMES).articles == 4
        with closing(self.open(build.name)) as searcher:
            assert searcher.count(Everything()) == 4
            assert searcher.get("id-001").article == CHANGED.article
            assert ids(searcher, Term("title_word", "tariff")) == []
            assert searcher.terms("title_exact", "ta", 5) == ()
            assert searcher.terms("title_exact", "tr", 5) == (TermCount("tram", 1),)
            asked = FacetValues("person")
            facet = searcher.search(SearchRequest(aggregations=(asked,))).counts(asked)
            assert [(one.value, one.count) for one in facet.values] == [
                ("b-person", 2),
                ("a-person", 1),
            ]

    def test_a_deleted_article_leaves_nothing_behind(self, store: Store) -> None:
        build = store.begin("a")
        for one in ARTICLES:
            build.add(one)
        build.delete("id-002")
        with pytest.raises(ArticleNotFoundError, match="id-002"):
            build.delete("id-002")
        assert build.commit(NAMES).articles == 3
        with closing(self.open(build.name)) as searcher:
            assert ids(searcher, Prefix("body_exact", "中")) == []
            assert searcher.terms("body_exact", "中", 5) == ()
            assert searcher.facet_values("organisation") == ()
            assert [one for one, _ in searcher.contents()] == ["id-001", "id-003", "id-004"]
            with pytest.raises(ArticleNotFoundError):
                searcher.get("id-002")

    def test_a_lexicon_travels_with_its_generation(self, store: Store) -> None:
        build = store.begin("a")
        write_lexicon(build.keep(LEXICON), lexicon_content())
        name = self.fill(build)
        with closing(self.open(name)) as searcher:
            lexicon = searcher.lexicon()
            assert lexicon is not None
            told = lexicon.translations(("tariff", "kai tak", "啟德", "nothing", "tariff"))
            assert set(told) == {"tariff", "kai tak", "啟德"}
            assert [one.word for one in told["tariff"]] == ["關稅"]
            assert [one.key for one in told["啟德"]] == ["kai tak"]
            assert lexicon.proofs("kai tak", "none") == ()
        # What is built on it makes its own.
        with closing(self.open(self.fill(store.begin("a", name), ()))) as searcher:
            assert searcher.lexicon() is None

    def test_deleting_what_was_never_there_is_refused(self, store: Store) -> None:
        build = store.begin("a")
        with pytest.raises(ArticleNotFoundError, match="id-001"):
            build.delete("id-001")
        build.abort()

    def test_a_deleted_article_can_come_back(self, store: Store) -> None:
        build = store.begin("a")
        build.add(ARTICLES[0])
        build.delete("id-001")
        build.add(CHANGED)
        assert build.commit(NAMES).articles == 1
        assert self.found(build.name, "title_exact", "tram") == ["id-001"]

    def test_a_generation_starts_from_another_that_stays_as_it_is(self, store: Store) -> None:
        base = self.fill(store.begin("a"))
        with closing(self.open(base)) as before:
            build = store.begin("a", base)
            build.delete("id-003")
            build.add(CHANGED)
            build.add(document(7, "Bank"))
            assert build.commit(NAMES).articles == 4
            assert store.verify(base) == () == store.verify(build.name)
            assert sorted(ids(before, Everything())) == [f"id-00{n}" for n in (1, 2, 3, 4)]
        assert self.found(base, "title_exact", "bank") == ["id-001"]
        assert self.found(build.name, "title_exact", "bank") == ["id-007"]
        assert self.found(build.name, "title_exact", "tram") == ["id-001"]

    def test_the_base_may_be_removed_afterwards(self, store: Store) -> None:
        base = self.fill(store.begin("a"))
        build = store.begin("a", base)
        build.add(document(7, "Bank"))
        build.commit(NAMES)
        store.publish(build.name)
        store.remove(base)
        assert store.verify(build.name) == ()
        assert sorted(self.found(build.name, "title_exact", "bank")) == ["id-001", "id-007"]

    def test_aborting_leaves_the_base(self, store: Store) -> None:
        base = self.fill(store.begin("a"))
        build = store.begin("a", base)
        build.add(CHANGED)
        build.abort()
        assert [info.name for info in store.generations()] == [base]
        assert store.verify(base) == ()

    def test_everything_may_be_deleted(self, store: Store) -> None:
        build = store.begin("a", self.fill(store.begin("a")))
        for one in ARTICLES:
            build.delete(one.article.id)
        assert build.commit(NAMES).articles == 0
        with closing(self.open(build.name)) as searcher:
            assert searcher.search(SearchRequest(aggregations=COUNTED)).total == 0

    def test_scores_count_no_deleted_article(self, store: Store) -> None:
        build = store.begin("a", self.fill(store.begin("a")))
        build.delete("id-002")
        build.commit(NAMES)
        fresh = store.begin("a")
        for one in ARTICLES:
            if one.article.id != "id-002":
                fresh.add(one)
        fresh.commit(NAMES)
        asked = SearchRequest(ranking=Ranking((ScoredTerm("body_word", "so", 1.0),)))
        with closing(self.open(build.name)) as left, closing(self.open(fresh.name)) as right:
            assert left.search(asked) == right.search(asked)

    def test_only_what_was_analysed_alike_is_built_on(self, store: Store) -> None:
        base = self.fill(store.begin("a"))
        with pytest.raises(IndexFormatError, match=base):
            store.begin("b", base)
        with pytest.raises(GenerationNotFoundError):
            store.begin("a", "nothing")

    def test_the_published_generation_stays(self, store: Store) -> None:
        base = self.fill(store.begin("a"))
        store.publish(base)
        with pytest.raises(ArchiveError, match=base):
            store.remove(base)
        assert store.current() == base

    def published(self, store: Store, count: int) -> list[str]:
        """So many generations, published one after another; the n-th holds the first n articles."""
        names = []
        for number in range(1, count + 1):
            build = store.begin("a")
            for one in ARTICLES[:number]:
                build.add(one)
            build.commit(NAMES)
            store.publish(build.name)
            names.append(build.name)
        return names

    @staticmethod
    def listed(store: Store) -> list[str]:
        return [info.name for info in store.generations()]

    def test_nothing_is_published_at_first(self, store: Store) -> None:
        assert (store.current(), store.candidates(), store.served()) == (None, (), None)
        assert (store.generations(), store.leftovers(), store.sweep()) == ((), (), ())

    def test_what_serves_comes_before_what_served(self, store: Store) -> None:
        one, two, three = self.published(store, 3)
        assert store.candidates() == (three, two, one)
        assert self.listed(store) == [one, two, three]
        store.publish(one)
        assert store.current() == one
        assert store.candidates() == (one, three, two)
        assert self.listed(store) == [two, three, one]

    def test_going_back_sets_aside_what_served_since(self, store: Store) -> None:
        """It is gone back to no more, and may be published again."""
        one, two, three = self.published(store, 3)
        store.roll_back(one)
        assert store.candidates() == (one,)
        assert self.listed(store)[0] == one
        for name in (one, two, three):
            with pytest.raises(GenerationNotFoundError, match=name):
                store.roll_back(name)
        store.publish(two)
        assert store.candidates() == (two, one)

    def test_only_what_was_published_is_gone_back_to(self, store: Store) -> None:
        (served,) = self.published(store, 1)
        finished = self.fill(store.begin("a"))
        assert self.listed(store) == [finished, served]
        assert store.candidates() == (served,)
        with pytest.raises(GenerationNotFoundError, match=finished):
            store.roll_back(finished)
        assert store.current() == served

    def test_what_was_served_is_told(self, store: Store) -> None:
        names = self.published(store, 3)
        for name in (names[2], names[0]):
            store.publish(name)
            with closing(self.open(name)) as searcher:
                assert list(store.served() or ()) == list(searcher.contents())

    def test_what_was_finished_and_never_published_is_swept(self, store: Store) -> None:
        """What was published at any time is not, nor what was made current by its name."""
        one, two = self.published(store, 2)
        left = self.fill(store.begin("a"))
        chosen = self.fill(store.begin("a"))
        store.publish(chosen)
        store.roll_back(one)
        assert [path.rpartition("/")[2] for path in store.leftovers()] == [left]
        assert store.sweep() == (left,)
        assert set(self.listed(store)) == {one, two, chosen}
        assert store.leftovers() == ()

    def test_what_is_removed_is_forgotten(self, store: Store) -> None:
        one, two, three = self.published(store, 3)
        with pytest.raises(InUseError, match=three):
            store.remove(three)
        store.remove(two)
        assert store.candidates() == (three, one)
        with pytest.raises(GenerationNotFoundError, match=two):
            store.roll_back(two)
        with pytest.raises(GenerationNotFoundError, match=two):
            store.remove(two)
        store.roll_back(one)
        store.remove(three)
        assert self.listed(store) == [one]

    def test_a_failed_publication_changes_nothing(self, store: Store) -> None:
        one, two = self.published(store, 2)
        for fails in (store.publish, store.roll_back, store.remove, store.verify):
            with pytest.raises(GenerationNotFoundError, match="nothing"):
                fails("nothing")
        assert store.candidates() == (two, one)
