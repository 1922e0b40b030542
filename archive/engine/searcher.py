"""The read contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from archive.model.article import Document
from archive.model.concealment import ArticleMarks
from archive.model.entity import Names
from archive.model.lexicon import Lexicon
from archive.model.query import FacetFilter, Node
from archive.model.result import (
    Arrival,
    CommonLines,
    Completion,
    Family,
    GenerationInfo,
    Hit,
    SearchRequest,
    SearchResult,
    Similar,
    StoryCounts,
    StoryIds,
    TermCount,
    TypicalTerm,
    Work,
)
from archive.model.vectors import OpenedVectors


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
        - `SearchRequest` says what `collapse` folds; it is exact at every offset.
        - Each aggregation is counted by the rule of its own (`archive.model.aggregations`).
        """

    def search_many(self, requests: Sequence[SearchRequest]) -> tuple[SearchResult, ...]:
        """Answer several questions, in the order asked, each as `search` does.

        Equal trees and filters are evaluated once.
        """

    def stream(self, request: SearchRequest) -> Iterator[Hit]:
        """The hits of all pages of `request`, in the order of `search`.

        `offset`, `limit` and `aggregations` are ignored. The question is answered at once;
        ids and documents are read as the iterator advances.
        """

    def count(self, tree: Node, filters: Sequence[FacetFilter] = ()) -> int:
        """How many articles are in `tree` and pass all filters; exact."""

    def count_many(
        self, trees: Sequence[Node], filters: Sequence[FacetFilter] = ()
    ) -> tuple[int, ...]:
        """What `count` says of each tree, in the order asked.

        The filters, and parts that trees have in common, are evaluated once.
        """

    def work(self, trees: Sequence[Node]) -> tuple[Work, ...]:
        """About how much work each tree is, from counts alone and without doing it.

        A tree is never less work than one of its parts; a word in more articles, and a prefix of
        more tokens, is no less work than another.
        """

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """Tokens of a field that begin with `prefix`, in code point order, at most `limit`."""

    def similar(self, asked: Sequence[Similar], limit: int) -> tuple[tuple[TermCount, ...], ...]:
        """What is near each text, in the order asked; at most `limit` for each.

        The field is an `exact` field. Words are its tokens without Han characters. An edit
        inserts, deletes or replaces a character, or swaps two neighbours; no part of a word is
        edited twice (optimal string alignment). The word itself is left out. Fewest edits first,
        then most articles, then code point order.

        Han runs are as long as the text, of three characters or more, and differ from it in one
        character, which is not the first. A run counts wherever it stands, also inside a longer
        one. Most articles first, then code point order.
        """

    def commonest(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """Tokens of a field that begin with `prefix`: most articles first, then code point order.

        The marks of punctuation are no tokens here.
        """

    def completions(self, typed: str, facets: Sequence[str], limit: int) -> tuple[Completion, ...]:
        """Values of facets of which a name may be meant by what was typed so far.

        `typed` is in the form of `archive.text.readings.typed_form` and begins one of the
        `typing_keys` of a name: of an entity each of its names is one, any other value is its own.
        Only values that some article without a newer version has. Ordered by
        `archive.engine.completing`, then by facet in the order of `FACET_NAMES`, then by value.
        """

    def typical(self, field: str, tree: Node, among: Node, limit: int) -> tuple[TypicalTerm, ...]:
        """Terms of a field by which the articles of `tree` differ from all of `among`.

        `tree` denotes a part of `among`. A term stands in `LEAST_TOGETHER` of its articles at least
        and in more than chance would have it. The highest weight first, then code point order.
        """

    def facet_values(self, facet: str) -> tuple[str, ...]:
        """Every value of a facet, in code point order."""

    def get(self, article: str) -> Document:
        """A stored article with its mentions; raises `ArticleNotFoundError`."""

    def get_many(self, articles: Sequence[str]) -> tuple[Document, ...]:
        """Several stored articles, in the order asked; raises `ArticleNotFoundError`."""

    def stories(self, articles: Sequence[str]) -> tuple[StoryIds, ...]:
        """The versions and copies of each article; raises `ArticleNotFoundError`."""

    def families(self, articles: Sequence[str]) -> tuple[Family, ...]:
        """What the story of each article is called; raises `ArticleNotFoundError`."""

    def sharing(self, keys: Sequence[int], limit: int) -> tuple[tuple[str, ...], ...]:
        """The articles that have each passage, by its key, the earliest first; at most `limit`.

        Only of passages that stand in several stories and in 200 articles at most, and without
        articles that have a newer version.
        """

    def story_counts(self) -> StoryCounts:
        """How many versions and copies there are."""

    def first_seen(self, articles: Sequence[str]) -> tuple[int, ...]:
        """When each article first came, in seconds since 1970 UTC; raises `ArticleNotFoundError`.

        Nothing else that is answered depends on it.
        """

    def arrivals(
        self, request: SearchRequest, after: int | None = None
    ) -> tuple[int, tuple[Arrival, ...]]:
        """The articles that match and came later than `after`, those that came last first.

        How many there are, and those from `offset` on, `limit` at most; of what came at once the
        newest first, as `Sort.NEWEST` has them. Only `tree` and `filters` count besides.
        """

    def is_withdrawn(self, article: str) -> bool:
        """Whether readers once saw the article of this id, and it was withdrawn."""

    def known_by(self, marks: Sequence[ArticleMarks]) -> tuple[str, ...]:
        """The articles that have one of these marks, or the source and another of one."""

    def turns(self) -> Sequence[int]:
        """When articles begin or cease to be shown, ascending, in seconds since 1970 UTC."""

    def contents(self) -> Iterator[tuple[str, str]]:
        """Each article's id and the digest of what was stored, by id."""

    def without_values(self, facets: Sequence[str]) -> int:
        """How many articles have no value in any of these facets."""

    def furniture(self, least: int, share: float, limit: int) -> CommonLines:
        """Lines that stand near the ends of many different articles of one source.

        So many articles of it have each at least, and so large a share of all; `limit` are told.
        Articles of which every line is such count in `only`, whatever their source.
        """

    def names(self) -> Names:
        """The entities this generation knows."""

    def lexicon(self) -> Lexicon | None:
        """The words of two languages that this generation knows; None if it was made without.

        It is the file `archive.engine.lexicons.LEXICON` that the caller made part of the build.
        """

    def vectors(self) -> OpenedVectors:
        """What the articles mean, as vectors; none where this generation was made without.

        It is the file `archive.engine.vectors_format.VECTORS` that the caller made part of the
        build. A generation serves where that is damaged, and says so here.
        """

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

        Costs almost nothing and raises nothing.
        """
