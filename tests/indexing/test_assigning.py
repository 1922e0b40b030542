"""Which article has an id that several are given: nothing is lost, and what was given stays."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.indexing import assigning as assigning_module
from archive.indexing.assigning import Kept, SourceReading, assigned
from archive.indexing.intake_tables import own_id
from tests.indexing.newsdesk import Desk, article, without_shipped_names

ID = "n"

#: Who says what: a source and a content.
Said = tuple[int, bytes]

_SAID = st.tuples(st.integers(0, 2), st.sampled_from((b"a", b"b", b"c", b"d")))
_WALKS = st.lists(st.lists(_SAID, max_size=6), min_size=1, max_size=6)


class Record:
    """What was ever stored of an id, as the tables keep it."""

    def __init__(self) -> None:
        self.rows: dict[str, Kept] = {}

    def walk(self, said: Sequence[Said]) -> dict[str, Said]:
        """Give ids to what is read in this order."""
        readings = [SourceReading(1, number, *one) for number, one in enumerate(said)]
        stored = assigned(ID, readings, list(self.rows.values())) if readings else {}
        gone = {final: row._replace(present=False) for final, row in self.rows.items()}
        now = {
            final: Kept(final, ID, one.source, one.content, True) for final, one in stored.items()
        }
        self.rows = gone | now
        return {final: (one.source, one.content) for final, one in stored.items()}


class Oracle:
    """The rules in their plainest form."""

    def __init__(self) -> None:
        self.owner: int | None = None
        self.under_source: dict[int, bytes] = {}
        self.own: set[Said] = set()

    def walk(self, said: Sequence[Said]) -> dict[str, Said]:
        if said and self.owner is None:
            self.owner = said[0][0]
        stored: dict[str, Said] = {}
        for source in dict(said):
            contents = list(dict.fromkeys(content for one, content in said if one == source))
            before = self.under_source.get(source)
            new = [one for one in contents if (source, one) not in self.own]
            chosen = before if before in contents else next(iter(new), None)
            for content in contents:
                if content == chosen:
                    name = ID if source == self.owner else own_id(ID, source)
                    self.under_source[source] = content
                else:
                    name = own_id(ID, source, content.hex())
                    self.own.add((source, content))
                stored[name] = (source, content)
        return stored


@given(walks=_WALKS)
def test_ids_are_given_as_the_rules_say(walks: list[list[Said]]) -> None:
    record, oracle = Record(), Oracle()
    for said in walks:
        assert record.walk(said) == oracle.walk(said)


def _few(*parts: object) -> str:
    """An id of its own whose digits are soon those of another."""
    article, *more = parts
    digits = hashlib.blake2b(repr(more).encode(), digest_size=4).hexdigest()
    return f"{article}~{digits[0]}"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walks=_WALKS, collide=st.booleans())
def test_whatever_is_read_nothing_is_lost_and_ids_stay(
    monkeypatch: pytest.MonkeyPatch, walks: list[list[Said]], *, collide: bool
) -> None:
    """An id of its own is one content's for ever; what stays in the sources keeps its id."""
    monkeypatch.setattr(assigning_module, "own_id", _few if collide else own_id)
    record = Record()
    before: Mapping[str, Said] = {}
    owners: set[int] = set()
    for said in walks:
        stored = record.walk(said)
        assert sorted(stored.values()) == sorted(set(said))
        names = {one: final for final, one in stored.items()}
        for final, one in before.items():
            assert names.get(one, final) == final
        owners |= {stored[ID][0]} if ID in stored else set()
        assert len(owners) <= 1
        before = stored


@given(first=st.lists(_SAID, min_size=1, max_size=5), second=st.permutations(range(5)))
def test_the_order_of_reading_decides_the_first_time_only(
    first: list[Said], second: list[int]
) -> None:
    record = Record()
    stored = record.walk(first)
    again = [first[number] for number in second if number < len(first)]
    assert record.walk(again) == stored


