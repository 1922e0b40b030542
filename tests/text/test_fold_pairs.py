"""Spellings that newspapers mix meet, and words that merely look alike do not."""

from __future__ import annotations

import pytest

from archive.text.folding import fold_text
from tests.text.fold_pairs import APART, MEETING


@pytest.mark.parametrize("group", MEETING.split())
def test_meet(group: str) -> None:
    spellings = group.split("/")
    assert len({fold_text(one) for one in spellings}) == 1, [fold_text(one) for one in spellings]


@pytest.mark.parametrize("pair", APART.split())
def test_stay_apart(pair: str) -> None:
    one, other = pair.split("/")
    assert fold_text(one) != fold_text(other)


def test_lists_are_long_enough() -> None:
    """Groups whose spellings are one and the same prove nothing and are not counted."""
    telling = [group for group in MEETING.split() if len(set(group.split("/"))) > 1]
    assert len(telling) >= 200
    assert len(APART.split()) >= 50


def test_names_met_are_told_apart_only_as_printed() -> None:
    """鍾 and 鐘 meet for search; as names they are told apart by how they are printed."""
    assert fold_text("鍾南山") == fold_text("鐘南山") != "鐘南山"
