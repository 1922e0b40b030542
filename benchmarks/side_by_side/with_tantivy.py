"""Tantivy, through its Python binding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, cast

import tantivy
from tantivy import Occur, Query

from archive.model.fields import TEXT_FIELDS, is_positional
from archive.model.query import And, Days, Node, Not, Or, Phrase, Prefix, Term
from benchmarks.side_by_side.corpus import Analysed
from benchmarks.side_by_side.engines import FACETS, Answer, Counts, month_of
from benchmarks.side_by_side.questions import Question

_MEMORY: Final = 500_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in TEXT_FIELDS:
        kept = "position" if is_positional(field) else "freq"
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=kept)
    for facet in FACETS:
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
        for facet in FACETS:
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
            case Phrase(field, texts):
                return Query.phrase_query(self._schema, field, list(texts))
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
        raise TypeError(node)

    def ask(self, question: Question, *, facets: bool, every: bool = False) -> Answer:
        query = self._query(question.tree)
        found = self._searcher.search(query, 10)
        first = tuple(str(self._searcher.doc(address)["id"][0]) for _, address in found.hits)
        counted: dict[str, Counts] = {}
        if facets:
            size = 65_000 if every else 10
            asked = {
                name: {"terms": {"field": name, "size": size if name != "month" else 1_000}}
                for name in (*FACETS, "month")
            }
            answer = self._searcher.aggregate(query, asked)
            counted = {
                name: {
                    str(int(one["key"]) if name == "month" else one["key"]): one["doc_count"]
                    for one in answer[name]["buckets"]
                    if one["key"] != 0
                }
                for name in asked
            }
        # The binding's type hints leave `count` out.
        total = int(cast(Any, found).count)
        return Answer(total, first, counted)
