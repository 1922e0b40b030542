"""The share that is read of single expressions, of those that fall under the conventions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.dates.recognizers import FILES, cases, left_out

#: What is read, less a hair; they move down only on purpose.
FLOORS = dict(zip(FILES, (0.97, 0.93, 0.94, 0.97), strict=True))

#: Each is a paragraph of the head of the list.
REASONS = set("notation bare spelled wording vague anchor extent part weekday lunar no-day".split())


@pytest.mark.corpus
@pytest.mark.parametrize("file, floor", FLOORS.items())
def test_expressions_under_the_conventions(corpus: Path, file: str, floor: float) -> None:
    out = left_out()
    every = list(cases(corpus.parent / "gold" / "dates", file))
    under = [one for one in every if one.key not in out]
    share = sum(one.is_read() for one in under) / len(under)
    reasons = Counter(out[one.key] for one in every if one.key in out)
    print(f"{file}: {share:.3f} of {len(under)} are read, left out {dict(reasons)}")  # noqa: T201
    assert share >= floor


@pytest.mark.corpus
def test_what_is_left_out_is_in_the_files(corpus: Path) -> None:
    folder = corpus.parent / "gold" / "dates"
    known = {one.key for file in FILES for one in cases(folder, file)}
    assert set(left_out()) <= known
    assert set(left_out().values()) == REASONS


@pytest.mark.corpus
def test_a_day_that_no_calendar_has_is_not_read(corpus: Path) -> None:
    folder = corpus.parent / "gold" / "dates"
    out = left_out()
    for file in FILES:
        for one in cases(folder, file):
            if out.get(one.key) == "no-day":
                assert not one.is_read(), one.key
