"""The stage that makes vectors of headlines, and the file of them that a build has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from archive.engine.damage import unreadable_file
from archive.engine.generation import UNREADABLE
from archive.engine.searcher import Searcher
from archive.engine.store import Build, Store
from archive.engine.vectors_format import (
    VECTORS,
    ReadVectors,
    VectorRow,
    read_vectors,
    write_vectors,
    write_vectors_without,
)
from archive.errors import MeaningError
from archive.indexing.base import Start
from archive.indexing.crew import batches
from archive.indexing.options import Told
from archive.indexing.vectors_cache import VectorsCache
from archive.meaning.encoder import Encoder, beginning_of, made_by
from archive.model.article import Article
from archive.model.language import Language
from archive.model.query import Everything
from archive.model.result import SearchRequest, Sort

#: So many texts are given to the model together, and are on disk before the next.
BATCH_OF_TEXTS: Final = 64


class VectorMaker:
    """Makes vectors that the cache lacks; the model is loaded when the first one is made.

    Raises `MeaningError` where it is absent, `CacheError` where the cache cannot be used.
    """

    def __init__(self, index: Path, threads: int) -> None:
        self.made_by = made_by()
        self._threads = threads
        self._cache = VectorsCache(index, self.made_by)
        self._encoder: Encoder | None = None
        #: How many texts were given to the model.
        self.made = 0

    def make(self, texts: Iterable[str], told: Told) -> None:
        """Make what the cache lacks; it is kept at once, so this may be broken off."""
        lacking = [text for text in dict.fromkeys(texts) if self._cache.get(text) is None]
        done = 0
        for batch in batches(lacking, BATCH_OF_TEXTS):
            self._cache.put(batch, self._loaded().vectors(batch))
            done += len(batch)
            self.made += len(batch)
            told(done, len(lacking))

    def of(self, text: str) -> bytes:
        """The vector of a text; what the cache has lost meanwhile is made anew."""
        vector = self._cache.get(text)
        if vector is None:
            vector = self._loaded().vectors([text])[0]
            self._cache.put([text], [vector])
        return vector

    def kept(self, text: str) -> bytes | None:
        """The vector of a text that the cache has."""
        return self._cache.get(text)

    def _loaded(self) -> Encoder:
        self._encoder = self._encoder or Encoder(self._threads)
        return self._encoder

    def problems(self) -> tuple[str, ...]:
        """What of the cache was damaged, in a line each."""
        return self._cache.problems()

    def close(self) -> None:
        """Close the cache."""
        self._cache.close()


def every_article(base: Searcher) -> Iterator[Article]:
    """The articles of a generation, as they are stored."""
    request = SearchRequest(tree=Everything(), sort=Sort.NEWEST, documents=True)
    return (hit.document.article for hit in base.stream(request) if hit.document)


class _Texts(NamedTuple):
    """What the model may read of an article."""

    id: str
    language: Language
    title: str
    beginning: str


def _texts_of(article: Article) -> _Texts:
    begun = beginning_of(article.title, article.body, article.language)
    return _Texts(article.id, article.language, article.title, begun)


class Embedding:
    """The vectors of a build: those of what it is built on, and of what changed.

    Where the newsroom does not want them, or the model is absent, a build has none; `missing` says
    why in the latter case.
    """

    def __init__(self, index: Path, jobs: int, *, wanted: bool) -> None:
        """Raises `CacheError`."""
        self.missing = ""
        self._maker: VectorMaker | None = None
        self._put: dict[str, _Texts] = {}
        self._gone: set[str] = set()
        if wanted:
            try:
                self._maker = VectorMaker(index, jobs)
            except MeaningError as error:
                self.missing = error.one_line()

    @property
    def fingerprint(self) -> str:
        """What makes the vectors, with its version; "" where nothing does."""
        return self._maker.made_by if self._maker else ""

    def put(self, article: Article) -> None:
        """Take in an article that came or changed."""
        if self._maker is not None:
            self._put[article.id] = _texts_of(article)

    def remove(self, article: str) -> None:
        """Forget an article."""
        self._gone.add(article)

    def finish(self, store: Store, start: Start, base: Searcher | None, told: Told) -> int:
        """Write the vectors of a build, before it is committed; how many were made."""
        maker = self._maker
        if maker is None:
            return 0
        try:
            rows, new = self._staying(store, start, base)
            new.extend(self._put.values())
            maker.make((texts.title for texts in new), told)
        except MeaningError as error:
            # The package is there, and damaged: the archive is searched without it.
            self.missing = error.one_line()
            return 0
        rows.extend(map(self._row, new))
        write_vectors(start.build.keep(VECTORS), maker.made_by, rows)
        return maker.made

    def _staying(
        self, store: Store, start: Start, base: Searcher | None
    ) -> tuple[list[VectorRow], list[_Texts]]:
        """Of what stays as it was: articles with vectors, and those that are to have them."""
        if start.base is None or base is None or not start.onto:
            return [], []
        away = self._gone | self._put.keys()
        path = store.kept(start.base.name, VECTORS)
        if path is not None and (read := _read(path)).header.made_by == self.fingerprint:
            return [row for row in read.rows() if row.id not in away], []
        return [], [_texts_of(article) for article in every_article(base) if article.id not in away]

    def _row(self, texts: _Texts) -> VectorRow:
        assert self._maker is not None
        begun = self._maker.kept(texts.beginning)
        return VectorRow(texts.id, texts.language, self._maker.of(texts.title), begun)

    def problems(self) -> tuple[str, ...]:
        """What of the cache was damaged, in a line each."""
        return self._maker.problems() if self._maker else ()

    def close(self) -> None:
        """Close the cache."""
        if self._maker is not None:
            self._maker.close()


def _read(path: Path) -> ReadVectors:
    """A file of vectors; raises `DamagedIndexError`."""
    try:
        return read_vectors(path)
    except UNREADABLE as error:
        raise unreadable_file(path, error) from error


def forget_vectors(store: Store, name: str, build: Build, articles: Iterable[str]) -> None:
    """Give a build the vectors of a generation, without those of some articles."""
    gone = set(articles)
    path = store.kept(name, VECTORS)
    if path is not None:
        write_vectors_without(build.keep(VECTORS), path, gone.__contains__)
