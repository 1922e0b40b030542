"""The write contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from archive.engine.grouping import Grouping
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.result import GenerationInfo
from archive.model.shown import NameRule


class Build(Protocol):
    """A generation in the making. It is not seen by readers until it is published."""

    name: str

    def add(self, document: Document, since: int | None = None) -> None:
        """Add a document; it takes the place of one with the same id, if there is one.

        `since` says when an article of this id first came, in seconds since 1970 UTC: with this
        build, where it is not given.
        """

    def delete(self, article: str) -> None:
        """Remove the article with this id; raises `ArticleNotFoundError`."""

    def erase(self, articles: Sequence[str]) -> None:
        """Remove articles so that no byte of the generation tells of them; raises as `delete`."""

    def keep(self, name: str) -> Path:
        """Where a file of the caller's goes that becomes part of the generation.

        It must be complete before `commit`; `Store.kept` gives it back. A generation that is built
        on another does not take such files over.
        """

    def renew(self, made: Callable[[Iterator[Document]], Iterator[Document]]) -> None:
        """Put other documents in the place of all there are; their tokens stay.

        `made` is given every document as it is kept, with all that it mentions, and gives one of
        the same article for each, in the same order.
        """

    def commit(
        self, names: Names, rule: NameRule | None = None, grouping: Grouping | None = None
    ) -> GenerationInfo:
        """Finish the generation: everything is on disk when this returns.

        Documents keep all that they mention. Readers are shown of it the entities, the names that
        `rule` shows (`EveryName` if none is given), and the days; nothing that stands in a line
        which `archive.text.edges.REPEATED_LINE` articles with different texts have near their ends.
        `grouping` says which articles are versions and copies of each other (none if not given).

        No answer shows what was deleted or replaced, nor counts it: answers do not depend on the
        order in which documents were added, nor on what was there in between. Its bytes may stay
        in files for a while.
        """

    def abort(self) -> None:
        """Leave no trace of this generation."""


class Store(Protocol):
    """Where generations are kept. One process writes at a time; the caller holds the lock."""

    def begin(self, fingerprint: str, onto: str | None = None, was: str = "") -> Build:
        """Start a new generation, analysed in the way that `fingerprint` names.

        `was` is the way in which `onto` was analysed, where the caller sees to it that whatever is
        analysed otherwise now is added anew; the same way if it is not given.

        It is empty, or holds at first what the finished generation `onto` holds, which stays as it
        is. Raises `GenerationNotFoundError`, `DamagedIndexError` if `onto` does not verify, and
        `IndexFormatError` if it was written in another format or analysed in another way.
        """

    def annotate(self, name: str, file: str, text: str) -> None:
        """Put a text for people beside the files of a generation; nothing depends on it.

        Raises `GenerationNotFoundError`.
        """

    def kept(self, name: str, file: str) -> Path | None:
        """A file that the caller made part of a generation; None where it has none of that name.

        Raises `GenerationNotFoundError` and `DamagedIndexError`.
        """

    def publish(self, name: str) -> None:
        """Make this generation the one that readers see, in one atomic step.

        Raises `GenerationNotFoundError`, or `DamagedIndexError` if it does not verify; then what
        was served goes on being served.
        """

    def roll_back(self, name: str) -> None:
        """Go back to this generation, which served before, in one atomic step.

        What served since is set aside: it can be published again, and is not gone back to. Raises
        as `publish` does, and `GenerationNotFoundError` where it did not serve before.
        """

    def current(self) -> str | None:
        """The published generation's name, or None; raises `DamagedIndexError`."""

    def candidates(self) -> tuple[str, ...]:
        """The published generation, then those that served before it, the latest first.

        What was finished and never published is not among them. Raises `DamagedIndexError`.
        """

    def served(self) -> Iterator[tuple[str, str]] | None:
        """What was served last, as `Searcher.contents` gives it; None if nothing ever was.

        Known without opening the generation, as long as the list of what it holds is whole. Raises
        `UnknownContentsError`, also while it is read.
        """

    def generations(self) -> tuple[GenerationInfo, ...]:
        """All finished generations, also damaged ones (`problem`).

        In the order of publication, first those never published, whatever the clock says. Where the
        record of publications is lost, no `standing` is known.
        """

    def leftovers(self) -> tuple[str, ...]:
        """Paths of what broken-off runs left behind: never published, and in nobody's use.

        Where the record of publications is lost, no finished generation counts as left behind.
        """

    def sweep(self) -> tuple[str, ...]:
        """Remove the leftovers, and forget generations that are gone and do not serve.

        Gives the names of what was removed.
        """

    def verify(self, name: str) -> Sequence[str]:
        """What is wrong with a generation, one line each with the file named; empty if nothing.

        Raises `GenerationNotFoundError`.
        """

    def remove(self, name: str) -> None:
        """Delete a generation; raises `InUseError` where it is published or open somewhere.

        Raises `GenerationNotFoundError`, and `DamagedIndexError` where it is not known what is
        published.
        """
