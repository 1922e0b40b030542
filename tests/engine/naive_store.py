"""Generations in memory: the oracle of the write contract, by the plainest means."""

from __future__ import annotations

from archive.errors import (
    ArchiveError,
    ArticleNotFoundError,
    GenerationNotFoundError,
    IndexFormatError,
)
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.result import GenerationInfo
from tests.engine.naive import NaiveSearcher


class NaiveBuild:
    """See `archive.engine.store.Build`."""

    def __init__(self, store: NaiveStore, fingerprint: str, documents: dict[str, Document]) -> None:
        self.name = f"{store.begun:03d}"
        self._store = store
        self._fingerprint = fingerprint
        self._documents = documents

    def add(self, document: Document) -> None:
        self._documents[document.article.id] = document

    def delete(self, article: str) -> None:
        if article not in self._documents:
            raise ArticleNotFoundError(f"There is no article {article!r}.")
        del self._documents[article]

    def commit(self, names: Names) -> GenerationInfo:
        size = len(self._documents)
        info = GenerationInfo(self.name, "naive", "", size, 0, self._fingerprint)
        self._store.finished[self.name] = (info, dict(self._documents), names)
        return info

    def abort(self) -> None:
        self._store.finished.pop(self.name, None)


class NaiveStore:
    """See `archive.engine.store.Store`."""

    def __init__(self) -> None:
        self.begun = 0
        self.finished: dict[str, tuple[GenerationInfo, dict[str, Document], Names]] = {}
        self._current: str | None = None

    def _found(self, name: str) -> tuple[GenerationInfo, dict[str, Document], Names]:
        if name not in self.finished:
            raise GenerationNotFoundError(f"There is no generation {name!r}.")
        return self.finished[name]

    def begin(self, fingerprint: str, onto: str | None = None) -> NaiveBuild:
        self.begun += 1
        if onto is None:
            return NaiveBuild(self, fingerprint, {})
        info, documents, _ = self._found(onto)
        if info.fingerprint != fingerprint:
            raise IndexFormatError(f"{onto} was analysed in another way.")
        return NaiveBuild(self, fingerprint, dict(documents))

    def publish(self, name: str) -> None:
        self._found(name)
        self._current = name

    def current(self) -> str | None:
        return self._current

    def generations(self) -> tuple[GenerationInfo, ...]:
        return tuple(info for info, _, _ in self.finished.values())

    def verify(self, name: str) -> tuple[str, ...]:
        self._found(name)
        return ()

    def remove(self, name: str) -> None:
        if name == self._current:
            raise ArchiveError(f"{name} is published; publish another generation first.")
        self._found(name)
        del self.finished[name]

    def open(self, name: str) -> NaiveSearcher:
        """A searcher of a finished generation."""
        _, documents, names = self._found(name)
        return NaiveSearcher(list(documents.values()), names)
