"""Any history of an index: runs killed anywhere, full disks, damage, clocks set back.

A model in plain Python says what must be served. Whatever happened, what serves is whole and was
published, nothing that is needed is removed, and the next run leaves nothing over.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    rule,
    run_state_machine_as_test,
)

from archive.engine.catalogue import FolderCatalogue
from archive.engine.registry import open_searcher
from archive.search import library as library_module
from archive.search.library import Library
from tests.operations.apart import Fault, Strikes
from tests.operations.life import Record, articles, read_all, use_small_authority
from tests.operations.watched import Reader, WatchedIndex, too_many_vanish

faults = st.none() | st.none() | st.builds(Fault, st.sampled_from(Strikes), st.integers(1, 40))
numbers = st.integers(0, 1 << 30)


class IndexLife(WatchedIndex):
    """Everything that may happen to an index."""

    @initialize(runs=st.integers(1, 3))
    def begin(self, runs: int) -> None:
        for version in range(runs):
            self.reindex(0, 60, version, False, None)

    @rule(first=st.integers(0, 8), version=st.integers(0, 9))
    def reindex_as_usual(self, first: int, version: int) -> None:
        self.reindex(first, 60, version, False, None)

    @rule(
        first=st.integers(0, 30),
        count=st.integers(1, 60),
        version=st.integers(0, 1),
        allow=st.booleans(),
        fault=faults,
    )
    def reindex(
        self, first: int, count: int, version: int, allow: bool, fault: Fault | None
    ) -> None:
        new = articles(first, count, version)
        there, blind = self.life.present(), self.nobody_knows()
        known = self.record is not None and (self.record.current or not self.life.present())
        outcome = self.life.reindex(new, *(["--allow-removals"] if allow else []), fault=fault)
        made = self.life.present() - there
        assert len(made) <= 1
        after = [(self.record or Record()).published(name) for name in made]
        published = self.settle(outcome, after, fault)
        if published and not allow and not blind:
            assert not too_many_vanish(self.served, new)
        if published:
            self.served = new
        if outcome.code == 0:
            assert published
            assert self.record is not None
            assert self.life.strangers(self.record) == []
        elif fault is None:
            assert not allow, outcome.said
            assert not known or blind or too_many_vanish(self.served, new), outcome.said
        elif fault.strikes is Strikes.FULL:
            left = [path.name for path in self.life.generations.glob("*.building")]
            assert left == [], outcome.said

    @rule(fault=faults)
    def roll_back(self, fault: Fault | None) -> None:
        before = self.record.before if self.record else ()
        name = next((one for one in before if self.life.whole(one)), None)
        outcome = self.life.run("rollback", fault=fault)
        after = [self.record.rolled_back(name)] if self.record and name else []
        done = self.settle(outcome, after, fault)
        if done and name:
            self.served = self.life.made[name]
        if fault is None:
            assert done == (name is not None), outcome.said

    @rule(number=numbers, fault=faults)
    def publish(self, number: int, fault: Fault | None) -> None:
        there = sorted(self.life.present())
        name = there[number % len(there)] if there else "nothing"
        outcome = self.life.run("publish", name, fault=fault)
        whole = self.life.whole(name)
        done = self.settle(
            outcome, [(self.record or Record()).published(name)] if whole else [], fault
        )
        if done:
            self.served = self.life.made[name]
        if fault is None:
            assert done == whole, outcome.said

    @rule(keep=st.integers(1, 3), fault=faults)
    def prune(self, keep: int, fault: Fault | None) -> None:
        life, record = self.life, self.record or Record()
        held = {one.name for one in self.readers} | {self.held}
        good = [name for name in record.candidates if life.whole(name)]
        others = [name for name in life.present() if life.whole(name) and not life.marked(name)]
        needed = {record.current, *good[:keep], *(one for one in held if life.whole(one))}
        needed &= life.present()
        outcome = life.run("prune", "--keep", keep, fault=fault)
        self.settle(outcome, [], fault)
        assert needed <= life.present(), outcome.said
        assert not others or any(life.whole(name) for name in life.present())
        if outcome.code == 0 and self.record is not None and self.record.current:
            assert life.strangers(self.record) == []
            assert len(life.present() - held) <= max(keep, 1) + 1

    @rule(number=numbers, harm=st.sampled_from(["flip", "cut", "remove", "empty"]))
    def harm_a_file(self, number: int, harm: str) -> None:
        chance = random.Random(number)
        there = sorted(self.life.present())
        files = [path for name in there for path in self.life.listed_files(name)]
        if not files:
            return
        path = chance.choice(files)
        written = bytearray(path.read_bytes())
        if harm == "flip":
            written[chance.randrange(len(written))] ^= 1 << chance.randrange(8)
        elif harm == "cut":
            del written[chance.randrange(len(written)) :]
        elif harm == "empty":
            written.clear()
        self.life.harm(path, None if harm == "remove" else bytes(written))

    @rule(number=numbers)
    def repair(self, number: int) -> None:
        there = sorted(self.life.present() & self.life.harmed.keys())
        if there:
            self.life.repair(there[number % len(there)])

    @rule(number=numbers)
    def remove_a_generation(self, number: int) -> None:
        there = sorted(self.life.present())
        if there:
            shutil.rmtree(self.life.generations / there[number % len(there)])

    @rule(number=numbers, harm=st.sampled_from(["flip", "cut", "remove"]), current=st.booleans())
    def harm_a_record(self, number: int, harm: str, current: bool) -> None:
        """The record of publications, or the list of what a generation holds."""
        chance = random.Random(number)
        lists = sorted((self.life.index / "contents").glob("*.gz"))
        path = self.life.index / "CURRENT" if current or not lists else chance.choice(lists)
        if not path.is_file() or not path.stat().st_size:
            return
        written = bytearray(path.read_bytes())
        if harm == "remove":
            path.unlink()
        elif harm == "flip":
            written[chance.randrange(len(written))] ^= 1 << chance.randrange(8)
            path.write_bytes(written)
        else:
            path.write_bytes(written[: chance.randrange(len(written))])
        if path.name == "CURRENT":
            self.record = None

    @rule(hours=st.integers(-48, 48))
    def set_the_clock(self, hours: int) -> None:
        self.life.hours += hours

    @rule()
    def restart_the_server(self) -> None:
        self.library.close()
        self.library = Library(FolderCatalogue("whoosh", self.life.index))
        self.held = ""

    @rule(number=numbers)
    def read_an_old_one(self, number: int) -> None:
        there = [name for name in sorted(self.life.present()) if self.life.whole(name)]
        if there:
            name = there[number % len(there)]
            self.readers.append(Reader(name, open_searcher("whoosh", self.life.index, name)))

    @rule()
    def stop_reading(self) -> None:
        if self.readers:
            reader = self.readers.pop(0)
            if self.life.whole(reader.name):
                assert read_all(reader.searcher) == self.life.made[reader.name]
            reader.searcher.close()


@pytest.fixture
def _at_once() -> Iterator[None]:
    """Reindexing takes a moment, and a server looks before each answer."""
    with pytest.MonkeyPatch.context() as patch:
        use_small_authority(patch)
        patch.setattr(library_module, "LOOK_EVERY", 0.0)
        yield


_USUAL = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.usefixtures("_at_once")
def test_some_histories() -> None:
    run_state_machine_as_test(
        IndexLife,
        settings=settings(_USUAL, max_examples=6, stateful_step_count=12, derandomize=True),
    )


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.usefixtures("_at_once")
def test_ten_thousand_steps() -> None:
    run_state_machine_as_test(
        IndexLife, settings=settings(_USUAL, max_examples=250, stateful_step_count=40)
    )
