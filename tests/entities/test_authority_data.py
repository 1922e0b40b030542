"""The shipped authority files: they load whole, and no name of theirs is ambiguous or unguarded."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest

from archive.entities.authority import Authority, load_authority
from archive.model.entity import Kind
from archive.text.folding import fold_text

DATA = resources.files("archive.entities").joinpath("data")
FILES = sorted(file.name for file in DATA.iterdir() if file.name.endswith(".jsonl"))

#: In a pattern: a backslash and what it escapes; no character of the text it looks for.
ESCAPED = re.compile(r"\\.")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every line of every shipped file, with where it stands."""
    for name in FILES:
        lines = DATA.joinpath(name).read_text("utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            yield f"{name} line {number}", json.loads(line)


def guards() -> Iterator[tuple[str, str, str]]:
    """Every guard pattern: where it stands, the name it guards, the pattern."""
    for where, row in rows():
        for name, rule in (row["guard"] or {}).items():
            for pattern in rule.values():
                yield where, name, pattern


def test_every_file_loads_whole(authority: Authority) -> None:
    """All lines of all files load, so no id stands twice."""
    assert authority.problems == ()
    assert {"authority.jsonl", "people.jsonl"} <= set(FILES)
    assert len(authority.entries) == sum(1 for _ in rows())


def test_no_name_belongs_to_two_entities_without_a_guard(authority: Authority) -> None:
    claimed: dict[str, list[tuple[str, bool]]] = {}
    for entry in authority.entries.values():
        for name in entry.entity.all_names():
            # The year of a text tells which, or its place.
            apart = entry.tells_apart(name)
            claim = (entry.entity.id, apart)
            claimed.setdefault(fold_text(name), []).append(claim)
    doubtful = {
        name: claims
        for name, claims in claimed.items()
        if len({owner for owner, _ in claims}) > 1 and not all(guarded for _, guarded in claims)
    }
    assert doubtful == {}


def test_no_guard_matches_its_name_alone() -> None:
    """Such a guard would always or never let the name pass."""
    found = [
        (where, name, pattern)
        for where, name, pattern in guards()
        if re.search(pattern, fold_text(name))
    ]
    assert found == []


def test_guards_are_written_folded() -> None:
    """A pattern is searched in folded text, so one with unfolded characters never matches."""
    found = [
        (where, name, pattern)
        for where, name, pattern in guards()
        if fold_text(bare := ESCAPED.sub("", pattern)) != bare
    ]
    assert found == []


def test_there_are_entities_of_every_kind(authority: Authority) -> None:
    kinds = Counter(entry.entity.kind for entry in authority.entries.values())
    assert kinds[Kind.PERSON] >= 1_300
    assert kinds[Kind.ORGANISATION] >= 80
    assert kinds[Kind.EVENT] >= 5


def test_no_year_belongs_to_two_bearers_of_a_name(authority: Authority) -> None:
    bearers: dict[str, list[tuple[int, int, str]]] = {}
    for entry in authority.entries.values():
        for name in set(entry.years) - {""}:
            first, last = entry.years_of(name)
            bearers.setdefault(fold_text(name), []).append((first, last, entry.entity.id))
    assert bearers
    for turns in bearers.values():
        ordered = sorted(set(turns))
        for (_, last, one), (first, _, other) in pairwise(ordered):
            assert one == other or last < first
