"""Sets of documents that cost nothing to narrow afterwards: those of facets, days, ids, stories."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.mentioned import within_windows
from archive.engine.whoosh.segment import Segment
from archive.model.query import (
    CHANGES,
    Changed,
    Days,
    Everything,
    HasId,
    HasValue,
    InStory,
    Mentions,
    MentionsYearDay,
    Node,
    Nothing,
    Older,
    Undated,
    YearDays,
)

#: Gives the documents of the story of an article, of all segments, by its id.
StoryDocs = Callable[[str], Array]


def simple_docs(segment: Segment, node: Node, story: StoryDocs) -> Array:
    """The documents of a segment that a node denotes; raises TypeError for other nodes."""
    match node:
        case Everything():
            return segment.living
        case Nothing():
            return segment.living[:0]
        case HasValue(facet, value):
            return segment.facets[facet].docs(value)
        case HasId(article):
            return segment.having(article)
        case InStory(article):
            docs = story(article) - segment.base
            return docs[(docs >= 0) & (docs < segment.size)]
        case Older():
            return _docs(segment.of_story("older"))
        case Changed(changes):
            bits = sum(1 << CHANGES.index(change) for change in changes)
            return _docs(segment.of_story("changed") & np.uint8(bits))
    return _of_days(segment, node)


def _docs(values: Array) -> Array:
    """The documents whose value is not 0."""
    return np.flatnonzero(values)


def _of_days(segment: Segment, node: Node) -> Array:
    days = segment.days
    match node:
        case Days(first, last):
            low = 1 if first is None else max(first, 1)
            high = np.iinfo(np.int32).max if last is None else last
            return _docs((days >= low) & (days <= high))
        case YearDays():
            return _docs((days > 0) & within_windows(days, days, node))
        case Mentions():
            return segment.mentioned.inside(node)
        case MentionsYearDay():
            return segment.mentioned.near_day(node)
        case Undated():
            return _docs(days == 0)
    raise TypeError(f"not a query node: {node!r}")
