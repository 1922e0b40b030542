"""Expressions of days by kind, each with neighbours that are read in another way or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.dates.labelled import SAMPLES
from tests.dates.test_mentions import read


def _rows() -> Iterator[Any]:
    for line in (SAMPLES / "neighbours.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, text, named = line.split("\t")
            yield pytest.param(text, named.split("|") if named else [], id=f"{kind}: {text}")


@pytest.mark.parametrize("text, named", tuple(_rows()))
def test_neighbours(text: str, named: list[str]) -> None:
    assert read(text) == named
