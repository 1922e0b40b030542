"""Windows around a day of any year, against a walk over all their days."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from archive.engine.whoosh.mentioned import within_windows
from archive.model.days import LAST_DAY, anchors, falls_within
from archive.model.query import MentionsYearDay
from tests.engine.naive_matching import around

_days = st.integers(1, LAST_DAY) | st.integers(738_000, 740_000) | st.sampled_from((1, LAST_DAY))
_intervals = st.builds(
    lambda first, more: (first, min(LAST_DAY, first + more)), _days, st.integers(0, 12)
)
_nodes = st.builds(
    MentionsYearDay,
    st.sampled_from((1, 2, 12)),
    st.sampled_from((1, 28, 29, 31)),
    st.sampled_from((0, 1, 6, 400, 800)),
)


def walked(node: MentionsYearDay, first: int, last: int) -> bool:
    """Whether such a day lies within the window of both ends."""
    return any(
        (day.month, day.day) == (node.month, node.day)
        and abs(day.toordinal() - last) <= node.window
        for day in around(first, node.window)
    )


@given(_nodes, st.lists(_intervals, max_size=4))
@example(MentionsYearDay(2, 29, 700), [(738_300, 738_300)])
@example(MentionsYearDay(2, 30, 3), [(1, LAST_DAY)])
def test_windows_hold_what_a_walk_finds(
    node: MentionsYearDay, intervals: list[tuple[int, int]]
) -> None:
    expected = [walked(node, *one) for one in intervals]
    assert [falls_within(node, *one) for one in intervals] == expected
    firsts, lasts = (np.array([one[n] for one in intervals], np.int32) for n in (0, 1))
    assert within_windows(firsts, lasts, node).tolist() == expected


def test_each_year_has_its_day_where_the_calendar_has_it() -> None:
    found = [dt.date.fromordinal(day) for day in anchors(MentionsYearDay(2, 29), -5, LAST_DAY + 5)]
    assert found[0] == dt.date(4, 2, 29)
    assert found[-1] == dt.date(9996, 2, 29)
    assert len(found) == 2424
    assert len(list(anchors(MentionsYearDay(1, 1), 1, LAST_DAY))) == 9999
    assert list(anchors(MentionsYearDay(1, 1), LAST_DAY + 1, LAST_DAY + 9)) == []
