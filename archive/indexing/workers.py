"""Documents made by worker processes, in the order of their articles.

The parent reads sources and writes the index; workers recognise names and cut texts, which is most
of the work. A bounded number of batches is under way, so memory does not grow with the source.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from array import array
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import chain, islice
from typing import Final
from zoneinfo import ZoneInfo

from archive.entities.authority import Authority
from archive.entities.extractor import Extractor
from archive.entities.recogniser import AuthorityRecogniser
from archive.errors import AnalysisError
from archive.indexing.documents import make_document
from archive.model.article import Article, Document, Tokens
from archive.text.segmentation import all_names, use_names

#: Articles handed over at once: enough that handing over costs little beside the work.
BATCH: Final = 32

#: Batches under way for each worker: one at work, others waiting, so that none is ever idle.
WAITING: Final = 4

#: Fewer articles are analysed sooner than a worker is ready.
FEW: Final = 200

#: Tokens joined by a line break, which no token holds, and their positions. Far quicker to hand
#: over than lists of strings.
_Packed = tuple[str, bytes]

_extractor: Extractor | None = None
_zone: ZoneInfo | None = None


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))


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


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _begin(authority: Authority, zone: ZoneInfo) -> None:
    """Make a worker ready: its dictionary, its names."""
    global _extractor, _zone
    # An interrupt reaches every process of a terminal; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    use_names(all_names(authority.names()))
    _extractor, _zone = AuthorityRecogniser(authority), zone


def _document(article: Article, extractor: Extractor, zone: ZoneInfo) -> Document:
    try:
        return make_document(article, extractor, zone)
    except Exception as error:
        raise AnalysisError(
            f"Article {article.id!r} of {article.source!r} cannot be analysed: "
            f"{type(error).__name__}: {error}."
        ) from error


def _work(articles: list[Article]) -> list[tuple[Document, dict[str, _Packed]]]:
    assert _extractor is not None
    assert _zone is not None
    made = [_document(article, _extractor, _zone) for article in articles]
    return [(replace(one, fields={}), _pack(one.fields)) for one in made]


def documents(
    articles: Iterable[Article], authority: Authority, zone: ZoneInfo, jobs: int
) -> Generator[Document, None, None]:
    """The documents of articles, in their order, made by so many processes.

    With one job, or few articles, no other process is started. The names of the authority are in
    use already. Raises `AnalysisError` naming the article that cannot be analysed, or where a
    worker died.
    """
    articles = iter(articles)
    first = list(islice(articles, FEW)) if jobs > 1 else []
    articles = chain(first, articles)
    if len(first) < FEW:
        extractor = AuthorityRecogniser(authority)
        for article in articles:
            yield _document(article, extractor, zone)
        return
    # A fresh process each: a fork of one that has threads may hang.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, _begin, (authority, zone))
    try:
        yield from _in_order(pool, articles, jobs)
    except BrokenProcessPool as error:
        raise AnalysisError("A worker process died.") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, articles: Iterator[Article], jobs: int
) -> Iterator[Document]:
    under_way: deque[Future[list[tuple[Document, dict[str, _Packed]]]]] = deque()
    more = True
    while more or under_way:
        while more and len(under_way) < jobs * WAITING:
            batch = list(islice(articles, BATCH))
            more = len(batch) == BATCH
            if batch:
                under_way.append(pool.submit(_work, batch))
        if under_way:
            for document, packed in under_way.popleft().result():
                yield replace(document, fields=_unpack(packed))
