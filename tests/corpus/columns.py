"""The traits of some articles as an engine gives them to what groups them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import numpy as np

from archive.corpus.sketches import traits_of
from archive.corpus.stories import StoryGroups
from archive.engine.grouping import StoryGroupColumns, TraitColumn, TraitColumns
from archive.indexing.documents import publication
from archive.model.article import Article, Language
from archive.text.edges import REPEATED_LINE, edges

ZONE = ZoneInfo("Asia/Hong_Kong")

#: Traits that are one number each.
_NUMBERS = (
    *("source", "address", "headline", "stem", "revision", "number", "own", "replaces"),
    *("body", "figures"),
)


def article(
    name: str,
    body: str,
    day: str | None = "2024-03-05",
    *,
    title: str = "",
    source: str = "Post",
    **more: object,
) -> Article:
    """An article of a day or an instant, under a headline of its own if none is given."""
    published: dt.date | dt.datetime | None = None
    if day is not None:
        published = dt.datetime.fromisoformat(day) if "T" in day else dt.date.fromisoformat(day)
    if isinstance(published, dt.datetime) and published.tzinfo is None:
        published = published.replace(tzinfo=ZONE)
    heading = title or f"Headline number {name} of its own"
    return Article(name, heading, body, Language.ENGLISH, source, published, **more)  # type: ignore[arg-type]  # names


def columns_of(articles: Sequence[Article]) -> TraitColumns:
    """The traits of articles, in their order; furniture is left out of the sketches."""
    traits = [traits_of(one) for one in articles]
    times = [publication(one.published, ZONE) for one in articles]
    ids = sorted(one.id for one in articles)
    texts: dict[int, set[str]] = {}
    for one in articles:
        for edge in edges(one.body):
            texts.setdefault(edge.key, set()).add(one.body)
    furniture = {key for key, bodies in texts.items() if len(bodies) >= REPEATED_LINE}
    sketches = []
    for one, of in zip(articles, traits, strict=True):
        keys = list(dict.fromkeys(edge.key for edge in edges(one.body)))
        sketches.append(
            tuple(
                value
                for value, line in zip(of.sketch, of.lines, strict=True)
                if not line or keys[line - 1] not in furniture
            )
        )
    return TraitColumns(
        day=np.array([day for day, _ in times], np.int32),
        instant=np.array([-(1 << 62) if at is None else at for _, at in times], np.int64),
        place=np.array([ids.index(one.id) for one in articles], np.int64),
        **{name: np.array([getattr(of, name) for of in traits], np.uint64) for name in _NUMBERS},
        most=np.array([(1 << 32) - 1 if of.whole else of.sketch[-1] for of in traits], np.uint64),
        sketch=_Rows(sketches),
        numbers=_Rows([of.numbers for of in traits]),
        words=_Rows([of.words for of in traits]),
    )


class _Rows:
    """See `archive.engine.grouping.TraitRows`."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self._rows = rows

    def take(self, articles: TraitColumn, /) -> tuple[TraitColumn, TraitColumn]:
        rows = [self._rows[article] for article in articles.tolist()]
        values = [value for row in rows for value in row]
        return np.array([len(row) for row in rows], np.int64), np.array(values, np.uint64)


def grouped(articles: Sequence[Article]) -> StoryGroupColumns:
    """The groups of articles."""
    return StoryGroups().groups(columns_of(articles))


def relation(left: Article, right: Article) -> str:
    """What two articles alone are to each other: "version", "copy" or ""."""
    groups = grouped([left, right])
    if groups.versions[0] and groups.versions[0] == groups.versions[1]:
        return "version"
    return "copy" if groups.story[0] and groups.story[0] == groups.story[1] else ""


def partition(articles: Sequence[Article], numbers: Sequence[int]) -> set[frozenset[str]]:
    """Articles with a number in common, by ids; 0 is in common with none."""
    counts = Counter(numbers)
    return {
        frozenset(one.id for one, number in zip(articles, numbers, strict=True) if number == group)
        for group in counts
        if group
    }
