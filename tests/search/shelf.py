"""Generations that tests publish, refuse, damage and repair as they like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from archive.engine.searcher import Searcher
from archive.errors import ArchiveError, DamagedIndexError, NoGenerationError
from archive.search.library import Library
from tests.engine.corpora import NAMES
from tests.engine.naive import NaiveSearcher


class Closing(NaiveSearcher):
    """A searcher that knows whether it was closed, and may meet damage."""

    closed = False

    def __init__(self, shelf: Shelf, name: str) -> None:
        super().__init__([], NAMES)
        self.shelf = shelf
        self.name = name

    def check_files(self) -> None:
        self.shelf.compared.append(self.name)
        if self.name in self.shelf.rotten:
            raise DamagedIndexError(f"{self.name} is rotten.")

    def close(self) -> None:
        self.closed = True


@dataclass
class Shelf:
    """Generations that can be published, refused, and damaged where it is seen late.

    `refused` cannot be opened; `rotten` open and turn out to be damaged; `stamps` differ once a
    generation's files were changed.
    """

    current: str | None = None
    before: tuple[str, ...] = ()
    lost: bool = False
    refused: dict[str, ArchiveError] = field(default_factory=dict)
    rotten: set[str] = field(default_factory=set)
    stamps: dict[str, int] = field(default_factory=dict)
    opened: dict[str, Closing] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    compared: list[str] = field(default_factory=list)

    def candidates(self) -> tuple[str, ...]:
        if self.lost:
            raise DamagedIndexError("CURRENT does not hold what was written.")
        if self.current is None:
            raise NoGenerationError
        return (self.current, *self.before)

    def publish(self, name: str) -> None:
        self.before = tuple(filter(None, (self.current, *self.before)))
        self.current = name

    def damage(self, name: str) -> None:
        """Another file is there, and it cannot be read."""
        self.refused[name] = DamagedIndexError(f"{name} is damaged.")
        self.stamps[name] = self.stamps.get(name, 0) + 1

    def repair(self, name: str) -> None:
        self.refused.pop(name, None)
        self.rotten.discard(name)
        self.stamps[name] = self.stamps.get(name, 0) + 1

    def stamp(self, name: str) -> object:
        return self.stamps.get(name, 0)

    def open(self, name: str) -> Searcher:
        self.times[name] += 1
        if name in self.refused:
            raise self.refused[name]
        self.opened[name] = Closing(self, name)
        return self.opened[name]


def serves(library: Library) -> str:
    """The name of what serves; raises where nothing does."""
    with library.reading() as edition:
        searcher = edition.searcher
        assert isinstance(searcher, Closing)
        assert not searcher.closed
        return searcher.name
