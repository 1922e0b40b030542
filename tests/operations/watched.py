"""An index that is watched through its life: what must be so after whatever happened."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
)

from archive.engine.catalogue import FolderCatalogue
from archive.engine.contents import contents_path
from archive.engine.registry import open_store
from archive.engine.searcher import Searcher
from archive.errors import ArchiveError
from archive.search.library import Library
from tests.operations.apart import BROKEN, KILLED, Fault, Outcome, Strikes
from tests.operations.life import Articles, Life, Record, read_all


@dataclass
class Reader:
    """Somebody who still reads a generation."""

    name: str
    searcher: Searcher


def too_many_vanish(served: Articles, new: Articles) -> bool:
    removed = len(served.keys() - new.keys())
    return removed > 20 and removed > 0.02 * len(served)


class WatchedIndex(RuleBasedStateMachine):
    """One index, a server that looks after each step, and readers of older generations."""

    def __init__(self) -> None:
        super().__init__()
        shared = Path("/dev/shm")
        self.root = Path(tempfile.mkdtemp(dir=shared if shared.is_dir() else None))
        self.life = Life(self.root)
        self.record: Record | None = Record()
        self.ever: set[str] = set()
        self.served: Articles = {}
        self.held = ""
        self.readers: list[Reader] = []
        self.library = Library(FolderCatalogue("whoosh", self.life.index))

    def teardown(self) -> None:
        self.library.close()
        for reader in self.readers:
            reader.searcher.close()
        shutil.rmtree(self.root)

    def nobody_knows(self) -> bool:
        """Whether nothing on disk tells what was served: all that told it was taken away."""
        current = self.record.current if self.record else None
        if current:
            return not self.life.listed(current) and not self.life.whole(current)
        return True if self.record else not self._served_is_told()

    def _served_is_told(self) -> bool:
        same = [name for name, held in self.life.made.items() if held == self.served]
        return any(
            contents_path(self.life.index, name).is_file() or name in self.life.present()
            for name in same
        )

    def settle(self, outcome: Outcome, after: list[Record], fault: Fault | None) -> bool:
        """Compare what is recorded with what may be; whether it was changed as it should."""
        assert outcome.code in (0, 1, *([KILLED] if fault else [])), outcome.said
        assert outcome.code != BROKEN
        assert "Traceback" not in outcome.said
        if fault is not None and fault.strikes is Strikes.FULL and "o space" in outcome.said:
            assert str(self.life.index) in outcome.said
            assert "Free space" in outcome.said
        there, found = self.life.present(), self.life.record()
        self.life.harmed = {n: how for n, how in self.life.harmed.items() if n in there}
        told = self.record is not None or outcome.code == 0
        done = found is not None and found.current in {one.current for one in after}
        if told and found is not None:
            allowed = [one.among(there) for one in (*after, self.record or found)]
            assert found.among(there) in allowed
        elif self.record is not None:
            assert self.record == Record()
        if done or (self.record is not None and found is not None):
            self.record = found
            self.ever.update(found.candidates if found else ())
        return done

    @invariant()
    def what_serves_was_published_and_is_whole(self) -> None:
        name, held = self.ask()
        record = self.record or Record()
        good = next((one for one in record.candidates if self.life.whole(one)), None)
        if good is not None:
            last = record.candidates.index(good)
            assert name in record.candidates[: last + 1]
        if name:
            assert held == self.life.made[name]
            assert self.record is None or name in (*record.candidates, self.held)
            assert name in self.ever
        self.held = name

    def ask(self) -> tuple[str, Articles]:
        """What a reader is answered, asking again where damage is met."""
        for _ in range(len(self.life.made) + 3):
            try:
                with self.library.reading() as edition:
                    return edition.info().name, read_all(edition.searcher)
            except ArchiveError:
                continue
        return "", {}

    @invariant()
    def what_nobody_harmed_is_whole(self) -> None:
        store = open_store("whoosh", self.life.index)
        for name in self.life.present() - self.life.harmed.keys():
            assert store.verify(name) == (), name
