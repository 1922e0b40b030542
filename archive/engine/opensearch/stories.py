"""What is said of articles by their ids: their stories, and when they came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from archive.engine.opensearch.buckets import ask_groups
from archive.engine.opensearch.cluster import Reply
from archive.engine.opensearch.concealing import HiddenArticles
from archive.engine.opensearch.query import Matching, articles, filter_clauses, in_none, term
from archive.engine.opensearch.together import Asking, count_search, total_of
from archive.engine.opensearch.walking import MOST_HITS, hit_value
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


def ask_story(article: str, row: dict[str, Any], concealed: HiddenArticles) -> Asking[StoryIds]:
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
    own = [hit for hit in hits if versions and hit_value(hit, "versions") == versions]
    own.sort(key=lambda hit: int(hit_value(hit, "version")))
    ids = tuple(hit_value(hit, "id") for hit in own) or (article,)
    newest = [hit_value(hit, "id") for hit in hits if not _is_older(hit, concealed)]
    return StoryIds(ids, tuple(one for one in newest if one not in ids))


def _is_older(hit: Reply, concealed: HiddenArticles) -> bool:
    return concealed.is_older(hit_value(hit, "id"), hit_value(hit, "older"))


def ask_story_counts(concealed: HiddenArticles) -> Asking[StoryCounts]:
    """See `Searcher.story_counts`."""
    newest = articles([concealed.shown, in_none([concealed.older])])
    groups = yield from ask_groups(newest, ["story", "day"], missing=["day"])
    (older,) = yield [count_search(articles([concealed.shown, concealed.older]))]
    of_story: dict[str, list[int]] = {}
    for (story, _), count in groups.items():
        of_story.setdefault(story, []).append(count)
    return StoryCounts(
        total_of(older),
        sum(sum(counts) - 1 for counts in of_story.values()),
        sum(len(counts) > 1 for counts in of_story.values()),
    )


def ask_sharing(key: int, concealed: HiddenArticles, limit: int) -> Asking[tuple[str, ...]]:
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
    stories = {hit_value(hit, "by_story") for hit in hits}
    if len(stories) < 2 or len(hits) > _MOST_SHARING:
        return ()
    newest = [hit for hit in hits if not _is_older(hit, concealed)]
    return tuple(hit_value(hit, "id") for hit in newest[:limit])


def arrivals_body(tree: Matching, filters: Sequence[FacetFilter], after: int | None) -> Reply:
    """What is asked for what came, the last first."""
    since = [] if after is None else [{"range": {"seen": {"gt": after}}}]
    return {
        "query": articles([tree, *filter_clauses(filters), *since]),
        "sort": _LATEST,
        "_source": False,
        "docvalue_fields": ["id", "seen"],
    }


def arrival_of(hit: Reply) -> Arrival:
    """When an article came, of a hit of `arrivals_body`."""
    return Arrival(hit_value(hit, "id"), hit_value(hit, "seen"))


def ask_arrivals(body: Reply, request: SearchRequest) -> Asking[tuple[int, list[Arrival]]]:
    """How many came, and those that a request asks for."""
    page = {**body, "from": request.offset, "size": request.limit, "track_total_hits": True}
    (answer,) = yield [page]
    return total_of(answer), list(map(arrival_of, answer["hits"]["hits"]))
