"""Tantivy, through its Python binding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, cast

import tantivy
from tantivy import Occur, Query

from archive.model.fields import FACET_NAMES, TEXT_FIELDS, is_positional
from archive.model.query import And, AtLeast, Days, Node, Not, Or, Phrase, Prefix, Term
from benchmarks.side_by_side.corpus import Analysed
from benchmarks.side_by_side.engines import Answer, Counts, month_of
from benchmarks.side_by_side.questions import Question

_MEMORY: Final = 500_000_000

#: More than there are values of any facet, months or days.
_MOST: Final = 65_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in TEXT_FIELDS:
        kept = "position" if is_positional(field) else "freq"
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=kept)
    for facet in FACET_NAMES:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for number in ("day", "month"):
        builder.add_integer_field(number, indexed=True, fast=True)
    return builder.build()


class Tantivy:
    """See `Peer`."""

    name = "Tantivy"

    def fed(self, article: Analysed) -> tantivy.Document:
        document = tantivy.Document()
        for field in TEXT_FIELDS:
            document.add_text(field, article.text(field))
        for facet in FACET_NAMES:
            for value in article.facets[facet]:
                document.add_text(facet, value)
        document.add_text("id", article.id)
        document.add_integer("day", article.day)
        document.add_integer("month", month_of(article.day))
        return document

    def build(self, folder: Path, articles: Iterable[tantivy.Document]) -> None:
        folder.mkdir(parents=True)
        index = tantivy.Index(_schema(), str(folder))
        writer = index.writer(_MEMORY, 1)
        for article in articles:
            writer.add_document(article)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def _query(self, node: Node) -> Query:
        match node:
            case Term(field, text):
                return Query.term_query(self._schema, field, text, "freq")
            case Phrase(field, texts, places):
                placed = list(zip(places, texts, strict=True))
                return Query.phrase_query(self._schema, field, placed)
            case Prefix(field, text):
                return Query.regex_query(self._schema, field, f"{re.escape(text)}.*")
            case Days(first, last):
                return Query.range_query(
                    self._schema, "day", tantivy.FieldType.Integer, first, last
                )
            case And(parts):
                return Query.boolean_query(
                    [
                        (Occur.MustNot, self._query(part.part))
                        if isinstance(part, Not)
                        else (Occur.Must, self._query(part))
                        for part in parts
                    ]
                )
            case Or(parts):
                return Query.boolean_query([(Occur.Should, self._query(part)) for part in parts])
            case AtLeast(count, parts):
                return Query.boolean_query(
                    [(Occur.Should, self._query(part)) for part in parts],
                    minimum_number_should_match=count,
                )
        raise TypeError(node)

    def _scored(self, question: Question) -> Query:
        """What must match without a score; beside it the terms by weight, and the bonuses."""
        ranking = question.ranking
        if question.simple:
            return self._query(question.tree)
        wanted = Query.const_score_query(self._query(question.tree), 0.0)
        terms = (
            Query.boost_query(self._query(Term(field, text)), weight)
            for field, text, weight in ranking.terms
        )
        bonuses = (
            Query.const_score_query(self._query(bonus.node), bonus.value)
            for bonus in ranking.bonuses
        )
        adding = [(Occur.Should, query) for query in (*terms, *bonuses)]
        return Query.boolean_query([(Occur.Must, wanted), *adding])

    def can(self, _: Question) -> bool:
        return True

    def ask(self, question: Question, counted: Sequence[str], *, every: bool = False) -> Answer:
        found = self._searcher.search(self._scored(question), 10)
        first = tuple(str(self._searcher.doc(address)["id"][0]) for _, address in found.hits)
        counts: dict[str, Counts] = {}
        if counted:
            size = _MOST if every else 10
            asked = {
                name: {"terms": {"field": name, "size": size if name in FACET_NAMES else _MOST}}
                for name in counted
            }
            answer = self._searcher.aggregate(self._query(question.tree), asked)
            counts = {name: _values(answer[name]["buckets"]) for name in counted}
        # The binding's type hints leave `count` out.
        total = int(cast(Any, found).count)
        return Answer(total, first, counts)


def _values(buckets: Iterable[dict[str, Any]]) -> Counts:
    """Counts by value; a month or a day is a whole number, 0 where it is unknown."""
    return {
        str(int(one["key"]) if isinstance(one["key"], float) else one["key"]): one["doc_count"]
        for one in buckets
        if one["key"] != 0
    }
