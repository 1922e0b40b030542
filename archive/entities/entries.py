"""A line of an authority file that is an entity: how it is read, and what its guards allow.

The format of a line is described in `data/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from archive.model.entity import Entity, Kind
from archive.model.language import LANGUAGES

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A guard's pattern. Few of the thousands of guards are asked by the articles of a day."""
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Guard:
    """What must (`near`) or must not (`none`) stand near a dangerous name, in folded text.

    Both are patterns of `re`, compiled once they are needed.
    """

    near: str | None = None
    none: str | None = None

    def forbids(self, around: str) -> bool:
        """Whether a name with this folded text around it is never the entity's."""
        return self.none is not None and _compiled(self.none).search(around) is not None

    @property
    def asks(self) -> bool:
        """Whether something must stand near the name."""
        return self.near is not None

    def asks_no_more(self, around: str) -> bool:
        """Whether what must stand near the name does."""
        return self.near is None or _compiled(self.near).search(around) is not None


class Years(NamedTuple):
    """From which year to which, both included, something is known by a name."""

    first: int = 0
    last: int = 9999


ALWAYS: Final = Years()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity with what recognising it needs.

    `solo`: the surname alone means this person everywhere. `cased`: names that must be
    capitalised exactly as listed. `home` is the place whose person or body it is, "" where none is
    told: the texts of that place say its names without saying who that is. `local` are names that
    mean it in these texts alone. `years` has when a name means it, by name, and under "" when the
    others do: a text of another year means somebody else.
    """

    entity: Entity
    surname: str | None = None
    solo: bool = False
    guards: Mapping[str, Guard] = field(default_factory=dict)
    cased: frozenset[str] = frozenset()
    home: str = ""
    local: frozenset[str] = frozenset()
    years: Mapping[str, Years] = field(default_factory=dict)

    def years_of(self, name: str) -> Years:
        """When a name means it."""
        return self.years.get(name) or self.years.get("", ALWAYS)

    def tells_apart(self, name: str) -> bool:
        """Whether a name may be another's too: by its guard, its years or the place of a text."""
        return name in self.guards or name in self.years or name in self.local


def text_of(row: Mapping[str, Any], key: str, *, required: bool = False) -> str:
    """A text of a row, "" where there is none; raises ValueError."""
    value = row.get(key) or ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise ValueError(f"{key} must be a text")
    return value.strip()


