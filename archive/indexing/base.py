"""What a reindex begins with: the generation that serves, where its finished work can be used."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.engine.store import Build, Store
from archive.errors import ArchiveError, DamagedIndexError
from archive.indexing.intake_tables import INTAKE, reading_tables
from archive.indexing.stages import of_facts, stale

#: Stages for which every text is analysed anew.
ANEW: Final = frozenset({"tokens", "copies", "beginnings"})

#: A fact: the fingerprint of analysis, names among it, of the generation.
ANALYSED: Final = "analysed"


@dataclass(frozen=True, slots=True)
class Base:
    """The generation that serves: its intake, and the fingerprints that it was made by."""

    name: str
    intake: Path
    analysed: str
    stages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Start:
    """A build, and what it is built on.

    `base` is None where everything is made from the sources, and `why` says so in words: "" where
    that was asked for, or nothing served before. `record` is the intake whose ids are carried over.
    `stale` are the stages to do again for what is in the base; `onto`: the build holds it already.
    """

    build: Build
    base: Base | None
    record: Path | None
    stale: frozenset[str] = frozenset()
    onto: bool = False
    why: str = ""


def served_base(store: Store) -> Base | None:
    """What serves, with its intake; raises `ArchiveError` where that cannot be read."""
    name = store.current()
    intake = None if name is None else store.kept(name, INTAKE)
    if name is None or intake is None:
        return None
    with reading_tables(intake) as tables:
        facts = dict(tables.execute("SELECT name, value FROM facts").fetchall())
    return Base(name, intake, facts.get(ANALYSED, ""), of_facts(facts))


def _last_record(store: Store) -> Path | None:
    """The latest intake that can be read, of what serves or served: ids stay those it gave."""
    with suppress(ArchiveError):
        for name in store.candidates():
            with suppress(ArchiveError):
                if (intake := store.kept(name, INTAKE)) is not None:
                    with reading_tables(intake):
                        return intake
    return None


def start(store: Store, fingerprint: str, stages: Mapping[str, str], *, full: bool) -> Start:
    """Begin a build on what serves, as far as its finished work can be used.

    Where it cannot, everything is made from the sources; the ids that it gave are kept if its
    intake can be read, else those that were given before it.
    """
    try:
        base = served_base(store)
    except ArchiveError as error:
        return Start(store.begin(fingerprint), None, _last_record(store), why=error.detail)
    if base is None or full:
        unknown = base is None and not full and store.current() is not None
        why = "what serves does not say what its sources held." if unknown else ""
        return Start(store.begin(fingerprint), None, base.intake if base else None, why=why)
    again = stale(stages, base.stages)
    try:
        if again & ANEW:
            # Every text is cut anew; what was published is taken from what serves.
            if problems := store.verify(base.name):
                raise DamagedIndexError(problems[0])
            return Start(store.begin(fingerprint), base, base.intake, again)
        build = store.begin(fingerprint, base.name, base.analysed)
        return Start(build, base, base.intake, again, onto=True)
    except ArchiveError as error:
        return Start(store.begin(fingerprint), None, base.intake, why=error.detail)
