"""Whoosh as it comes: its own postings, matchers and facets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, sorting
from whoosh.analysis import SpaceSeparatedTokenizer

from archive.model.fields import FACET_NAMES, TEXT_FIELDS, is_positional
from archive.model.query import And, Days, Node, Not, Or, Phrase, Prefix, Term
from benchmarks.side_by_side.corpus import Analysed
from benchmarks.side_by_side.engines import Answer, Counts, month_of
from benchmarks.side_by_side.questions import Question


class Whoosh:
    """See `Peer`."""

    name = "Whoosh as it comes"

    def fed(self, article: Analysed) -> dict[str, Any]:
        found: dict[str, Any] = {field: article.text(field) for field in TEXT_FIELDS}
        for facet in FACET_NAMES:
            found[facet] = " ".join(value.replace(" ", "_") for value in article.facets[facet])
        return found | {"id": article.id, "day": article.day, "month": month_of(article.day)}

    def build(self, folder: Path, articles: Iterable[dict[str, Any]]) -> None:
        folder.mkdir(parents=True)
        schema = fields.Schema(id=fields.STORED())
        for field in TEXT_FIELDS:
            schema.add(field, fields.TEXT(SpaceSeparatedTokenizer(), phrase=is_positional(field)))
        for facet in FACET_NAMES:
            schema.add(facet, fields.KEYWORD())
        schema.add("day", fields.NUMERIC(sortable=True))
        schema.add("month", fields.NUMERIC(sortable=True))
        writer = index.create_in(str(folder), schema).writer(limitmb=512)
        for article in articles:
            writer.add_document(**article)
        writer.commit(optimize=True)

    def open(self, folder: Path) -> None:
        self._searcher = index.open_dir(str(folder)).searcher()

    def _query(self, node: Node) -> query.Query:
        match node:
            case Term(field, text):
                return query.Term(field, text)
            case Phrase(field, texts):
                return query.Phrase(field, list(texts))
            case Prefix(field, text):
                return query.Prefix(field, text)
            case Days(first, last):
                return query.NumericRange("day", first, last)
            case And(parts):
                return query.And([self._query(part) for part in parts])
            case Or(parts):
                return query.Or([self._query(part) for part in parts])
            case Not(part):
                return query.Not(self._query(part))
        raise TypeError(node)

    def can(self, question: Question) -> bool:
        # Its queries have no terms that score only.
        return question.simple

    def ask(self, question: Question, counted: Sequence[str], *, every: bool = False) -> Answer:
        grouped = {
            name: sorting.FieldFacet(name, allow_overlap=name in FACET_NAMES) for name in counted
        }
        query = self._query(question.tree)
        found = self._searcher.search(query, limit=10, groupedby=grouped or None)
        counts: dict[str, Counts] = {}
        for name in counted:
            of_values = {str(k): len(v) for k, v in found.groups(name).items() if k}
            chosen = sorted(of_values, key=lambda value: -of_values[value])
            if not every and name in FACET_NAMES:
                chosen = chosen[:10]
            counts[name] = {value: of_values[value] for value in chosen}
        return Answer(len(found), tuple(hit["id"] for hit in found), counts)
