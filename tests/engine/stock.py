"""Whoosh's own searcher over our files: a codec that reads the arrays as its term readers do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh import fields, formats, query, scoring
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.matching import ListMatcher
from whoosh.reading import MultiReader, SegmentReader, TermInfo, TermNotFound
from whoosh.searching import Searcher as WhooshsSearcher

from archive.engine.whoosh.arrays import ARRAYS_SUFFIX, Array
from archive.engine.whoosh.codec import ArrayCodec
from archive.engine.whoosh.segment import Segment, open_segment
from archive.engine.whoosh.terms import TermTable
from archive.engine.whoosh.toc import read_toc
from archive.model.fields import FACET_NAMES, TEXT_FIELDS, is_positional
from archive.model.query import And, HasValue, Node, Not, Or, Phrase, Prefix, Term


class _Field(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field that Whoosh may ask for terms, and for positions where there are some."""

    indexed = True
    stored = scorable = unique = False
    vector = analyzer = column_type = None

    def __init__(self, *, positions: bool) -> None:
        self.format = formats.Positions() if positions else formats.Existence()


def _schema() -> fields.Schema:
    named = {name: _Field(positions=is_positional(name)) for name in TEXT_FIELDS}
    return fields.Schema(
        **named, **{f"facet_{name}": _Field(positions=False) for name in FACET_NAMES}
    )


class _TermsReader(base.TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """The terms of text fields and the values of facets, as Whoosh asks for them."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def _table(self, field: str) -> TermTable:
        if field in TEXT_FIELDS:
            return self._segment.texts[field].table
        return self._segment.facets[field.removeprefix("facet_")].table

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._table(term[0]).find(term[1]) >= 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in self.indexed_field_names():
            yield from self.terms_from(field, b"")

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        table = self._table(field)
        for number in range(table.lower(prefix), len(table)):
            yield field, table[number]

    def _docs(self, field: str, text: bytes) -> Array:
        if field in TEXT_FIELDS:
            return self._segment.texts[field].docs(self._table(field).find(text))
        return self._segment.facets[field.removeprefix("facet_")].docs(text.decode("utf-8"))

    def term_info(self, field: str, text: bytes) -> TermInfo:
        docs = self._docs(field, text)
        return TermInfo(weight=len(docs), df=len(docs))

    def matcher(self, field: str, text: bytes, format_: Any, scorer: object = None) -> ListMatcher:
        number = self._table(field).find(text)
        if number < 0:
            raise TermNotFound(f"{field}:{text!r}")
        docs = self._docs(field, text)
        values = [b""] * len(docs)
        if field in TEXT_FIELDS and is_positional(field):
            places: list[list[int]] = [[] for _ in docs]
            owners, positions = self._segment.texts[field].positions(number, docs)
            for owner, position in zip(owners.tolist(), positions.tolist(), strict=True):
                places[owner].append(position)
            values = [format_.encode(some) for some in places]
        weights = [1.0] * len(docs)
        term = (field, text)
        return ListMatcher(docs.tolist(), weights, values, format_, scorer=scorer, term=term)

    def indexed_field_names(self) -> list[str]:
        return [*TEXT_FIELDS, *(f"facet_{name}" for name in FACET_NAMES)]


class _PerDocumentReader(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types
    """The documents of a segment; nothing is deleted where Whoosh is asked."""

    def __init__(self, size: int) -> None:
        self._size = size

    def doc_count(self) -> int:
        return self._size

    def doc_count_all(self) -> int:
        return self._size

    def has_deletions(self) -> bool:
        return False

    def is_deleted(self, _: int) -> bool:
        return False

    def deleted_docs(self) -> tuple[int, ...]:
        return ()


class _StockCodec(ArrayCodec):
    """Our codec, with what Whoosh's own readers need."""

    def terms_reader(self, storage: Any, segment: W3Segment) -> _TermsReader:
        path = Path(storage.folder) / segment.make_filename(ARRAYS_SUFFIX)
        return _TermsReader(open_segment(path, 0, segment.doc_count_all()))

    def per_document_reader(self, _: object, segment: W3Segment) -> _PerDocumentReader:
        return _PerDocumentReader(segment.doc_count_all())


def _translated(node: Node) -> query.Query:
    """The same question in Whoosh's words; phrases are of neighbours."""
    match node:
        case Term(field, text):
            return query.Term(field, text)
        case HasValue(facet, value):
            return query.Term(f"facet_{facet}", value)
        case Prefix(field, text):
            return query.Prefix(field, text)
        case Phrase(field, texts):
            return query.Phrase(field, list(texts))
        case And(parts):
            return query.And([_translated(part) for part in parts])
        case Or(parts):
            return query.Or([_translated(part) for part in parts])
        case Not(part):
            return query.Not(_translated(part))
    raise TypeError(f"Whoosh is not asked for {node!r}")


class _Unweighted(scoring.WeightingModel):  # type: ignore[misc]  # Whoosh has no types
    """Sets of documents need no scores."""

    def scorer(self, *_: object, **__: object) -> scoring.BaseScorer:
        return scoring.BaseScorer()


class StockSearcher:
    """Answers with Whoosh's searcher over a finished generation's files."""

    def __init__(self, folder: Path) -> None:
        storage, schema = FileStorage(str(folder)), _schema()
        readers, self._ids = [], list[str]()
        for one in read_toc(folder):
            readers.append(SegmentReader(storage, schema, one, codec=_StockCodec()))
            segment = open_segment(
                folder / one.make_filename(ARRAYS_SUFFIX), 0, one.doc_count_all()
            )
            self._ids += [segment.article_id(doc) for doc in range(segment.size)]
        self._searcher = WhooshsSearcher(MultiReader(readers), weighting=_Unweighted())

    def ids(self, node: Node) -> list[str]:
        """The ids of the articles in `node`, sorted."""
        found = self._searcher.docs_for_query(_translated(node))
        return sorted(self._ids[doc] for doc in found)

    def close(self) -> None:
        self._searcher.close()