@given(walks=_WALKS)
def test_only_digits_are_added_to_an_id(walks: list[list[Said]]) -> None:
    record = Record()
    for said in walks:
        for final in record.walk(said):
            id_, tilde, digits = final.partition("~")
            assert id_ == ID
            assert (tilde, digits) == ("", "") or (int(digits, 16) >= 0 and len(digits) == 8)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    without_shipped_names(monkeypatch)
    return Desk(tmp_path)


POST = article("n", "Of the Post.", source="Post")
DAILY = article("n", "Of the Daily.", source="Daily")


@pytest.mark.parametrize("full", [False, True])
def test_a_bare_id_stays_with_its_source_while_that_is_gone(desk: Desk, *, full: bool) -> None:
    desk.write("b.jsonl", POST)
    desk.reindex()
    desk.write("a.jsonl", DAILY)
    assert desk.reindex(full=full).own_ids == 1
    both = desk.bodies()
    assert both["n"] == "Of the Post."
    (other,) = both.keys() - {"n"}
    desk.write("b.jsonl", article("else"))
    desk.reindex(full=full)
    assert desk.bodies() == {other: "Of the Daily.", "else": "Some text."}
    desk.write("b.jsonl", POST)
    desk.reindex(full=full)
    assert desk.bodies() == both


@pytest.mark.parametrize("full", [False, True])
def test_an_id_of_its_own_is_never_that_of_another(desk: Desk, *, full: bool) -> None:
    """Corrected, the first keeps the bare id; gone, it leaves it to what is new."""
    monday, tuesday = article("column", "Monday."), article("column", "Tuesday.")
    desk.write("b.jsonl", monday)
    desk.reindex()
    desk.write("a.jsonl", tuesday)
    desk.reindex(full=full)
    (own,) = desk.bodies().keys() - {"column"}
    desk.write("b.jsonl", article("column", "Monday, corrected."))
    desk.reindex(full=full)
    assert desk.bodies() == {"column": "Monday, corrected.", own: "Tuesday."}
    (desk.files / "b.jsonl").unlink()
    desk.reindex(full=full)
    assert desk.bodies() == {own: "Tuesday."}
    desk.write("c.jsonl", article("column", "Wednesday."))
    desk.reindex(full=full)
    assert desk.bodies() == {own: "Tuesday.", "column": "Wednesday."}


def test_what_was_exported_may_come_back(desk: Desk) -> None:
    """An article whose bare id looks like one that was made, also with the same content."""
    desk.write("a.jsonl", POST)
    desk.write("b.jsonl", DAILY)
    desk.reindex()
    (own,) = desk.bodies().keys() - {"n"}
    desk.write("c.jsonl", article(own, "Of the Daily.", title="Title n", source="Daily"))
    report = desk.reindex()
    assert (report.stored, report.repeated) == (3, 0)
    bodies = desk.bodies()
    assert sorted(bodies.values()) == ["Of the Daily.", "Of the Daily.", "Of the Post."]
    assert (bodies["n"], bodies[own]) == ("Of the Post.", "Of the Daily.")
    assert not desk.reindex().made
    desk.reindex(full=True)
    assert desk.bodies() == bodies


def test_whatever_order_files_come_in_ids_stay(desk: Desk) -> None:
    """Files are given in all orders; the record decides, not the order."""
    rows = {"a": POST, "b": DAILY, "c": article("n", "Another of the Post.", source="Post")}
    files = [desk.write(f"{name}.jsonl", row) for name, row in rows.items()]
    desk.reindex(*files)
    bodies = desk.bodies()
    assert len(bodies) == 3
    for number, order in enumerate(permutations(files)):
        desk.write("d.jsonl", article("d", f"Text {number}."))
        desk.reindex(*order, desk.files / "d.jsonl")
        assert {**desk.bodies(), **bodies} == desk.bodies()
