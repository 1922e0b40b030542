"""Pages of the search service as the JSON of the interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from archive.export.article_json import Json, labels_json, names_json
from archive.model.message import Say
from archive.model.result import GenerationInfo
from archive.search.listing import FacetPage
from archive.search.news import NewsCount
from archive.search.page import (
    MentionedTimeline,
    ResultPage,
    ShownHit,
    ShownValue,
    Timeline,
)


def _spans(marks: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [[start, end] for start, end in marks]


def hit_json(hit: ShownHit) -> Json:
    """A result."""
    return {
        "id": hit.id,
        "title": hit.title,
        "url": hit.url,
        "published": hit.published,
        "published_inferred": hit.published_inferred,
        "language": hit.language,
        "source": hit.source,
        "section": hit.section,
        "authors": list(hit.authors),
        "score": hit.score,
        "title_highlights": _spans(hit.title_marks),
        "snippets": [{"text": s.text, "highlights": _spans(s.marks)} for s in hit.snippets],
        "matched_in": list(hit.matched_in),
        **{kind.plural: labels_json(named) for kind, named in hit.named.items()},
        "speakers": labels_json(hit.speakers),
        "copies": hit.copies,
        "versions": hit.versions,
    }


def timeline_json(timeline: Timeline) -> Json:
    """Articles by publication day."""
    return {
        "unit": timeline.unit,
        "bars": [
            {"value": bar.value, "from": bar.first, "to": bar.last, "count": bar.count}
            for bar in timeline.bars
        ],
        "undated": timeline.undated,
    }


def _mentioned_timeline(timeline: MentionedTimeline) -> Json:
    counts = {"earlier": timeline.earlier, "later": timeline.later, "wider": timeline.wider}
    return timeline_json(timeline) | counts


def _value(value: ShownValue) -> Json:
    return {
        "value": value.value,
        "label": dict(value.labels),
        "count": value.count,
        "selected": value.selected,
        "excluded": value.excluded,
    }


def facet_json(page: FacetPage) -> Json:
    """The answer of `/api/v1/facets/<name>`."""
    return {
        "facet": page.facet,
        "contains": page.contains,
        "total": page.matching,
        "page": page.parameters.page,
        "size": page.size,
        "generation": page.generation.name,
        "values": [_value(value) for value in page.values],
    }


def _facets(page: ResultPage) -> Json:
    facets: Json = {
        facet: [_value(value) for value in shown.values] for facet, shown in page.facets.items()
    }
    facets["published"] = timeline_json(page.timeline)
    facets["mentioned"] = _mentioned_timeline(page.mentioned)
    return facets


def search_json(page: ResultPage, say: Say) -> Json:
    """The answer of `/api/v1/search`, without what is `across` in the other language."""
    return {
        "query": {
            "text": page.reading.text,
            "read_as": page.reading.read_as,
            "notes": [say(note) for note in page.reading.notes],
            "note_codes": [note.as_json() for note in page.reading.notes],
            "parts": [
                {"text": clause.text, "count": clause.count, "without": clause.without}
                for clause in page.reading.parts
            ],
            "also_searched": [
                {
                    "from": alternative.source,
                    "to": alternative.target,
                    "kind": alternative.kind,
                    "applied": alternative.applied,
                    "count": alternative.count,
                    "gain": alternative.gain,
                    "excluded": alternative.excluded,
                }
                for alternative in page.reading.alternatives
            ],
            "did_you_mean": [
                {
                    "from": correction.source,
                    "to": correction.target,
                    "query": correction.query,
                    "count": correction.count,
                }
                for correction in page.reading.corrections
            ],
            "days": [
                {
                    "from": day.source,
                    "day": day.day,
                    "published": {"query": day.published, "count": day.published_count},
                    "mentions": {"query": day.mentioned, "count": day.mentioned_count},
                }
                for day in page.reading.days
            ],
            "entities": [
                {
                    "id": bearer.entity.id,
                    "kind": str(bearer.entity.kind),
                    "label": names_json(bearer.entity),
                    "note": bearer.entity.note,
                    "count": bearer.total,
                    "languages": {"en": bearer.english, "zh": bearer.chinese},
                }
                for bearer in page.reading.bearers
            ],
        },
        "total": page.total,
        "lines": page.lines,
        "outdated": page.outdated,
        "page": page.parameters.page,
        "size": page.parameters.size,
        "took_ms": page.took_ms,
        "generation": page.generation.name,
        "hits": [hit_json(hit) for hit in page.hits],
        "closest": [hit_json(hit) for hit in page.relaxed],
        "facets": _facets(page),
    }


def news_json(news: NewsCount) -> Json:
    """The answer of `/api/v1/new`."""
    return {
        "new": news.count,
        "since": _instant(news.since),
        "latest": _instant(news.latest),
        "generation": news.generation.name,
    }


def _instant(seconds: int | None) -> str | None:
    if seconds is None:
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def status_json(info: GenerationInfo, age: int) -> Json:
    """The answer of `/api/v1/status`; `age` is in seconds."""
    return {
        "generation": info.name,
        "engine": info.engine,
        "created": info.created,
        "age_seconds": age,
        "articles": info.articles,
        "bytes": info.bytes,
    }
