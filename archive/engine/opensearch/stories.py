"""What is said of articles by their ids: their stories, and when they came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from archive.engine.opensearch.buckets import ask_groups
from archive.engine.opensearch.cluster import Answer
from archive.engine.opensearch.concealing import Concealed
from archive.engine.opensearch.query import Clause, articles, filter_clauses, none_of, term
from archive.engine.opensearch.together import Asking, counted, total_of
from archive.engine.opensearch.walking import MOST_HITS, value_of
from archive.model.query import FacetFilter
from archive.model.result import Arrival, SearchRequest, StoryCounts, StoryIds

#: A passage of more articles is furniture: who reads one learns nothing from the others.
_MOST_SHARING: Final = 200

#: The undated first, then by time, then by id.
_BY_TIME: Final = [{"instant": {"order": "asc", "missing": "_first"}}, {"id": "asc"}]

#: The undated last.
_OLDEST: Final = [{"instant": {"order": "asc", "missing": "_last"}}, {"id": "asc"}]

_LATEST: Final = [
    {"seen": "desc"},
    {"instant": {"order": "desc", "missing": "_last"}},
    {"id": "asc"},
]


def ask_story(article: str, row: dict[str, Any], concealed: Concealed) -> Asking[StoryIds]:
    """The versions and copies of an article whose values of `story` and `versions` are given."""
    story, versions = row["story"], row["versions"]
    if not story:
        return StoryIds((article,))
    body = {
        "query": articles([concealed.shown, term("story", story)]),
        "sort": _BY_TIME,
        "size": MOST_HITS,
        "_source": False,
        "docvalue_fields": ["id", "versions", "version", "older"],
    }
    (answer,) = yield [body]
    hits = answer["hits"]["hits"]
    own = [hit for hit in hits if versions and value_of(hit, "versions") == versions]
    own.sort(key=lambda hit: int(value_of(hit, "version")))
    ids = tuple(value_of(hit, "id") for hit in own) or (article,)
    newest = [value_of(hit, "id") for hit in hits if not _is_older(hit, concealed)]
    return StoryIds(ids, tuple(one for one in newest if one not in ids))


def _is_older(hit: Answer, concealed: Concealed) -> bool:
    return concealed.is_older(value_of(hit, "id"), value_of(hit, "older"))


def ask_story_counts(concealed: Concealed) -> Asking[StoryCounts]:
    """See `Searcher.story_counts`."""
    newest = articles([concealed.shown, none_of([concealed.older])])
    groups = yield from ask_groups(newest, ["story", "day"], missing=["day"])
    (older,) = yield [counted(articles([concealed.shown, concealed.older]))]
    of_story: dict[str, list[int]] = {}
    for (story, _), count in groups.items():
        of_story.setdefault(story, []).append(count)
    return StoryCounts(
        total_of(older),
        sum(sum(counts) - 1 for counts in of_story.values()),
        sum(len(counts) > 1 for counts in of_story.values()),
    )


def ask_sharing(key: int, concealed: Concealed, limit: int) -> Asking[tuple[str, ...]]:
    """The articles that have a passage; see `Searcher.sharing`."""
    body = {
        "query": articles([concealed.shown, term("passages", f"{key:x}")]),
        "sort": _OLDEST,
        "size": _MOST_SHARING + 1,
        "_source": False,
        "docvalue_fields": ["id", "by_story", "older"],
    }
    (answer,) = yield [body]
    hits = answer["hits"]["hits"]
    stories = {value_of(hit, "by_story") for hit in hits}
    if len(stories) < 2 or len(hits) > _MOST_SHARING:
        return ()
    newest = [hit for hit in hits if not _is_older(hit, concealed)]
    return tuple(value_of(hit, "id") for hit in newest[:limit])


def arrivals_body(tree: Clause, filters: Sequence[FacetFilter], after: int | None) -> Answer:
    """What is asked for what came, the last first."""
    since = [] if after is None else [{"range": {"seen": {"gt": after}}}]
    return {
        "query": articles([tree, *filter_clauses(filters), *since]),
        "sort": _LATEST,
        "_source": False,
        "docvalue_fields": ["id", "seen"],
    }


def arrival_of(hit: Answer) -> Arrival:
    """When an article came, of a hit of `arrivals_body`."""
    return Arrival(value_of(hit, "id"), value_of(hit, "seen"))


def ask_arrivals(body: Answer, request: SearchRequest) -> Asking[tuple[int, list[Arrival]]]:
    """How many came, and those that a request asks for."""
    page = {**body, "from": request.offset, "size": request.limit, "track_total_hits": True}
    (answer,) = yield [page]
    return total_of(answer), list(map(arrival_of, answer["hits"]["hits"]))
