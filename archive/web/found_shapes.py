"""The shapes of what the API answers to a search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.model.entity import ACTORS
from archive.model.fields import FACET_NAMES
from archive.model.lexicon import WordOrigin
from archive.search.in_context import LINE_ORDERS
from archive.web.shapes import (
    A_COUNT,
    A_DAY,
    A_LANGUAGE,
    A_NUMBER,
    A_TEXT,
    A_TEXT_NAME,
    A_TRUTH,
    BARS_OF,
    ITS_GENERATION,
    LABELS_OF,
    LISTED_ARTICLE,
    SPANS_OF,
    Schema,
    fields_of,
    many_of,
    maybe,
    named_by,
    schema_ref,
)

_HIT: Final[dict[str, Schema]] = {
    "id": A_TEXT,
    "title": A_TEXT,
    "url": maybe(A_TEXT),
    "published": maybe(A_TEXT),
    "published_inferred": A_TRUTH,
    "language": A_LANGUAGE,
    "source": A_TEXT,
    "section": maybe(A_TEXT),
    "authors": many_of(A_TEXT),
    "score": A_NUMBER,
    "title_highlights": SPANS_OF,
    "snippets": many_of(fields_of({"text": A_TEXT, "highlights": SPANS_OF})),
    "matched_in": many_of(A_TEXT_NAME),
    **{kind.plural: many_of(schema_ref("Label")) for kind in ACTORS},
    "speakers": many_of(schema_ref("Label")),
    "copies": A_COUNT,
    "versions": A_COUNT,
}

_QUERY: Final[dict[str, Schema]] = {
    "text": A_TEXT,
    "read_as": A_TEXT,
    "notes": many_of(A_TEXT),
    "note_codes": many_of(schema_ref("MessageCode")),
    "parts": many_of(fields_of({"text": A_TEXT, "count": A_COUNT, "without": A_COUNT})),
    "also_searched": many_of(
        fields_of(
            {
                "from": A_TEXT,
                "to": A_TEXT,
                "kind": A_TEXT,
                "applied": A_TRUTH,
                "count": A_COUNT,
                "gain": maybe(A_COUNT),
                "excluded": A_TRUTH,
            }
        )
    ),
    "did_you_mean": many_of(
        fields_of({"from": A_TEXT, "to": A_TEXT, "query": A_TEXT, "count": A_COUNT})
    ),
    "days": many_of(
        fields_of(
            {
                "from": A_TEXT,
                "day": A_TEXT,
                "published": fields_of({"query": A_TEXT, "count": A_COUNT}),
                "mentions": fields_of({"query": A_TEXT, "count": A_COUNT}),
            }
        )
    ),
    "entities": many_of(
        fields_of(
            {
                "id": A_TEXT,
                "kind": A_TEXT,
                "label": LABELS_OF,
                "note": A_TEXT,
                "count": A_COUNT,
                "languages": fields_of({"en": A_COUNT, "zh": A_COUNT}),
            }
        )
    ),
}

_CONTEXT: Final[dict[str, Schema]] = {
    "query": A_TEXT,
    "notes": many_of(A_TEXT),
    "order": {"type": "string", "enum": list(LINE_ORDERS)},
    "total": A_COUNT,
    "count": maybe(A_COUNT),
    "articles": A_COUNT,
    "whole": A_TRUTH,
    "page": A_COUNT,
    "pages": maybe(A_COUNT),
    "took_ms": A_NUMBER,
    "lines": many_of(
        fields_of(
            {
                **LISTED_ARTICLE,
                "at": A_COUNT,
                "mark": A_COUNT,
                "in": A_TEXT_NAME,
                "start": A_COUNT,
                "end": A_COUNT,
                "before": A_TEXT,
                "text": A_TEXT,
                "after": A_TEXT,
            }
        )
    ),
    **ITS_GENERATION,
}

_TRENDS: Final[dict[str, Schema]] = {
    "unit": A_TEXT,
    "periods": many_of(
        fields_of(
            {"value": A_TEXT, "from": A_DAY, "to": A_DAY, "published": schema_ref("PeriodCounts")}
        )
    ),
    "trends": many_of(
        fields_of(
            {
                "query": A_TEXT,
                "read_as": A_TEXT,
                "notes": many_of(A_TEXT),
                "total": A_COUNT,
                "undated": A_COUNT,
                "first": maybe(schema_ref("Related")),
                "last": maybe(schema_ref("Related")),
                "counts": many_of(schema_ref("PeriodCounts")),
            }
        )
    ),
    **ITS_GENERATION,
}

_ACROSS_TERM: Final[dict[str, Schema]] = {
    "text": A_TEXT,
    "as_typed": A_TRUTH,
    "words": many_of(
        fields_of(
            {
                "word": A_TEXT,
                "probability": A_NUMBER,
                "origin": {"type": "string", "enum": list(map(str, WordOrigin))},
                "pairs": A_COUNT,
                "asked": A_TRUTH,
            }
        )
    ),
}

#: The answers about what a search finds, and their parts.
FOUND_SHAPES: Final[Mapping[str, Schema]] = {
    "search": fields_of(
        {
            "query": fields_of(_QUERY),
            "total": A_COUNT,
            "lines": A_COUNT,
            "outdated": A_COUNT,
            "page": A_COUNT,
            "size": A_COUNT,
            "took_ms": A_NUMBER,
            "generation": A_TEXT,
            "hits": many_of(schema_ref("Hit")),
            "closest": many_of(schema_ref("Hit")),
            "across": maybe(schema_ref("Across")),
            "facets": fields_of(
                {
                    **dict.fromkeys(FACET_NAMES, many_of(schema_ref("Value"))),
                    "published": schema_ref("Timeline"),
                    "mentioned": fields_of(
                        {**BARS_OF, **dict.fromkeys(("earlier", "later", "wider"), A_COUNT)}
                    ),
                }
            ),
        }
    ),
    "facet": fields_of(
        {
            "facet": A_TEXT,
            "contains": A_TEXT,
            "total": A_COUNT,
            "page": A_COUNT,
            "size": A_COUNT,
            **ITS_GENERATION,
            "values": many_of(schema_ref("Value")),
        }
    ),
    "suggest": fields_of(
        {
            "q": A_TEXT,
            "suggestions": many_of(
                fields_of(
                    {
                        "kind": A_TEXT,
                        "query": A_TEXT,
                        "facet": maybe(A_TEXT),
                        "value": maybe(A_TEXT),
                        "label": LABELS_OF,
                        "note": A_TEXT,
                        "count": maybe(A_COUNT),
                        "url": A_TEXT,
                    }
                )
            ),
        }
    ),
    "context": fields_of(_CONTEXT),
    "trends": fields_of(_TRENDS),
    "Hit": fields_of(_HIT),
    "Across": fields_of(
        {
            "languages": many_of(A_LANGUAGE),
            "terms": many_of(fields_of(_ACROSS_TERM)),
            "total": A_COUNT,
            "lines": A_COUNT,
            "hits": many_of(schema_ref("AcrossHit")),
            "closest": many_of(schema_ref("AcrossHit")),
            "meaning": A_TEXT,
            "similar": many_of(schema_ref("AcrossHit")),
        }
    ),
    "AcrossHit": fields_of(
        {**_HIT, "met": many_of(fields_of({"text": A_TEXT, "printed": A_TEXT}))}
    ),
    "Value": fields_of(
        {
            "value": A_TEXT,
            "label": LABELS_OF,
            "count": A_COUNT,
            "selected": A_TRUTH,
            "excluded": A_TRUTH,
        }
    ),
    "Timeline": fields_of(BARS_OF),
    "PeriodCounts": fields_of({"total": A_COUNT, "languages": named_by(A_LANGUAGE, A_COUNT)}),
}