def texts_of(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of texts of a row; raises ValueError."""
    value = row.get(key) or []
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise ValueError(f"{key} must be a list of texts")
    return tuple(value)


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is not a day such as 1989-06-04")
    return date.fromisoformat(text)


def _days(row: Mapping[str, Any], kind: Kind) -> tuple[tuple[date, date | None], ...]:
    """The intervals of an event; a single day is one too, and one that goes on ends in two dots."""
    texts = texts_of(row, "days")
    if texts and kind is not Kind.EVENT:
        raise ValueError(f"only an event has days, and this is of kind {kind}")
    intervals = []
    for text in texts:
        first, _, last = text.partition("/")
        begin = _day(first)
        end = None if last == ".." else _day(last if "/" in text else first)
        if end is not None and begin > end:
            raise ValueError(f"days {text!r} end before they begin")
        intervals.append((begin, end))
    return tuple(intervals)


def _within(row: Mapping[str, Any], kind: Kind) -> str:
    """The place that a place lies in, "" for none."""
    within = id_of(row, "within") if row.get("within") else ""
    if within and kind is not Kind.PLACE:
        raise ValueError(f"only a place lies within another, and this is of kind {kind}")
    return within


def _by_name(row: Mapping[str, Any], key: str) -> dict[str, int]:
    """The years of a row by name; one year alone stands for all names, under ""."""
    value = row.get(key) or {}
    years = value if isinstance(value, dict) else {"": value}
    for year in years.values():
        if isinstance(year, bool) or not isinstance(year, int) or not 0 < year <= ALWAYS.last:
            raise ValueError(f"{key} must be a year such as 2022, and is {year!r}")
    return years


def _years(row: Mapping[str, Any], names: Collection[str]) -> dict[str, Years]:
    """When each name means the entity; under "" when those do of which nothing else is said."""
    begins, ends = _by_name(row, "from"), _by_name(row, "to")
    if unknown := {*begins, *ends} - {"", *names}:
        raise ValueError(f"years of {min(unknown)!r}, which is no name of it")
    years = {}
    for name in {*begins, *ends}:
        first = begins.get(name, begins.get("", ALWAYS.first))
        last = ends.get(name, ends.get("", ALWAYS.last))
        if first > last:
            raise ValueError(f"from {first} is after to {last}")
        years[name] = Years(first, last)
    return years


def _guards(row: Mapping[str, Any], *, tested: bool) -> dict[str, Guard]:
    guards = {}
    value = row.get("guard") or {}
    if not isinstance(value, dict):
        raise TypeError("guard must map a name to what must stand near it")
    for name, rule in value.items():
        if not isinstance(rule, dict) or not rule or set(rule) - {"near", "not"}:
            raise ValueError(f'guard of {name!r} must be {{"near": ...}} or {{"not": ...}}')
        patterns = {key: str(pattern) for key, pattern in rule.items()}
        if not tested:
            for pattern in patterns.values():
                re.compile(pattern)
        guards[name] = Guard(patterns.get("near"), patterns.get("not"))
    return guards


def _dangerous(kind: Kind, guards: Mapping[str, Guard], sure: Collection[str]) -> Iterator[str]:
    """Names that mean something else as often, so that a query must not be expanded by them.

    What must not stand near a person's name is as a rule a relative's or a building's name; what
    must not stand near an organisation's tells it from another thing, save where it is `sure`.
    """
    for name, guard in guards.items():
        harmless = kind is Kind.PERSON or name in sure
        if guard.near is not None or not harmless:
            yield name


def id_of(row: Mapping[str, Any], key: str = "id") -> str:
    """An id of a row; raises ValueError."""
    identifier = text_of(row, key, required=True)
    if not _ID.fullmatch(identifier):
        raise ValueError(f"{key} {identifier!r} is not made of a-z, 0-9 and hyphens")
    return identifier


def parse_entry(row: Mapping[str, Any], *, tested: bool = False) -> Entry:
    """Read the row of an entity; raises ValueError, TypeError or `re.error` saying what is wrong.

    The patterns of a `tested` row are known to be right: compiling all of them takes seconds.
    """
    identifier = id_of(row)
    names = {language: text_of(row, language) for language in LANGUAGES}
    names = {language: name for language, name in names.items() if name}
    if not names:
        raise ValueError("it has no name")
    kind = Kind(row.get("kind", ""))
    guards = _guards(row, tested=tested)
    cased, sure, local = (texts_of(row, key) for key in ("cased", "sure", "local"))
    if local and not row.get("home"):
        raise ValueError("it has local names and no home")
    if unguarded := set(sure) - set(guards):
        raise ValueError(f"{min(unguarded)!r} is sure, and has no guard")
    surname, solo = text_of(row, "surname"), bool(row.get("solo"))
    years = _years(row, {*names.values(), *texts_of(row, "aliases"), *local, surname})
    entity = Entity(
        identifier,
        kind,
        names,
        # A surname that means one person everywhere is a name of that person.
        tuple(
            dict.fromkeys(
                (*texts_of(row, "aliases"), *local, *([surname] if solo and surname else []))
            )
        ),
        text_of(row, "note"),
        tuple(sorted({*_dangerous(kind, guards, sure), *cased, *local, *years} - {""})),
        _days(row, kind),
        _within(row, kind),
    )
    if unknown := set(guards) - {*entity.all_names(), surname}:
        raise ValueError(f"guard names {min(unknown)!r}, which is no name of it")
    return Entry(
        entity,
        surname=surname or None,
        solo=solo,
        guards=guards,
        cased=frozenset(cased),
        home=id_of(row, "home") if row.get("home") else "",
        local=frozenset(local),
        years=years,
    )
