"""The life of an index in plain Python: what was made, what is published, what is whole."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from archive.cli import main
from archive.engine.generation import REMOVING, UNFINISHED, UNPUBLISHED
from archive.engine.searcher import Searcher
from archive.engine.whoosh import build as whoosh_build
from archive.entities.authority import Authority, parse_authority
from archive.indexing import reindex as reindex_module
from archive.search import edition as edition_module
from archive.text.segmentation import segmenter_of
from tests.operations.apart import Fault, Outcome, apart

#: What a generation holds: titles by id.
Articles: TypeAlias = dict[str, str]

_AUTHORITY: Final = '{"id": "x-corp", "kind": "organisation", "en": "Xylo Corp"}'


def articles(first: int, count: int, version: int) -> Articles:
    """So many articles of a version, numbered from `first`."""
    return {f"n{n:03d}": f"Title {n} of {version}" for n in range(first, first + count)}


def write_source(path: Path, held: Articles) -> None:
    """Articles as JSON Lines."""
    rows = ({"id": one, "title": title, "body": "Some text."} for one, title in held.items())
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def read_all(searcher: Searcher) -> Articles:
    """Every article of a generation, read to its last byte."""
    return {one: searcher.get(one).article.title for one, _ in searcher.contents()}


def use_small_authority(patched: pytest.MonkeyPatch) -> None:
    """A small authority file and no models: a reindex of few articles takes a moment."""
    authority = parse_authority([_AUTHORITY], "test")

    def load(*_: object) -> Authority:
        return authority

    # Every generation has the same names, so one segmenter serves all.
    segmenter = segmenter_of(authority.names())
    patched.setattr(edition_module, "segmenter_of", lambda _: segmenter)
    patched.setattr(reindex_module, "load_authority", load)
    patched.setattr("archive.commands.doctor.load_authority", load)
    patched.setenv("ARCHIVE_MODELS", "off")


@dataclass(frozen=True)
class Record:
    """What `CURRENT` says: the published generation, those before it, and those set aside."""

    current: str = ""
    before: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def candidates(self) -> tuple[str, ...]:
        return (*filter(None, [self.current]), *self.before)

    @property
    def known(self) -> tuple[str, ...]:
        return (*self.candidates, *self.aside)

    def published(self, name: str) -> Record:
        before = tuple(one for one in self.candidates if one != name)
        return Record(name, before, tuple(one for one in self.aside if one != name))

    def rolled_back(self, name: str) -> Record:
        place = self.candidates.index(name)
        since = self.candidates[:place]
        return Record(name, self.candidates[place + 1 :], (*since, *self.aside))

    def among(self, there: set[str]) -> Record:
        """Without what is not there any more; the current one stays."""
        before, aside = (
            tuple(one for one in names if one in there) for names in (self.before, self.aside)
        )
        return Record(self.current, before, aside)


@dataclass
class Life:
    """One index, and the runs that make, publish and remove its generations.

    `made` has what each generation held when it was made; `harmed` has what to write back.
    """

    root: Path
    hours: int = 0
    runs: int = 0
    made: dict[str, Articles] = field(default_factory=dict)
    harmed: dict[str, list[tuple[Path, bytes]]] = field(default_factory=dict)

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def source(self) -> Path:
        return self.root / "source.jsonl"

    @property
    def generations(self) -> Path:
        return self.index / "generations"

    def present(self) -> set[str]:
        """Finished generations that are there."""
        folder = self.generations
        there = folder.iterdir() if folder.is_dir() else ()
        return {path.name for path in there if not path.name.endswith((UNFINISHED, REMOVING))}

    def whole(self, name: str) -> bool:
        """Whether a generation is there and nobody harmed it."""
        return name in self.present() and name not in self.harmed

    def record(self) -> Record | None:
        """What `CURRENT` says, read by the plainest means; None where it says nothing."""
        try:
            first, *rest = (self.index / "CURRENT").read_text("utf-8").splitlines()
        except (OSError, ValueError):
            return None
        rows = [row.split(" ", 1) for row in rest]
        if not first.strip() or any(len(row) != 2 or row[0] not in "before aside" for row in rows):
            return None
        names = {kind: tuple(row[1] for row in rows if row[0] == kind) for kind in _KINDS}
        return Record(first, names["before"], names["aside"])

    def listed(self, name: str) -> bool:
        """Whether the list of what a generation holds is there and whole."""
        try:
            with gzip.open(self.index / "contents" / f"{name}.gz", "rt", encoding="utf-8") as file:
                return file.read().rpartition("\n")[0].rpartition("\n")[2].startswith("end ")
        except (OSError, EOFError, ValueError, zlib.error):
            return False

    def marked(self, name: str) -> bool:
        """Whether a generation says of itself that it was never published."""
        return (self.generations / name / UNPUBLISHED).is_file()

    def run(self, *arguments: object, fault: Fault | None = None) -> Outcome:
        """Run a command on the index in a process of its own."""
        line = [str(one) for one in (*arguments, "--index", self.index)]
        now = dt.datetime(2026, 6, 15, tzinfo=dt.UTC) + dt.timedelta(hours=self.hours)
        self.runs += 1
        name = f"{now:%Y%m%dT%H%M%S}-{self.runs % 1000:03d}{self.runs:04x}"

        def act() -> int:
            pytest.MonkeyPatch().setattr(whoosh_build, "new_name", lambda: name)
            return main(line)

        return apart(act, self.index, fault)

    def reindex(self, held: Articles, *more: str, fault: Fault | None = None) -> Outcome:
        """Reindex a source of these articles; what a generation holds is written down."""
        write_source(self.source, held)
        before = self.present()
        outcome = self.run("reindex", self.source, "--jobs", 1, *more, fault=fault)
        self.made.update({name: dict(held) for name in self.present() - before})
        return outcome

    def harm(self, path: Path, written: bytes | None) -> None:
        """Write over a file of a generation, or remove it."""
        name = path.parent.name
        self.harmed.setdefault(name, []).append((path, path.read_bytes()))
        if written is None:
            path.unlink()
        else:
            with path.open("r+b") as file:
                file.write(written)
                file.truncate()

    def repair(self, name: str) -> None:
        """Write back what a generation held."""
        for path, written in reversed(self.harmed.pop(name)):
            path.write_bytes(written)

    def listed_files(self, name: str) -> list[Path]:
        """The files of a generation that hold something, its manifest among them."""
        files = sorted((self.generations / name).iterdir())
        return [path for path in files if path.stat().st_size]

    def strangers(self, record: Record) -> list[str]:
        """What stands in the index and is neither a generation nor of use to one."""
        known = {f"{name}.gz" for name in self.present().union(record.known)}
        usual = {"CURRENT", "lock", "generations", "contents", "rejects.jsonl"}
        found = {path.name for path in self.index.iterdir()} - usual
        found |= {path.name for path in (self.index / "contents").iterdir()} - known
        found |= {path.name for path in self.generations.iterdir()} - self.present()
        found |= {name for name in self.present() if self.marked(name)}
        return sorted(found)


_KINDS: Final = ("before", "aside")
