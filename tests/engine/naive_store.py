"""Generations in memory: the oracle of the write contract, by the plainest means."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from archive.engine.grouping import Grouping
from archive.engine.lexicons import LEXICON
from archive.errors import (
    ArticleNotFoundError,
    GenerationNotFoundError,
    IndexFormatError,
    InUseError,
)
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.result import GenerationInfo
from archive.model.shown import EveryName, NameRule
from archive.text import edges
from tests.engine.naive import NaiveSearcher
from tests.engine.naive_shown import shown_documents
from tests.engine.naive_stories import PlainGroups, known_stories


class NaiveBuild:
    """See `archive.engine.store.Build`."""

    def __init__(
        self,
        store: NaiveStore,
        fingerprint: str,
        documents: dict[str, Document],
        since: dict[str, int],
    ) -> None:
        self.name = f"{store.begun:03d}"
        self._store = store
        self._fingerprint = fingerprint
        self._documents = documents
        self._since = since

    def add(self, document: Document, since: int | None = None) -> None:
        self._documents[document.article.id] = document
        self._since[document.article.id] = int(time.time()) if since is None else since

    def delete(self, article: str) -> None:
        if article not in self._documents:
            raise ArticleNotFoundError(article)
        del self._documents[article]

    def erase(self, articles: Sequence[str]) -> None:
        for article in articles:
            self.delete(article)

    def keep(self, name: str) -> Path:
        folder = Path(tempfile.mkdtemp())
        self._store.files[self.name, name] = folder / name
        return folder / name

    def renew(self, made: Callable[[Iterator[Document]], Iterator[Document]]) -> None:
        before = list(self._documents.values())
        for old, new in zip(before, made(iter(before)), strict=True):
            self._documents[old.article.id] = replace(new, fields=old.fields)

    def commit(
        self, names: Names, rule: NameRule | None = None, grouping: Grouping | None = None
    ) -> GenerationInfo:
        size = len(self._documents)
        info = GenerationInfo(self.name, "naive", "", size, 0, self._fingerprint)
        self._store.finished[self.name] = (info, dict(self._documents), names)
        self._store.rules[self.name] = rule or EveryName()
        assert grouping is None or isinstance(grouping, PlainGroups)
        self._store.grouped[self.name] = grouping is not None
        self._store.since[self.name] = dict(self._since)
        return info

    def abort(self) -> None:
        self._store.finished.pop(self.name, None)


class NaiveStore:
    """See `archive.engine.store.Store`."""

    def __init__(self) -> None:
        self.begun = 0
        self.history: list[str] = []
        self.aside: list[str] = []
        self.finished: dict[str, tuple[GenerationInfo, dict[str, Document], Names]] = {}
        self.rules: dict[str, NameRule] = {}
        self.grouped: dict[str, bool] = {}
        self.since: dict[str, dict[str, int]] = {}
        self.files: dict[tuple[str, str], Path] = {}
        self.texts: dict[tuple[str, str], str] = {}

    def _found(self, name: str) -> tuple[GenerationInfo, dict[str, Document], Names]:
        if name not in self.finished:
            raise GenerationNotFoundError(f"There is no generation {name!r}.")
        return self.finished[name]

    def annotate(self, name: str, file: str, text: str) -> None:
        self._found(name)
        self.texts[name, file] = text

    def kept(self, name: str, file: str) -> Path | None:
        self._found(name)
        return self.files.get((name, file))

    def begin(self, fingerprint: str, onto: str | None = None, was: str = "") -> NaiveBuild:
        self.begun += 1
        if onto is None:
            return NaiveBuild(self, fingerprint, {}, {})
        info, documents, _ = self._found(onto)
        if info.fingerprint != (was or fingerprint):
            raise IndexFormatError(f"{onto} was analysed in another way.")
        return NaiveBuild(self, fingerprint, dict(documents), dict(self.since[onto]))

    def publish(self, name: str) -> None:
        self._found(name)
        self.aside = [one for one in self.aside if one != name]
        self.history = [one for one in self.history if one != name] + [name]

    def roll_back(self, name: str) -> None:
        if name not in self.history[:-1]:
            raise GenerationNotFoundError(f"{name} did not serve before.")
        while self.history[-1] != name:
            self.aside.append(self.history.pop())

    def current(self) -> str | None:
        return self.history[-1] if self.history else None

    def candidates(self) -> tuple[str, ...]:
        return tuple(reversed(self.history))

    def served(self) -> Iterator[tuple[str, str]] | None:
        name = self.current()
        return None if name is None else self.open(name).contents()

    def generations(self) -> tuple[GenerationInfo, ...]:
        order = [*self.history, *reversed(self.aside)]
        named = sorted(self.finished, key=lambda n: order.index(n) if n in order else -1)
        return tuple(self.finished[name][0] for name in named)

    def leftovers(self) -> tuple[str, ...]:
        return tuple(n for n in self.finished if n not in (*self.history, *self.aside))

    def sweep(self) -> tuple[str, ...]:
        left = self.leftovers()
        for name in left:
            del self.finished[name]
        return left

    def verify(self, name: str) -> tuple[str, ...]:
        self._found(name)
        return ()

    def remove(self, name: str) -> None:
        if name == self.current():
            raise InUseError(f"{name} is published.")
        self._found(name)
        del self.finished[name]
        self.history = [one for one in self.history if one != name]
        self.aside = [one for one in self.aside if one != name]

    def open(self, name: str) -> NaiveSearcher:
        """A searcher of a finished generation."""
        _, documents, names = self._found(name)
        shown = shown_documents(list(documents.values()), self.rules[name], edges.REPEATED_LINE)
        stories = known_stories(list(documents.values()), shown) if self.grouped[name] else None
        lexicon = self.files.get((name, LEXICON))
        return NaiveSearcher(shown, names, self.since[name], stories, lexicon)
