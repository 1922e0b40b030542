"""What matches a request, scored, folded and in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from archive.engine.whoosh.aggregate import Columns, Matched
from archive.engine.whoosh.arrays import Array, Arrays
from archive.engine.whoosh.evaluate import Evaluator
from archive.engine.whoosh.ordering import (
    Entries,
    best_wanted,
    collapse,
    entries_folded,
    first,
    first_folded,
)
from archive.engine.whoosh.scores import score
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.statistics import Statistics
from archive.engine.whoosh.stories import Stories
from archive.model.fields import STORY, VERSIONS
from archive.model.result import SearchRequest, Sort

#: What hits fold by that stands in `Stories`.
_OF_STORIES: Final = (STORY, VERSIONS)


class Ranked:
    """The hits of requests to one generation."""

    def __init__(
        self, segments: Sequence[Segment], columns: Columns, stories: Stories, orders: Arrays
    ) -> None:
        self._segments = segments
        self._columns = columns
        self._stories = stories
        self._orders = orders
        self._statistics = Statistics(segments)

    def _ties(self, request: SearchRequest) -> Array:
        """The place of each document when sorted by time, as the request's order asks."""
        return self._orders["oldest" if request.sort is Sort.OLDEST else "newest"]

    def page(
        self, request: SearchRequest, matched: Matched, evaluators: Sequence[Evaluator]
    ) -> tuple[int, Entries | None]:
        """How many hits there are, and those from the request's offset on; None for none."""
        if request.collapse in _OF_STORIES:
            return self._page_of_stories(request, matched, evaluators)
        if not request.limit and request.collapse is None:
            return matched.total, None
        entries = self._entries(request, matched, evaluators, best_wanted(request))
        entries = self._collapsed(request, matched, entries)
        lines = len(entries.numbers)
        if not request.limit:
            return lines, None
        best = first(entries, self._ties(request), request.sort, request.offset + request.limit)
        return lines, self._shown(best.at(slice(request.offset, None)), request, evaluators)

    def _page_of_stories(
        self, request: SearchRequest, matched: Matched, evaluators: Sequence[Evaluator]
    ) -> tuple[int, Entries | None]:
        """The same where hits of one story are one: few are looked at for a page."""
        stories = self._stories.by(str(request.collapse))
        lines = entries_folded(stories[matched.numbers])
        wanted = min(request.offset + request.limit, lines)
        if not request.limit or request.offset >= lines:
            return lines, None
        by_score = best_wanted(request)
        for least in (by_score or 2 * wanted, None):
            entries = self._entries(request, matched, evaluators, by_score and least)
            most = least or len(entries.numbers)
            ties = self._ties(request)
            best = first_folded(entries, ties, request.sort, wanted, stories, most)
            if best is not None:
                break
        assert best is not None
        return lines, self._shown(best.at(slice(request.offset, None)), request, evaluators)

    def every(
        self, request: SearchRequest, matched: Matched, evaluators: Sequence[Evaluator]
    ) -> Entries:
        """All hits, in order."""
        entries = self._entries(request, matched, evaluators)
        entries = self._collapsed(request, matched, entries)
        ordered = first(entries, self._ties(request), request.sort, len(entries.numbers))
        return self._shown(ordered, request, evaluators)

    def _shown(
        self, entries: Entries, request: SearchRequest, evaluators: Sequence[Evaluator]
    ) -> Entries:
        """Entries with their scores, where these were not needed to find them."""
        if request.sort is Sort.RELEVANCE:
            return entries
        scores = np.zeros(len(entries.numbers), np.float32)
        for segment, ev in zip(self._segments, evaluators, strict=True):
            docs = entries.numbers - segment.base
            mine = np.flatnonzero((docs >= 0) & (docs < segment.size))
            mine = mine[np.argsort(docs[mine])]
            scores[mine] = score(segment, docs[mine], request.ranking, self._statistics, ev).values
        return Entries(entries.numbers, scores, entries.folded)

    def _entries(
        self,
        request: SearchRequest,
        matched: Matched,
        evaluators: Sequence[Evaluator],
        most: int | None = None,
    ) -> Entries:
        """All hits of a request, without an order; with `most` see `score`.

        Their scores are 0 where the order is by time: see `_shown`.
        """
        scores, numbers = [np.zeros(0, np.float32)], [np.zeros(0, np.int64)]
        least = -np.inf
        for segment, docs, ev in zip(self._segments, matched.docs, evaluators, strict=True):
            values = np.zeros(len(docs), np.float32)
            if request.sort is Sort.RELEVANCE:
                ranking, statistics = request.ranking, self._statistics
                values, least = score(segment, docs, ranking, statistics, ev, most, least)
            scores.append(values)
            numbers.append(docs.astype(np.int64) + segment.base)
        return Entries(np.concatenate(numbers), np.concatenate(scores))

    def _collapsed(self, request: SearchRequest, matched: Matched, entries: Entries) -> Entries:
        """What is left when those with an equal value are one, without an order."""
        if request.collapse is None:
            return entries
        if request.collapse in _OF_STORIES:
            stories = self._stories.by(request.collapse)
            values = stories[entries.numbers].astype(np.int64) - 1
        else:
            values = self._columns.facets[request.collapse].single(matched.docs)
        return collapse(entries, self._ties(request), request.sort, values)
