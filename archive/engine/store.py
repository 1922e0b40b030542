"""The write contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from archive.model.article import Document
from archive.model.entity import Names
from archive.model.result import GenerationInfo


class Build(Protocol):
    """A generation in the making. It is not seen by readers until it is published."""

    name: str

    def add(self, document: Document) -> None:
        """Add a document. Its id has not been added before."""

    def commit(self, names: Names) -> GenerationInfo:
        """Finish the generation: everything is on disk when this returns."""

    def abort(self) -> None:
        """Leave no trace of this generation."""


class Store(Protocol):
    """Where generations are kept. One process writes at a time; the caller holds the lock."""

    def begin(self, fingerprint: str) -> Build:
        """Start a new generation, analysed in the way that `fingerprint` names."""

    def publish(self, name: str) -> None:
        """Make this generation the one that readers see, in one atomic step.

        Raises `GenerationNotFoundError`, or `DamagedIndexError` if it does not verify; then what
        was served goes on being served.
        """

    def current(self) -> str | None:
        """The published generation's name, or None."""

    def generations(self) -> tuple[GenerationInfo, ...]:
        """All finished generations, oldest first."""

    def verify(self, name: str) -> Sequence[str]:
        """What is wrong with a generation, one line each with the file named; empty if nothing.

        Raises `GenerationNotFoundError`.
        """

    def remove(self, name: str) -> None:
        """Delete a generation that is not published."""
