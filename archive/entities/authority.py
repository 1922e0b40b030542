"""The authority files: the curated entities, their names in every script, and their guards.

The format of a line is described in `data/README.md`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from archive.errors import AuthorityError
from archive.model.entity import Entity, Kind, Names

_LANGUAGES = ("en", "zh-Hant", "zh-Hans")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATA = resources.files("archive.entities").joinpath("data")


@dataclass(frozen=True, slots=True)
class Guard:
    """What must (`near`) or must not (`none`) stand near a dangerous name, in folded text."""

    near: re.Pattern[str] | None = None
    none: re.Pattern[str] | None = None

    def forbids(self, around: str) -> bool:
        """Whether a name with this folded text around it is never the entity's."""
        return self.none is not None and self.none.search(around) is not None

    def asks_no_more(self, around: str) -> bool:
        """Whether what must stand near the name does."""
        return self.near is None or self.near.search(around) is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity with what recognising it needs.

    `solo`: the surname alone means this person everywhere. `cased`: names that must be
    capitalised exactly as listed. `days`: when an event was, in closed intervals.
    """

    entity: Entity
    surname: str | None = None
    solo: bool = False
    guards: Mapping[str, Guard] = field(default_factory=dict)
    cased: frozenset[str] = frozenset()
    days: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """The entries by id, and one line for each line of the file that could not be read.

    `rejected` are names that a curator has found to be none of that kind, or that belong to
    private persons.
    """

    entries: Mapping[str, Entry]
    problems: tuple[str, ...] = ()
    rejected: frozenset[tuple[Kind, str]] = frozenset()

    def names(self) -> Names:
        """What readers need of the entities."""
        return Names({key: entry.entity for key, entry in self.entries.items()})


def _text(row: Mapping[str, Any], key: str, *, required: bool = False) -> str:
    value = row.get(key) or ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise ValueError(f"{key} must be a text")
    return value.strip()


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key) or []
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise ValueError(f"{key} must be a list of texts")
    return tuple(value)


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is not a day such as 1989-06-04")
    return date.fromisoformat(text)


def _days(row: Mapping[str, Any], kind: Kind) -> tuple[tuple[date, date], ...]:
    """The closed intervals of an event; a single day is an interval too."""
    texts = _texts(row, "days")
    if texts and kind is not Kind.EVENT:
        raise ValueError(f"only an event has days, and this is of kind {kind}")
    found = []
    for text in texts:
        first, _, last = text.partition("/")
        interval = _day(first), _day(last if "/" in text else first)
        if interval[0] > interval[1]:
            raise ValueError(f"days {text!r} end before they begin")
        found.append(interval)
    return tuple(found)


def _guards(row: Mapping[str, Any]) -> dict[str, Guard]:
    found = {}
    value = row.get("guard") or {}
    if not isinstance(value, dict):
        raise TypeError("guard must map a name to what must stand near it")
    for name, rule in value.items():
        if not isinstance(rule, dict) or not rule or set(rule) - {"near", "not"}:
            raise ValueError(f'guard of {name!r} must be {{"near": ...}} or {{"not": ...}}')
        patterns = {key: re.compile(str(pattern)) for key, pattern in rule.items()}
        found[name] = Guard(patterns.get("near"), patterns.get("not"))
    return found


def _dangerous(kind: Kind, guards: Mapping[str, Guard]) -> Iterator[str]:
    """Names that mean something else as often, so that a query must not be widened by them.

    What must not stand near a person's name is as a rule a relative's or a building's name; what
    must not stand near an organisation's tells it from another thing.
    """
    for name, guard in guards.items():
        if guard.near is not None or kind is not Kind.PERSON:
            yield name


def parse_entry(line: str) -> Entry:
    """Read one line; raises ValueError or TypeError saying what is wrong."""
    row = json.loads(line)
    if not isinstance(row, dict):
        raise TypeError("not a JSON object")
    identifier = _text(row, "id", required=True)
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", identifier):
        raise ValueError(f"id {identifier!r} is not made of a-z, 0-9 and hyphens")
    names = {language: _text(row, language) for language in _LANGUAGES}
    names = {language: name for language, name in names.items() if name}
    if not names:
        raise ValueError("it has no name")
    kind = Kind(row.get("kind", ""))
    guards = _guards(row)
    cased = _texts(row, "cased")
    surname, solo = _text(row, "surname"), bool(row.get("solo"))
    entity = Entity(
        identifier,
        kind,
        names,
        # A surname that means one person everywhere is a name of that person.
        tuple(dict.fromkeys((*_texts(row, "aliases"), *([surname] if solo and surname else [])))),
        _text(row, "note"),
        tuple(sorted({*_dangerous(kind, guards), *cased})),
    )
    if unknown := set(guards) - {*entity.all_names(), surname}:
        raise ValueError(f"guard names {min(unknown)!r}, which is no name of it")
    return Entry(
        entity,
        surname=surname or None,
        solo=solo,
        guards=guards,
        cased=frozenset(cased),
        days=_days(row, kind),
    )


def _parse(rows: Iterable[tuple[str, str]]) -> Authority:
    """Read lines, each with where it stands."""
    entries: dict[str, Entry] = {}
    problems = []
    for where, line in rows:
        if not line.strip():
            continue
        try:
            entry = parse_entry(line)
            if entry.entity.id in entries:
                raise ValueError(f"id {entry.entity.id!r} stands twice")
            entries[entry.entity.id] = entry
        except (ValueError, TypeError, re.error) as error:
            problems.append(f"{where}: {error}")
    return Authority(entries, tuple(problems))


def _numbered(lines: Iterable[str], origin: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, 1):
        yield f"{origin} line {number}", line


def parse_authority(lines: Iterable[str], origin: str) -> Authority:
    """Read lines; a bad one is reported with its number and the rest still loads."""
    return _parse(_numbered(lines, origin))


def _shipped() -> Iterator[tuple[str, str]]:
    """The lines of the shipped files, in the order of the files' names."""
    for file in sorted(_DATA.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".jsonl"):
            yield from _numbered(file.read_text("utf-8").splitlines(), file.name)


def load_authority(own: Path | None = None) -> Authority:
    """The shipped authority files, with the newsroom's own over them.

    An entry of the newsroom's replaces the shipped one of the same id. Raises `AuthorityError`
    where the newsroom's file cannot be read at all.
    """
    found = _parse(_shipped())
    if own is None:
        return found
    try:
        lines = own.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AuthorityError(
            f"The authority file {own} cannot be read: {error}.",
            remedy="Check ARCHIVE_AUTHORITY.",
        ) from error
    added = parse_authority(lines, str(own))
    return Authority({**found.entries, **added.entries}, (*found.problems, *added.problems))
