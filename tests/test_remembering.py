"""What was made lately is given again, and what was asked for longest ago is forgotten."""

from __future__ import annotations

import pytest

from archive.model.remembering import Lately


class Maker:
    """Makes values, and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def test_the_last_are_kept() -> None:
    lately, make = Lately[str, int](2), Maker()
    assert [lately.get(key, make) for key in "aab"] == [1, 1, 2]
    assert lately.get("a", make) == 1
    assert lately.get("c", make) == 3
    # b was asked for longest ago.
    assert lately.get("a", make) == 1
    assert lately.get("b", make) == 4


def test_a_failure_is_not_remembered() -> None:
    lately, make = Lately[str, int](2), Maker()

    def failing() -> int:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        lately.get("a", failing)
    assert lately.get("a", make) == 1


def test_nothing_is_a_value_too() -> None:
    lately: Lately[str, None] = Lately(1)
    made: list[int] = []
    for _ in range(2):
        lately.get("a", lambda: made.append(1))
    assert made == [1]
