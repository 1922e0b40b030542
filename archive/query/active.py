"""The filters that narrow a search, one by one: what each is, and the search without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from archive.model.entity import Names
from archive.model.fields import ENTITY_FACETS, FACET_NAMES
from archive.model.message import Message
from archive.query.days import DaySpan
from archive.query.parameters import SearchParameters

#: The two ranges of days: what each is called, and its ends in `SearchParameters`.
RANGES: Final[Mapping[str, tuple[str, str]]] = {
    "published": ("first", "last"),
    "mentioned": ("mentioned_first", "mentioned_last"),
}


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter that is on; `without` is the search without it, from its first page.

    `kind` is a facet, of which `value` is chosen or `excluded`; a range of days of `RANGES` with
    its `ends` (None for open); or "undated", with its parameter as `value`.
    """

    kind: str
    without: SearchParameters
    value: str = ""
    excluded: bool = False
    ends: tuple[DaySpan | None, DaySpan | None] = (None, None)


def active_filters(parameters: SearchParameters) -> tuple[ActiveFilter, ...]:
    """The filters of a search: those of facets in the order of these, then days."""
    return (*_chosen(parameters), *_days(parameters))


def _chosen(parameters: SearchParameters) -> Iterator[ActiveFilter]:
    for facet in FACET_NAMES:
        for excluded, chosen in ((False, parameters.included), (True, parameters.excluded)):
            for value in chosen.get(facet, ()):
                without = parameters.toggled(facet, value, exclude=excluded)
                yield ActiveFilter(facet, without, value, excluded)


def _days(parameters: SearchParameters) -> Iterator[ActiveFilter]:
    for kind, (first, last) in RANGES.items():
        ends = getattr(parameters, first), getattr(parameters, last)
        if any(ends):
            without = replace(parameters, **{first: None, last: None}, page=1)  # type: ignore[arg-type]  # names
            yield ActiveFilter(kind, without, ends=ends)
    if parameters.undated:
        without = replace(parameters, undated="", page=1)
        yield ActiveFilter("undated", without, parameters.undated)


class _Held(Protocol):
    """What the archive has of facets."""

    def names(self) -> Names:
        """The entities of the generation."""

    def values(self, facet: str) -> tuple[tuple[str, str], ...]:
        """Every value of a facet with its folded form."""


def unknown_choices(parameters: SearchParameters, held: _Held) -> tuple[Message, ...]:
    """A note for each value chosen or excluded that is in no facet of the archive."""
    notes = []
    for one in active_filters(parameters):
        if one.kind not in FACET_NAMES:
            continue
        if one.kind in ENTITY_FACETS and held.names().get(one.value) is not None:
            continue
        if all(value != one.value for value, _ in held.values(one.kind)):
            name = f"-{one.kind}" if one.excluded else one.kind
            notes.append(Message.of("unknown_choice", parameter=name, value=one.value))
    return tuple(notes)
