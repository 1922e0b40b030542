"""The read contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from archive.model.article import Document
from archive.model.entity import Names
from archive.model.query import FacetFilter, Node
from archive.model.result import (
    GenerationInfo,
    Hit,
    SearchRequest,
    SearchResult,
    TermCount,
)


class Searcher(Protocol):
    """An immutable view of one generation, safe for many threads at once.

    Every method raises `DamagedIndexError` where the generation turns out to be damaged; no
    failure is ever answered with an empty result.
    """

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a question.

        - `total` is the exact number of articles in `tree` that pass all filters.
        - A filter passes articles with any of its included values (if it has any) and with none
          of its excluded values.
        - Score: the sum in float64, in the order of the ranking, of each term's weight times its
          BM25 (see `archive.engine.scoring`), then of the bonuses, cast to 32 bits.
        - Order by relevance: score descending, then publication instant descending (undated last),
          then id ascending. Newest and oldest: by instant, undated last, then id ascending. The
          same request gives the same order.
        - A facet's count of a value: articles that match the tree and all filters of other facets,
          have none of the facet's own excluded values, and have the value. An excluded value's own
          number leaves out its own exclusion only, and the inclusions of its facet. Listed are the
          `facet_size` highest counts above 0 and every included and excluded value, by count
          descending, then value ascending.
        - `days` counts the matching articles.
        """

    def stream(self, request: SearchRequest) -> Iterator[Hit]:
        """Every article that `request` finds, in the order of `search`.

        `offset`, `limit`, `facets` and `days` are of no account. The question is answered at once,
        ids are read while the iterator is.
        """

    def count(self, tree: Node, filters: Sequence[FacetFilter] = ()) -> int:
        """How many articles are in `tree` and pass all filters; exact."""

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """Tokens of a field that begin with `prefix`, in code point order, at most `limit`."""

    def similar_words(self, field: str, word: str, edits: int, limit: int) -> tuple[TermCount, ...]:
        """Words (tokens without Han characters) of a field at most `edits` edits from `word`.

        An edit inserts, deletes or replaces a character, or swaps two neighbours; no part of a word
        is edited twice (optimal string alignment). `word` itself is left out. Fewest edits first,
        then most articles, then code point order; at most `limit`.
        """

    def similar_runs(self, field: str, run: str, limit: int) -> tuple[TermCount, ...]:
        """Han runs as long as `run` that differ from it in one character, which is not the first.

        `run` has three characters or more, `field` is an `exact` field, and a run counts wherever
        it stands, also inside a longer one. Most articles first, then code point order; at most
        `limit`.
        """

    def facet_values(self, facet: str) -> tuple[str, ...]:
        """Every value of a facet, in code point order."""

    def get(self, article: str) -> Document:
        """A stored article with its mentions; raises `ArticleNotFoundError`."""

    def get_many(self, articles: Sequence[str]) -> tuple[Document, ...]:
        """Several stored articles, in the order asked; raises `ArticleNotFoundError`."""

    def contents(self) -> Iterator[tuple[str, str]]:
        """Each article's id and the digest of what was stored, by id."""

    def names(self) -> Names:
        """The entities this generation knows."""

    def info(self) -> GenerationInfo:
        """What is known of this generation."""

    def check_files(self) -> None:
        """Read every file; raises `DamagedIndexError` where one does not hold what was written."""

    def close(self) -> None:
        """Let go of files. Nothing may be asked afterwards."""


class Catalogue(Protocol):
    """The generations that readers may open."""

    def candidates(self) -> tuple[str, ...]:
        """The published generation, then those that served before it, the latest first.

        Raises `NoGenerationError`, or `DamagedIndexError` where it is not known.
        """

    def open(self, name: str) -> Searcher:
        """Open a generation.

        Raises `GenerationNotFoundError`, `DamagedIndexError`, or `IndexFormatError` where it was
        written or analysed by another version of the program.
        """

    def stamp(self, name: str) -> object:
        """Something that differs once a file of a generation was changed, replaced or lost.

        Costs next to nothing and raises nothing.
        """
