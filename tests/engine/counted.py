"""What may be counted over small corpora, in full or drawn by hypothesis."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from archive.model.aggregations import (
    Aggregation,
    DaysByValue,
    FacetValues,
    MentionedDates,
    MonthGrid,
    PublicationDays,
)
from archive.model.fields import FACET_NAMES

#: The day that the small corpora count from.
FIRST_DAY = dt.date(2024, 2, 27).toordinal()

#: Every facet, the days of publication and those mentioned, and every grid and table of days.
COUNTED: tuple[Aggregation[Any], ...] = (
    *map(FacetValues, FACET_NAMES),
    PublicationDays(),
    MentionedDates(),
    *map(MonthGrid, FACET_NAMES),
    *map(DaysByValue, FACET_NAMES),
)


def mentioned_days() -> st.SearchStrategy[int | None]:
    """An end of an interval of ordinals, open or not."""
    near = st.integers(FIRST_DAY - 2, FIRST_DAY + 10)
    return st.one_of(st.none(), near, st.integers(1, 3_000_000))


def aggregations() -> st.SearchStrategy[list[Aggregation[Any]]]:
    """Some of every kind, a facet also several times; or all that a page shows."""
    facet = st.sampled_from(FACET_NAMES)
    some = st.lists(
        st.one_of(
            st.builds(FacetValues, facet, st.integers(0, 3)),
            st.builds(MentionedDates, mentioned_days(), mentioned_days()),
            st.builds(MonthGrid, facet),
            st.builds(DaysByValue, facet),
            st.just(PublicationDays()),
        ),
        max_size=8,
    )
    every = st.integers(0, 3).map(
        lambda size: [*(FacetValues(facet, size) for facet in FACET_NAMES), PublicationDays()]
    )
    return st.one_of(some, every, st.just([*COUNTED]))
