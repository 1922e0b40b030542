"""When articles came to readers: the latest of those that match."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.segment import Segment
from archive.model.result import SearchRequest


def _seen(segment: Segment, docs: Array) -> Array:
    """When readers could first see documents, in seconds since 1970 UTC."""
    since: Array = segment.since[docs]
    if "visible.from" not in segment.arrays:
        return since
    return np.maximum(since, segment.arrays["visible.from"][docs])


def latest_arrivals(
    segments: Sequence[Segment],
    matched: Sequence[Array],
    newest: Array,
    request: SearchRequest,
    after: int | None,
) -> tuple[int, list[tuple[int, int]]]:
    """How many of the documents came after an instant, and those that a request asks for.

    `matched` has the documents of each segment, `newest` is the place of each document of the whole
    when sorted by time. Each is given by its number in the whole, with when it came.
    """
    numbers, seen = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for segment, docs in zip(segments, matched, strict=True):
        came = _seen(segment, docs)
        chosen = slice(None) if after is None else came > after
        numbers.append(docs[chosen].astype(np.int64) + segment.base)
        seen.append(came[chosen])
    number, came = np.concatenate(numbers), np.concatenate(seen)
    order = np.lexsort((newest[number], -came))[request.offset : request.offset + request.limit]
    return len(number), list(zip(number[order].tolist(), came[order].tolist(), strict=True))
