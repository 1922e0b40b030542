"""Documents made by worker processes, in the order of their articles.

The parent reads sources and writes the index; workers recognise names and cut texts, which is most
of the work.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from archive.entities.authority import Authority
from archive.entities.extractor import Extractor
from archive.entities.findings import Findings
from archive.entities.resolver import Resolver
from archive.errors import AnalysisError
from archive.indexing.crew import batches, in_processes
from archive.indexing.documents import Analysed, make_document
from archive.model.article import Article, Tokens
from archive.model.entity import Names
from archive.text.segmentation import Segmenter, segmenter_of
from archive.text.tokens import Analyzer

#: Articles handed over at once: enough that handing over costs little compared with the work.
ARTICLES_AT_ONCE: Final = 32

#: Fewer articles are analysed before a worker is ready.
FEW_ARTICLES: Final = 200

#: An article with what models found in it.
ArticleWithFindings = tuple[Article, Findings]

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
    return analysed._replace(document=replace(analysed.document, fields=fields))


def _document(
    read: ArticleWithFindings,
    extractor: Extractor,
    names: Names,
    zone: ZoneInfo,
    analyzer: Analyzer,
) -> Analysed:
    article, findings = read
    try:
        return make_document(article, findings, extractor, names, zone, analyzer)
    except Exception as error:
        raise AnalysisError(
            f"Article {article.id!r} of {article.source!r} cannot be analysed: "
            f"{type(error).__name__}: {error}."
        ) from error


def _worker(authority: Authority, zone: ZoneInfo) -> Callable[[list[ArticleWithFindings]], _Made]:
    """What a worker does with a batch; its dictionary and names are loaded once."""
    names = authority.names()
    segmenter = segmenter_of(names)
    extractor, analyzer = Resolver(authority, segmenter), Analyzer(segmenter)

    def work(batch: list[ArticleWithFindings]) -> _Made:
        made = [_document(read, extractor, names, zone, analyzer) for read in batch]
        return [(_with_fields(analysed, {}), _pack(analysed.document.fields)) for analysed in made]

    return work


def documents(
    articles: Iterable[ArticleWithFindings],
    authority: Authority,
    zone: ZoneInfo,
    jobs: int,
    segmenter: Segmenter,
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
        extractor, names = Resolver(authority, segmenter), authority.names()
        analyzer = Analyzer(segmenter)
        for read in articles:
            yield _document(read, extractor, names, zone, analyzer)
        return
    with closing(
        in_processes(batches(articles, ARTICLES_AT_ONCE), jobs, _worker, authority, zone)
    ) as made:
        for _, batch in made:
            for analysed, packed in batch:
                yield _with_fields(analysed, _unpack(packed))
