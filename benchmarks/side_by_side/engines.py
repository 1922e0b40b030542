"""The engines that are set side by side, each behind the same small face.

All are fed the same tokens of the same nine fields, keep no article text, and count the same
facets: all that a page shows, and publication by month or by day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from archive.engine.registry import open_searcher, open_store
from archive.entities.authority import load_authority
from archive.model.aggregations import DayCounts, FacetValues, PublicationDays
from archive.model.article import Article, Document, Language, Tokens
from archive.model.entity import Kind, Mention
from archive.model.fields import FACET_NAMES
from archive.model.message import Message
from archive.model.result import SearchRequest
from benchmarks.side_by_side.corpus import Analysed
from benchmarks.side_by_side.questions import Question

#: What is counted with a question: what a page shows, and the little that was compared at first.
#: "month" and "day" are of publication.
EVERY_BY_DAY: Final = (*FACET_NAMES, "day")
EVERY_BY_MONTH: Final = (*FACET_NAMES, "month")
FOUR: Final = ("person", "organisation", "source", "month")

_PERIODS: Final = ("month", "day")

#: Days from 1900 to 2100.
_DAYS: Final = (dt.date(1900, 1, 1).toordinal(), dt.date(2100, 1, 1).toordinal())

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """How many articles match, the first ten's ids, and the counts of facets, months and days."""

    total: int
    first: tuple[str, ...]
    facets: Mapping[str, Counts]


class Peer(Protocol):
    """An engine in this comparison."""

    name: str

    def fed(self, article: Analysed) -> Any:
        """An article in the form the engine takes; made before the clock runs."""

    def build(self, folder: Path, articles: Iterable[Any]) -> None:
        """Index articles into a new folder, merged and on disk when this returns."""

    def open(self, folder: Path) -> None:
        """Open what was built."""

    def can(self, question: Question, /) -> bool:
        """Whether the engine can be asked this."""

    def ask(self, question: Question, counted: Sequence[str], *, every: bool = False) -> Answer:
        """Answer a question with its ten best and these counts; `every` lists all facet values."""


@cache
def month_of(day: int) -> int:
    """Year and month of a day as one number; 0 where unknown."""
    if not day:
        return 0
    date = dt.date.fromordinal(day)
    return date.year * 100 + date.month


@cache
def _months_of_days(first: int, last: int) -> npt.NDArray[np.int64]:
    """The month of each day, as `month_of` has it."""
    return np.array([month_of(day) for day in range(first, last + 1)])


def _months(days: DayCounts) -> dict[str, int]:
    """The counts of days added up to months."""
    if not days.days:
        return {}
    of_days = _months_of_days(*_DAYS)[np.array(days.days) - _DAYS[0]]
    starts = np.flatnonzero(np.diff(of_days, prepend=0))
    counts = np.add.reduceat(np.array(days.counts), starts)
    return dict(zip(map(str, of_days[starts].tolist()), counts.tolist(), strict=True))


class Ours:
    """This archive's engine."""

    name = "this archive"

    def fed(self, article: Analysed) -> Document:
        facets = article.facets
        return Document(
            Article(
                article.id,
                "",
                "",
                Language(facets["language"][0]),
                "".join(facets["source"]),
                section="".join(facets["section"]) or None,
                authors=facets["author"],
                agency="".join(facets["agency"]),
            ),
            article.day,
            article.instant,
            tuple(
                Mention(value, kind, 0, 0, "", "body", Message(""))
                for kind in Kind
                for value in facets[str(kind)]
            ),
            fields={
                field: Tokens(article.terms(field), positions.tolist())
                for field, (_, positions) in article.fields.items()
            },
        )

    def build(self, folder: Path, articles: Iterable[Document]) -> None:
        store = open_store("whoosh", folder)
        build = store.begin("peers")
        for article in articles:
            build.add(article)
        # The names that widen what is typed: plans are made over this index.
        build.commit(load_authority().names())
        store.publish(build.name)

    def open(self, folder: Path) -> None:
        current = open_store("whoosh", folder).current()
        assert current is not None
        self.searcher = open_searcher("whoosh", folder, current)

    def can(self, _: Question) -> bool:
        return True

    def ask(self, question: Question, counted: Sequence[str], *, every: bool = False) -> Answer:
        days = PublicationDays()
        size = 1_000_000 if every else 10
        facets = [FacetValues(name, size) for name in counted if name not in _PERIODS]
        result = self.searcher.search(
            SearchRequest(
                question.tree,
                question.ranking,
                limit=10,
                aggregations=(*facets, days) if counted else (),
            )
        )
        counts: dict[str, Counts] = {
            one.facet: {value.value: value.count for value in result.counts(one).values}
            for one in facets
        }
        if "month" in counted:
            counts["month"] = _months(result.counts(days))
        if "day" in counted:
            of_days = result.counts(days)
            counts["day"] = dict(zip(map(str, of_days.days), of_days.counts, strict=True))
        return Answer(result.total, tuple(hit.id for hit in result.hits), counts)
