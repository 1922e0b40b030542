"""What every engine must keep of folding hits."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import pytest

from archive.engine.searcher import Searcher
from archive.model.article import Document, Language
from archive.model.entity import Names
from archive.model.facets import facet_values
from archive.model.query import FacetFilter, Not, Ranking, ScoredTerm, Term, Undated
from archive.model.result import SearchRequest, Sort
from tests.engine.corpora import NAMES, document
from tests.engine.counted import COUNTED

_SO = Ranking((ScoredTerm("body_word", "so", 1.0),))


def _many() -> tuple[Document, ...]:
    """Of one source four, of another three, of a third one, of none two."""
    sources = ("Post", "日報", "Post", "", "日報", "Post", "Kurier", "", "Post", "日報")
    return tuple(
        document(
            number,
            body="so " * (1 + number * 7 % 5) + "it was " * 5,
            day=number * 3 % 7,
            source=source,
            language=list(Language)[number % 2],
        )
        for number, source in enumerate(sources)
    )


class CollapseContract(ABC):
    """Part of `SearcherContract`."""

    @abstractmethod
    def build(self, documents: Sequence[Document], names: Names) -> Searcher:
        """A searcher over these documents."""

    @pytest.fixture
    def folding(self) -> Iterator[Searcher]:
        with closing(self.build(_many(), NAMES)) as opened:
            yield opened

    @pytest.mark.parametrize("sort", list(Sort))
    @pytest.mark.parametrize("facet", ["source", "language"])
    def test_the_first_of_each_value_stands_for_it(
        self, folding: Searcher, sort: Sort, facet: str
    ) -> None:
        request = SearchRequest(ranking=_SO, sort=sort, limit=50, documents=True)
        whole = folding.search(request)
        seen: dict[object, list[str]] = {}
        for hit, of in zip(whole.hits, whole.documents, strict=True):
            seen.setdefault(facet_values(of, facet) or hit.id, []).append(hit.id)
        folded = folding.search(replace(request, collapse=facet))
        shown = [(hit.id, hit.stands_for) for hit in folded.hits]
        assert shown == [(ids[0], len(ids)) for ids in seen.values()]
        assert folded.lines == len(seen) == (5 if facet == "source" else 2)
        assert folded.total == whole.total == whole.lines == 10
        assert {hit.stands_for for hit in whole.hits} == {1}
        scores = {hit.id: hit.score for hit in whole.hits}
        assert all(hit.score == scores[hit.id] for hit in folded.hits)

    @pytest.mark.parametrize("sort", list(Sort))
    def test_folded_pages_are_cut_from_one_order(self, folding: Searcher, sort: Sort) -> None:
        request = SearchRequest(ranking=_SO, sort=sort, collapse="source", limit=1)
        pages = [folding.search(replace(request, offset=n)) for n in range(6)]
        assert {page.lines for page in pages} == {5}
        hits = [hit for page in pages for hit in page.hits]
        assert hits == list(folding.stream(request))
        assert sum(hit.stands_for for hit in hits) == 10
        assert pages[5].hits == ()

    def test_only_what_matches_is_folded(self, folding: Searcher) -> None:
        request = SearchRequest(
            tree=Not(Undated()),
            filters=(FacetFilter("source", exclude=("Kurier",)),),
            sort=Sort.NEWEST,
            collapse="source",
        )
        result = folding.search(request)
        assert result.total == sum(hit.stands_for for hit in result.hits) == 7
        assert result.lines == len(result.hits) == 3
        nothing = folding.search(replace(request, tree=Term("body_word", "nowhere")))
        assert (nothing.total, nothing.lines, nothing.hits) == (0, 0, ())

    def test_counts_are_of_articles_whether_folded_or_not(self, folding: Searcher) -> None:
        request = SearchRequest(limit=0, aggregations=COUNTED)
        folded = folding.search(replace(request, collapse="source"))
        assert folded.aggregations == folding.search(request).aggregations
        assert (folded.total, folded.lines, folded.hits) == (10, 5, ())

    @pytest.mark.parametrize("facet", ["person", "author", "nothing", ""])
    def test_a_facet_of_several_values_folds_nothing(self, facet: str) -> None:
        with pytest.raises(ValueError, match="cannot be folded"):
            SearchRequest(collapse=facet)
