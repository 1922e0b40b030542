"""The authority files: the curated entities, their names in every script, curators' decisions.

A line is an entity or a decision; the format of both is described in `data/README.md`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from archive.entities.entries import Entry, id_of, parse_entry, text_of, texts_of
from archive.errors import AuthorityError
from archive.model.entity import Kind, Names
from archive.text.folding import fold_text

_DATA = resources.files("archive.entities").joinpath("data")


@dataclass(frozen=True, slots=True, eq=False)
class Authority:
    """The entries by id, and one line for each line of the files that could not be read.

    Two are the same where they are one object: what is made of one is kept with it.

    `rejected` are names that a curator has found to be none of that kind; `private` are
    folded names of persons of whom no profile is made. `redirects` maps an id that was merged to
    the one that it was merged into.
    """

    entries: Mapping[str, Entry]
    problems: tuple[str, ...] = ()
    rejected: frozenset[tuple[Kind, str]] = frozenset()
    private: frozenset[str] = frozenset()
    redirects: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> Names:
        """What readers need of the entities."""
        entities = {key: entry.entity for key, entry in self.entries.items()}
        return Names(entities, self.redirects)


class _Reader:
    """Gathers what lines say, in their order."""

    def __init__(self, before: Authority | None = None) -> None:
        """An entry that is read replaces that of the same id in what was read `before`."""
        before = before or Authority({})
        self.entries: dict[str, Entry] = dict(before.entries)
        self.problems: list[str] = list(before.problems)
        self._rejected: set[tuple[Kind, str]] = set(before.rejected)
        self._private: set[str] = set(before.private)
        self._redirects: dict[str, str] = dict(before.redirects)
        self._taken: set[str] = set()

    def read(self, lines: Iterable[str], origin: str, *, tested: bool = False) -> None:
        """Read the lines of a file; a bad one is reported with its number and the rest loads.

        `tested`: see `parse_entry`.
        """
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise TypeError("not a JSON object")
                self._line(row, tested)
            except (ValueError, TypeError, re.error) as error:
                self.problems.append(f"{origin} line {number}: {error}")

    def _line(self, row: Mapping[str, Any], tested: bool) -> None:
        if "reject" in row:
            kinds = [Kind(row["kind"])] if row.get("kind") else list(Kind)
            self._rejected |= {(kind, text_of(row, "reject", required=True)) for kind in kinds}
        elif "do_not_profile" in row:
            self._private.add(fold_text(text_of(row, "do_not_profile", required=True)))
        elif "redirect" in row:
            self._redirect(id_of(row), id_of(row, "redirect"))
        elif "add" in row:
            self._add(id_of(row), texts_of(row, "add"))
        else:
            entry = parse_entry(row, tested=tested)
            name = entry.entity.id
            if name in self._taken:
                raise ValueError(f"id {name!r} stands twice")
            self._taken.add(name)
            self.entries[name] = entry

    def _known(self, name: str) -> Entry:
        if name not in self.entries:
            raise ValueError(f"there is no entity {name!r} above")
        return self.entries[name]

    def _add(self, name: str, aliases: tuple[str, ...]) -> None:
        entry = self._known(name)
        every = tuple(dict.fromkeys((*entry.entity.aliases, *aliases)))
        self.entries[name] = replace(entry, entity=replace(entry.entity, aliases=every))

    def _redirect(self, name: str, target: str) -> None:
        """Merge an entity into another, which gets its names and its guards."""
        gone, heir = self._known(name), self._known(target)
        if name == target:
            raise ValueError(f"{name!r} is redirected to itself")
        guards = {**gone.guards, **heir.guards}
        names = gone.entity.all_names() if gone.years else ()
        years = {**{name: gone.years_of(name) for name in names}, **heir.years}
        self.entries[target] = replace(heir, guards=guards, years=years)
        self._add(target, gone.entity.all_names())
        del self.entries[name]
        for old, new in self._redirects.items():
            if new == name:
                self._redirects[old] = target
        self._redirects[name] = target

    def authority(self) -> Authority:
        """All of it."""
        return Authority(
            self.entries,
            tuple(self.problems),
            frozenset(self._rejected),
            frozenset(self._private),
            self._redirects,
        )


def parse_authority(lines: Iterable[str], origin: str) -> Authority:
    """Read the lines of one file by themselves; a bad one is reported with its number."""
    reader = _Reader()
    reader.read(lines, origin)
    return reader.authority()


def _shipped() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The shipped files, in the order of their names."""
    for file in sorted(_DATA.iterdir(), key=lambda path: path.name):
        if file.name.endswith(".jsonl"):
            yield file.name, tuple(file.read_text("utf-8").splitlines())


def authority_digest(own: Path | None = None) -> str:
    """16 hexadecimal digits that change with the shipped files and the newsroom's own.

    Raises `AuthorityError` where the newsroom's file cannot be read.
    """
    hasher = hashlib.blake2b(digest_size=8)
    for name, lines in _shipped():
        hasher.update("\n".join((name, *lines)).encode())
    if own is not None:
        try:
            hasher.update(own.read_bytes())
        except OSError as error:
            raise _unreadable(own, error) from error
    return hasher.hexdigest()


def _unreadable(own: Path, error: Exception) -> AuthorityError:
    return AuthorityError(
        f"The authority file {own} cannot be read: {error}.", remedy="Check ARCHIVE_AUTHORITY."
    )


@lru_cache(maxsize=1)
def _parsed(files: tuple[tuple[str, tuple[str, ...]], ...]) -> Authority:
    """What shipped files say: reading them takes a second, and they stay the same."""
    reader = _Reader()
    for name, lines in files:
        reader.read(lines, name, tested=True)
    return reader.authority()


def load_authority(
    own: Path | None = None, more: Iterable[str] = (), *, new: bool = False
) -> Authority:
    """The shipped authority files, with the newsroom's own over them, and `more` lines of it.

    An entry of the newsroom's replaces the shipped one of the same id. Raises `AuthorityError`
    where the newsroom's file cannot be read at all; with `new` it need not be there yet.
    """
    shipped = _parsed(tuple(_shipped()))
    if own is None:
        return shipped
    reader = _Reader(shipped)
    try:
        lines = own.read_text("utf-8-sig").splitlines() if own.exists() or not new else []
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(own, error) from error
    reader.read([*lines, *more], str(own))
    return reader.authority()
