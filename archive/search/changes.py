"""What differs between two generations: in the archive, and in what a search finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.model.result import SearchRequest
from archive.query.budget import check_work, refusing
from archive.query.parameters import SearchParameters
from archive.search.edition import Edition


@dataclass(frozen=True, slots=True)
class ArchiveChanges:
    """What a generation has and the one before has not, by ids in code point order.

    Of what is in both, `changed` is stored otherwise.
    """

    before: int
    after: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchChanges:
    """The same of what a search finds.

    `added` and `removed` are new to the archive and gone from it; `now` and `no_longer` are in both
    generations, and found in the later and in the earlier one alone.
    """

    before: int
    after: int
    added: tuple[str, ...]
    now: tuple[str, ...]
    changed: tuple[str, ...]
    no_longer: tuple[str, ...]
    removed: tuple[str, ...]


class TwoGenerations:
    """Two editions side by side, as readers see them now: nothing that is hidden is told."""

    def __init__(self, before: Edition, after: Edition) -> None:
        self._before, self._after = before, after
        self._digests = tuple(dict(edition.searcher.contents()) for edition in (before, after))

    def archive(self) -> ArchiveChanges:
        """What differs in all."""
        old, new = self._digests
        return ArchiveChanges(
            before=len(old),
            after=len(new),
            added=_ordered(new.keys() - old.keys()),
            changed=_ordered(_changed(old.keys() & new.keys(), old, new)),
            removed=_ordered(old.keys() - new.keys()),
        )

    def search(self, parameters: SearchParameters) -> SearchChanges:
        """What differs in what a search finds; raises `BadParameterError` for too much work."""
        old, new = self._digests
        found_before = _ids(self._before, parameters)
        found_after = _ids(self._after, parameters)
        came, went = found_after - found_before, found_before - found_after
        return SearchChanges(
            before=len(found_before),
            after=len(found_after),
            added=_ordered(came - old.keys()),
            now=_ordered(came & old.keys()),
            changed=_ordered(_changed(found_before & found_after, old, new)),
            no_longer=_ordered(went & new.keys()),
            removed=_ordered(went - new.keys()),
        )

    def headline(self, article: str) -> str:
        """What an article is called, in the later generation that has it."""
        edition = self._after if article in self._digests[1] else self._before
        return edition.get(article).article.title


def _ordered(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))


def _changed(ids: Iterable[str], old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    return (article for article in ids if old[article] != new[article])


def _ids(edition: Edition, parameters: SearchParameters) -> set[str]:
    with refusing():
        plan = edition.plan(parameters)
        check_work(edition, [plan.strict.tree], shown=0)
        request = SearchRequest(plan.strict.tree, filters=plan.filters, sort=plan.sort)
        return {hit.id for hit in edition.searcher.stream(request)}
