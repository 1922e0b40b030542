"""Which of the names that stand at a place is meant there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from archive.entities.entries import Entry, Guard, Years
from archive.entities.homes import ArticleHomes
from archive.model.entity import Kind
from archive.model.message import Message


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of one entity."""

    entry: Entry
    text: str
    surname: bool
    #: What must and must not stand near it.
    guard: Guard
    years: Years


class KnownNames:
    """The names of entities of some kinds, as they are looked for in a longer name."""

    def __init__(self, every: Mapping[str, Sequence[KnownName]], kinds: AbstractSet[Kind]) -> None:
        found = {
            folded: [name for name in names if name.entry.entity.kind in kinds]
            for folded, names in every.items()
        }
        found = {folded: names for folded, names in found.items() if names}
        self.names = list(found.values())
        self.find = AhoCorasick(
            list(found), matchkind=MatchKind.LeftmostLongest
        ).find_matches_as_indexes


def is_event(names: Sequence[KnownName]) -> bool:
    """Whether names are those of events alone."""
    return all(name.entry.entity.kind is Kind.EVENT for name in names)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place where names stand, with the names it may be.

    `alone`: one of them says by itself who is meant. `guarded`: what must stand near does not.
    `whole`: it is no part of other words. `office`: an office stands beside it. `within`: what
    stands in an event's name that is not sure, and is meant where the event is not.
    """

    names: tuple[KnownName, ...]
    start: int
    end: int
    alone: bool
    guarded: bool
    whole: bool = True
    office: bool = False
    within: tuple[Sighting, ...] = ()


def choose(
    sighting: Sighting, named: set[str], homes: ArticleHomes, people: AbstractSet[str]
) -> tuple[KnownName, Message] | None:
    """Which name it is, and the rule that says so; None where no rule does.

    A short name, a surname or a guarded name is its bearer's who is named in full in the article,
    if there is just one; a surname that means one person everywhere needs no more. In a text that
    is at home in a place, and names `people` of it, so do whole names of others.
    """
    first = sighting.names[0]
    if sighting.alone:
        return first, Message.of("known_name", name=first.text)
    present = [name for name in sighting.names if name.entry.entity.id in named]
    if len({name.entry.entity.id for name in present}) == 1:
        return present[0], _named_in_full(first, guarded=sighting.guarded)
    sure = sighting.whole and (sighting.office or bool(people))
    local = [name for name in sighting.names if _is_local(name, homes, sure=sure)]
    if not present and len({name.entry.entity.id for name in local}) == 1:
        return local[0], Message.of("local_name", name=local[0].text)
    solo = first.surname and first.entry.solo and not sighting.guarded
    if not present and len({name.entry.entity.id for name in sighting.names}) == 1 and solo:
        return first, Message.of("lone_surname", name=first.text)
    return None


def _is_local(name: KnownName, homes: ArticleHomes, *, sure: bool) -> bool:
    """Whether a text of its own place says a name without saying who that is.

    Whole names of people, where it is `sure`, and those that are marked so of offices.
    """
    home = name.entry.home
    if not home or name.surname:
        return False
    if name.entry.entity.kind is not Kind.PERSON:
        return name.text in name.entry.local and homes.are_of_offices(home)
    whole = name.text in name.entry.entity.names.values() or " " in name.text
    return whole and sure and home in homes


def _named_in_full(name: KnownName, *, guarded: bool) -> Message:
    """Why a name is that of somebody whom the article names in full."""
    if name.surname:
        return Message.of("surname", name=name.text)
    if guarded:
        return Message.of("guarded_name", name=name.text)
    return Message.of("short_name", name=name.text)
