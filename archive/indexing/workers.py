"""Documents made by worker processes, in the order of their articles.

The parent reads sources and writes the index; workers recognise names and cut texts, which is most
of the work.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import chain, islice
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from archive.entities.authority import Authority
from archive.entities.findings import Findings
from archive.entities.resolver import naming_segmenter, resolver_of
from archive.errors import AnalysisError
from archive.indexing.crew import batches, in_processes
from archive.indexing.documents import Analysed, Reader, Redo, make_document, renew_document
from archive.model.article import Article, Document, Tokens
from archive.text.tokens import Analyzer

#: Articles handed over at once: enough that handing over costs little compared with the work.
ARTICLES_AT_ONCE: Final = 32

#: Fewer articles are analysed before a worker is ready.
FEW_ARTICLES: Final = 200

#: An article with what models found in it.
ArticleWithFindings = tuple[Article, Findings]
DocumentWithFindings = tuple[Document, Findings]

#: Tokens joined by a line break, which no token holds, and their positions. Far quicker to hand
#: over than lists of strings.
_Packed = tuple[str, bytes]
_Made: TypeAlias = "list[tuple[Analysed, dict[str, _Packed]]]"


def _pack(fields: Mapping[str, Tokens]) -> dict[str, _Packed]:
    return {
        name: ("\n".join(tokens.terms), array("I", tokens.positions).tobytes())
        for name, tokens in fields.items()
    }


def _unpack(packed: Mapping[str, _Packed]) -> dict[str, Tokens]:
    return {
        name: Tokens(joined.split("\n") if joined else [], memoryview(positions).cast("I").tolist())
        for name, (joined, positions) in packed.items()
    }


def _with_fields(analysed: Analysed, fields: Mapping[str, Tokens]) -> Analysed:
    return replace(analysed, document=replace(analysed.document, fields=fields))


@contextmanager
def _naming(article: Article) -> Iterator[None]:
    """Say which article it was that could not be analysed."""
    try:
        yield
    except Exception as error:
        raise AnalysisError(
            f"Article {article.id!r} of {article.source!r} cannot be analysed: "
            f"{type(error).__name__}: {error}."
        ) from error


def _document(read: ArticleWithFindings, reader: Reader, analyzer: Analyzer) -> Analysed:
    article, findings = read
    with _naming(article):
        return make_document(article, findings, reader, analyzer)


def _renewed(read: DocumentWithFindings, reader: Reader, redo: Redo) -> Analysed:
    before, findings = read
    with _naming(before.article):
        return renew_document(before, findings, reader, redo)


def _worker(authority: Authority, zone: ZoneInfo) -> Callable[[list[ArticleWithFindings]], _Made]:
    """What a worker does with a batch; its dictionary and names are loaded once."""
    reader = Reader(resolver_of(authority), authority.names(), zone)
    analyzer = Analyzer(naming_segmenter(authority))

    def work(batch: list[ArticleWithFindings]) -> _Made:
        made = [_document(read, reader, analyzer) for read in batch]
        return [(_with_fields(analysed, {}), _pack(analysed.document.fields)) for analysed in made]

    return work


def _renewer(
    authority: Authority, zone: ZoneInfo, redo: Redo
) -> Callable[[list[DocumentWithFindings]], list[Analysed]]:
    """What a worker does with a batch of documents that are renewed."""
    reader = Reader(resolver_of(authority), authority.names(), zone)
    return lambda batch: [_renewed(read, reader, redo) for read in batch]


def documents(
    articles: Iterable[ArticleWithFindings],
    authority: Authority,
    zone: ZoneInfo,
    jobs: int,
) -> Generator[Analysed, None, None]:
    """The documents of articles, in their order, made by so many processes.

    With one job, or few articles, no other process is started; `segmenter` is that of the
    authority's names. Raises `AnalysisError` naming the article that cannot be analysed, or where a
    worker died.
    """
    articles = iter(articles)
    first = list(islice(articles, FEW_ARTICLES)) if jobs > 1 else []
    articles = chain(first, articles)
    if len(first) < FEW_ARTICLES:
        reader = Reader(resolver_of(authority), authority.names(), zone)
        analyzer = Analyzer(naming_segmenter(authority))
        for read in articles:
            yield _document(read, reader, analyzer)
        return
    with closing(
        in_processes(batches(articles, ARTICLES_AT_ONCE), jobs, _worker, authority, zone)
    ) as made:
        for _, batch in made:
            for analysed, packed in batch:
                yield _with_fields(analysed, _unpack(packed))


def renewed_documents(
    documents: Iterable[DocumentWithFindings],
    authority: Authority,
    zone: ZoneInfo,
    jobs: int,
    redo: Redo,
) -> Generator[Analysed, None, None]:
    """Documents of which a part is read anew, in their order; raises as `documents` does."""
    every = batches(documents, ARTICLES_AT_ONCE)
    with closing(in_processes(every, jobs, _renewer, authority, zone, redo)) as made:
        for _, batch in made:
            yield from batch
