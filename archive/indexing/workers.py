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
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from typing import Any, Final, TypeAlias
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

#: A batch of articles, and what is made of it.
_Asked = list[Article]
_Made = list[tuple[Document, dict[str, _Packed]]]

#: One end of the line between the parent and a worker.
_Line: TypeAlias = "Connection[Any, Any]"

_DIED: Final = "A worker process died."


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


def _take(line: _Line, asked: SimpleQueue[_Asked]) -> None:
    """Hand on what the parent sends; end with the parent, however it ends."""
    try:
        while True:
            asked.put(line.recv())
    finally:
        os._exit(1)


def _give(line: _Line, made: SimpleQueue[_Made | AnalysisError]) -> None:
    """Send the parent what was made; end where that cannot be, lest the parent wait for ever."""
    try:
        while True:
            line.send(made.get())
    finally:
        os._exit(1)


def _serve(line: _Line, authority: Authority, zone: ZoneInfo) -> None:
    """A worker: batches of articles in, batches of documents out, in the same order.

    Taking and giving have threads of their own, so that the worker goes on while the parent is
    busy, and neither ever waits for the other to read.
    """
    # An interrupt reaches every process of a terminal; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked: SimpleQueue[_Asked] = SimpleQueue()
    made: SimpleQueue[_Made | AnalysisError] = SimpleQueue()
    for target, queue in ((_take, asked), (_give, made)):
        threading.Thread(target=target, args=(line, queue), daemon=True).start()
    use_names(all_names(authority.names()))
    extractor = AuthorityRecogniser(authority)
    while True:
        made.put(_work(asked.get(), extractor, zone))


def _document(article: Article, extractor: Extractor, zone: ZoneInfo) -> Document:
    try:
        return make_document(article, extractor, zone)
    except Exception as error:
        raise AnalysisError(
            f"Article {article.id!r} of {article.source!r} cannot be analysed: "
            f"{type(error).__name__}: {error}."
        ) from error


def _work(articles: _Asked, extractor: Extractor, zone: ZoneInfo) -> _Made | AnalysisError:
    try:
        made = [_document(article, extractor, zone) for article in articles]
    except AnalysisError as error:
        return error
    return [(replace(one, fields={}), _pack(one.fields)) for one in made]


class _Workers:
    """Processes with a line to each. Batches go round, so they come back in the order they went.

    A shared queue would be simpler, but whoever dies holding its lock stops everyone.
    """

    def __init__(self, jobs: int, authority: Authority, zone: ZoneInfo) -> None:
        # A fresh process each: a fork of one that has threads may hang.
        context = multiprocessing.get_context("spawn")
        self._lines: list[_Line] = []
        self._processes: list[SpawnProcess] = []
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, authority, zone), daemon=True)
            self._lines.append(ours)
            self._processes.append(process)
            process.start()
            # With the worker's copy the only one, its death closes the line.
            theirs.close()

    def ask(self, number: int, articles: _Asked) -> None:
        """Send the batch of this number to its worker."""
        try:
            self._lines[number % len(self._lines)].send(articles)
        except OSError as error:
            raise AnalysisError(_DIED) from error

    def answer(self, number: int) -> _Made:
        """What the worker of the batch of this number made of it."""
        try:
            made: _Made | AnalysisError = self._lines[number % len(self._lines)].recv()
        except (EOFError, OSError) as error:
            raise AnalysisError(_DIED) from error
        if isinstance(made, AnalysisError):
            raise made
        return made

    def close(self) -> None:
        """End every worker at once: they hold nothing that could be lost."""
        for process in self._processes:
            process.kill()
        for process, line in zip(self._processes, self._lines, strict=True):
            process.join()
            line.close()


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
    with closing(_Workers(jobs, authority, zone)) as workers:
        yield from _in_order(workers, articles, jobs)


def _in_order(workers: _Workers, articles: Iterator[Article], jobs: int) -> Iterator[Document]:
    asked = answered = 0
    more = True
    while more or answered < asked:
        while more and asked - answered < jobs * WAITING:
            batch = list(islice(articles, BATCH))
            more = len(batch) == BATCH
            if batch:
                workers.ask(asked, batch)
                asked += 1
        if answered < asked:
            for document, packed in workers.answer(answered):
                yield replace(document, fields=_unpack(packed))
            answered += 1
