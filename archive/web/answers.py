"""The shapes of what the API answers, as JSON Schema: `openapi.py` puts them into its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from archive.model.entity import ACTORS, Kind
from archive.model.fields import FACET_NAMES, TEXTS
from archive.model.language import LANGUAGES
from archive.model.lexicon import WordOrigin
from archive.search.in_context import LINE_ORDERS

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_WHOLE: Final[Schema] = {"type": "integer"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_NUMBER: Final[Schema] = {"type": "number"}
_TRUTH: Final[Schema] = {"type": "boolean"}


def _shape(fields: Mapping[str, Schema]) -> Schema:
    """An object that has all of these fields, and no other."""
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def _many(items: Schema) -> Schema:
    """An array."""
    return {"type": "array", "items": items}


def _maybe(schema: Schema) -> Schema:
    """What may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def _named(keys: Schema, values: Schema) -> Schema:
    """An object with any names."""
    return {"type": "object", "propertyNames": keys, "additionalProperties": values}


def schema_ref(name: str) -> Schema:
    """Another of `SCHEMAS`."""
    return {"$ref": f"#/components/schemas/{name}"}


_DAY: Final[Schema] = {"type": "string", "format": "date"}
_INSTANT: Final[Schema] = {"type": "string", "format": "date-time"}
_DIGEST: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_SHORT_DIGEST: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
_LANGUAGE: Final[Schema] = {"type": "string", "enum": list(LANGUAGES)}
_TEXT_NAME: Final[Schema] = {"type": "string", "enum": list(TEXTS)}
_SPANS: Final[Schema] = _many({"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2})
_LABEL: Final[Schema] = _shape({"id": _TEXT, "label": _TEXT})
_LABELS: Final[Schema] = _shape(dict.fromkeys(LANGUAGES, _TEXT))
_CODE: Final[Schema] = _shape({"code": _TEXT, "values": {"type": "object"}})
_WHY: Final[dict[str, Schema]] = {"why": _TEXT, "why_code": schema_ref("MessageCode")}
_PLACE: Final[dict[str, Schema]] = {"start": _COUNT, "end": _COUNT, "text": _TEXT, "in": _TEXT_NAME}
_GENERATION: Final[dict[str, Schema]] = {"generation": _TEXT}

_BARS: Final[dict[str, Schema]] = {
    "unit": _TEXT,
    "bars": _many(_shape({"value": _TEXT, "from": _DAY, "to": _DAY, "count": _COUNT})),
    "undated": _COUNT,
}

_RELATED: Final[dict[str, Schema]] = {
    "id": _TEXT,
    "title": _TEXT,
    "source": _TEXT,
    "published": _maybe(_TEXT),
    "language": _LANGUAGE,
}

_HIT: Final[dict[str, Schema]] = {
    "id": _TEXT,
    "title": _TEXT,
    "url": _maybe(_TEXT),
    "published": _maybe(_TEXT),
    "published_inferred": _TRUTH,
    "language": _LANGUAGE,
    "source": _TEXT,
    "section": _maybe(_TEXT),
    "authors": _many(_TEXT),
    "score": _NUMBER,
    "title_highlights": _SPANS,
    "snippets": _many(_shape({"text": _TEXT, "highlights": _SPANS})),
    "matched_in": _many(_TEXT_NAME),
    **{kind.plural: _many(schema_ref("Label")) for kind in ACTORS},
    "speakers": _many(schema_ref("Label")),
    "copies": _COUNT,
    "versions": _COUNT,
}

_QUERY: Final[dict[str, Schema]] = {
    "text": _TEXT,
    "read_as": _TEXT,
    "notes": _many(_TEXT),
    "note_codes": _many(schema_ref("MessageCode")),
    "parts": _many(_shape({"text": _TEXT, "count": _COUNT, "without": _COUNT})),
    "also_searched": _many(
        _shape(
            {
                "from": _TEXT,
                "to": _TEXT,
                "kind": _TEXT,
                "applied": _TRUTH,
                "count": _COUNT,
                "gain": _maybe(_COUNT),
                "excluded": _TRUTH,
            }
        )
    ),
    "did_you_mean": _many(_shape({"from": _TEXT, "to": _TEXT, "query": _TEXT, "count": _COUNT})),
    "days": _many(
        _shape(
            {
                "from": _TEXT,
                "day": _TEXT,
                "published": _shape({"query": _TEXT, "count": _COUNT}),
                "mentions": _shape({"query": _TEXT, "count": _COUNT}),
            }
        )
    ),
    "entities": _many(
        _shape(
            {
                "id": _TEXT,
                "kind": _TEXT,
                "label": _LABELS,
                "note": _TEXT,
                "count": _COUNT,
                "languages": _shape({"en": _COUNT, "zh": _COUNT}),
            }
        )
    ),
}

_ARTICLE: Final[dict[str, Schema]] = {
    "id": _TEXT,
    "title": _TEXT,
    "body": _TEXT,
    "url": _maybe(_TEXT),
    "published": _maybe(_TEXT),
    "published_inferred": _TRUTH,
    "language": _LANGUAGE,
    "source": _TEXT,
    "section": _maybe(_TEXT),
    "authors": _many(_TEXT),
    "agency": _maybe(_TEXT),
    **{
        kind.plural: _many(
            _shape(
                {
                    "id": _TEXT,
                    "label": _TEXT,
                    "unresolved": _TRUTH,
                    "listed": _TRUTH,
                    "mentions": _many(schema_ref("Mention")),
                }
            )
        )
        for kind in Kind
    },
    "dates": _many(
        _shape(
            {
                **_PLACE,
                "from": _DAY,
                "to": _DAY,
                "precision": _TEXT,
                "part": _maybe(_TEXT),
                "direction": _TEXT,
                **_WHY,
            }
        )
    ),
    "statements": _many(
        _shape(
            {
                "start": _COUNT,
                "end": _COUNT,
                "direct": _TRUTH,
                "speaker": _maybe(schema_ref("Label")),
            }
        )
    ),
    "copies": _many(schema_ref("Related")),
    "versions": _many(schema_ref("Related")),
    "newest": _TEXT,
    "passages": _many(
        _shape(
            {
                "start": _COUNT,
                "end": _COUNT,
                "count": _COUNT,
                "articles": _many(schema_ref("Related")),
            }
        )
    ),
}

_STRETCHES: Final[Schema] = _many(
    _shape({"kind": {"type": "string", "enum": ["same", "gone", "new"]}, "text": _TEXT})
)

_QUOTING: Final[Schema] = _many(
    _shape({**_RELATED, "places": _many(_shape({**_PLACE, "quote": _TEXT}))})
)

_CONTEXT: Final[dict[str, Schema]] = {
    "query": _TEXT,
    "notes": _many(_TEXT),
    "order": {"type": "string", "enum": list(LINE_ORDERS)},
    "total": _COUNT,
    "count": _maybe(_COUNT),
    "articles": _COUNT,
    "whole": _TRUTH,
    "page": _COUNT,
    "pages": _maybe(_COUNT),
    "took_ms": _NUMBER,
    "lines": _many(
        _shape(
            {
                **_RELATED,
                "at": _COUNT,
                "mark": _COUNT,
                "in": _TEXT_NAME,
                "start": _COUNT,
                "end": _COUNT,
                "before": _TEXT,
                "text": _TEXT,
                "after": _TEXT,
            }
        )
    ),
    **_GENERATION,
}

_TRENDS: Final[dict[str, Schema]] = {
    "unit": _TEXT,
    "periods": _many(
        _shape({"value": _TEXT, "from": _DAY, "to": _DAY, "published": schema_ref("PeriodCounts")})
    ),
    "trends": _many(
        _shape(
            {
                "query": _TEXT,
                "read_as": _TEXT,
                "notes": _many(_TEXT),
                "total": _COUNT,
                "undated": _COUNT,
                "first": _maybe(schema_ref("Related")),
                "last": _maybe(schema_ref("Related")),
                "counts": _many(schema_ref("PeriodCounts")),
            }
        )
    ),
    **_GENERATION,
}

_RECEIPT: Final[dict[str, Schema]] = {
    "receipt": _WHOLE,
    "archive": _TEXT,
    "made": {"type": "string", "format": "date-time"},
    "newsroom": _shape({"timezone": _TEXT, "day_order": _TEXT}),
    "search": _shape(
        {
            "text": _TEXT,
            "parameters": _many({"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}),
            "sort": _TEXT,
            "read_as": _TEXT,
            "notes": _many(schema_ref("MessageCode")),
            "filters": _many(
                _shape(
                    {
                        "kind": _TEXT,
                        "value": _maybe(_TEXT),
                        "excluded": _TRUTH,
                        "from": _maybe(_DAY),
                        "to": _maybe(_DAY),
                    }
                )
            ),
            "also_searched": _many(
                _shape({"from": _TEXT, "to": _TEXT, "kind": _TEXT, "count": _COUNT})
            ),
        }
    ),
    "generation": _shape(
        {"name": _TEXT, "created": _TEXT, "articles": _COUNT, "analysis": _TEXT, "content": _DIGEST}
    ),
    "counts": _shape(
        {
            "total": _COUNT,
            "lines": _COUNT,
            "outdated": _COUNT,
            "undated": _COUNT,
            "languages": _named(_LANGUAGE, _COUNT),
            "months": _named({"pattern": "^[0-9]{4}-[0-9]{2}$"}, _COUNT),
        }
    ),
    "articles": _shape(
        {"every": _DIGEST, "first": _many(_shape({"id": _TEXT, "text": _SHORT_DIGEST}))}
    ),
    "digest": _DIGEST,
}

_ACROSS_TERM: Final[dict[str, Schema]] = {
    "text": _TEXT,
    "as_typed": _TRUTH,
    "words": _many(
        _shape(
            {
                "word": _TEXT,
                "probability": _NUMBER,
                "origin": {"type": "string", "enum": list(map(str, WordOrigin))},
                "pairs": _COUNT,
                "asked": _TRUTH,
            }
        )
    ),
}

#: The answer of each route of the API, by the name of its view, and what answers have in common.
SCHEMAS: Final[Mapping[str, Schema]] = {
    "MessageCode": _CODE,
    "Label": _LABEL,
    "Related": _shape(_RELATED),
    "Mention": _shape({**_PLACE, **_WHY}),
    "Value": _shape(
        {"value": _TEXT, "label": _LABELS, "count": _COUNT, "selected": _TRUTH, "excluded": _TRUTH}
    ),
    "Hit": _shape(_HIT),
    "Across": _shape(
        {
            "languages": _many(_LANGUAGE),
            "terms": _many(_shape(_ACROSS_TERM)),
            "total": _COUNT,
            "lines": _COUNT,
            "hits": _many(schema_ref("AcrossHit")),
            "closest": _many(schema_ref("AcrossHit")),
            "meaning": _TEXT,
            "similar": _many(schema_ref("AcrossHit")),
        }
    ),
    "AcrossHit": _shape({**_HIT, "met": _many(_shape({"text": _TEXT, "printed": _TEXT}))}),
    "Timeline": _shape(_BARS),
    "PeriodCounts": _shape({"total": _COUNT, "languages": _named(_LANGUAGE, _COUNT)}),
    "Error": _shape(
        {
            "error": _shape(
                {"code": _TEXT, "parameter": _maybe(_TEXT), "message": _TEXT, "remedy": _TEXT}
            )
        }
    ),
    "search": _shape(
        {
            "query": _shape(_QUERY),
            "total": _COUNT,
            "lines": _COUNT,
            "outdated": _COUNT,
            "page": _COUNT,
            "size": _COUNT,
            "took_ms": _NUMBER,
            "generation": _TEXT,
            "hits": _many(schema_ref("Hit")),
            "closest": _many(schema_ref("Hit")),
            "across": _maybe(schema_ref("Across")),
            "facets": _shape(
                {
                    **dict.fromkeys(FACET_NAMES, _many(schema_ref("Value"))),
                    "published": schema_ref("Timeline"),
                    "mentioned": _shape(
                        {**_BARS, **dict.fromkeys(("earlier", "later", "wider"), _COUNT)}
                    ),
                }
            ),
        }
    ),
    "facet": _shape(
        {
            "facet": _TEXT,
            "contains": _TEXT,
            "total": _COUNT,
            "page": _COUNT,
            "size": _COUNT,
            **_GENERATION,
            "values": _many(schema_ref("Value")),
        }
    ),
    "article": _shape(_ARTICLE),
    "comparison": _shape(
        {
            "old": _TEXT,
            "new": _TEXT,
            "same": _TRUTH,
            "stays": _NUMBER,
            "title": _STRETCHES,
            "body": _STRETCHES,
            "numbers": _shape({"gone": _many(_TEXT), "new": _many(_TEXT)}),
            "names": _shape(
                {"gone": _many(schema_ref("Label")), "new": _many(schema_ref("Label"))}
            ),
            **_GENERATION,
        }
    ),
    "entity": _shape(
        {
            "id": _TEXT,
            "kind": _TEXT,
            "label": _LABELS,
            "names": _many(_TEXT),
            "note": _TEXT,
            "days": _many(_shape({"from": _DAY, "to": _maybe(_DAY)})),
            "total": _COUNT,
            "languages": _named(_LANGUAGE, _COUNT),
            "published": schema_ref("Timeline"),
            **{
                kind.plural: _many(
                    _shape({"id": _TEXT, "label": _LABELS, "count": _COUNT, "weight": _NUMBER})
                )
                for kind in ACTORS
            },
            "words": _shape(
                dict.fromkeys(
                    ("en", "zh"),
                    _many(_shape({"text": _TEXT, "count": _COUNT, "weight": _NUMBER})),
                )
            ),
            **dict.fromkeys(
                ("sources", "sections"), _many(_shape({"value": _TEXT, "count": _COUNT}))
            ),
            "reasons": _shape(
                {"articles": _COUNT, "kinds": _many(_shape({"code": _TEXT, "count": _COUNT}))}
            ),
            "mentions": _many(_shape({"article": _TEXT, "title": _TEXT, **_PLACE, **_WHY})),
            "said": _many(
                _shape(
                    {
                        "article": schema_ref("Related"),
                        "start": _COUNT,
                        "end": _COUNT,
                        "text": _TEXT,
                        "direct": _TRUTH,
                    }
                )
            ),
            **dict.fromkeys(("latest", "first"), _many(schema_ref("Related"))),
            **_GENERATION,
        }
    ),
    "suggest": _shape(
        {
            "q": _TEXT,
            "suggestions": _many(
                _shape(
                    {
                        "kind": _TEXT,
                        "query": _TEXT,
                        "facet": _maybe(_TEXT),
                        "value": _maybe(_TEXT),
                        "label": _LABELS,
                        "note": _TEXT,
                        "count": _maybe(_COUNT),
                        "url": _TEXT,
                    }
                )
            ),
        }
    ),
    "status": _shape(
        {
            "generation": _TEXT,
            "engine": _TEXT,
            "created": _TEXT,
            "age_seconds": _COUNT,
            "articles": _COUNT,
            "bytes": _COUNT,
        }
    ),
    "news": _shape(
        {"new": _COUNT, "since": _maybe(_INSTANT), "latest": _maybe(_INSTANT), **_GENERATION}
    ),
    "receipt": _shape(_RECEIPT),
    "context": _shape(_CONTEXT),
    "trends": _shape(_TRENDS),
    "quotation": _shape(
        {
            "text": _TEXT,
            "verdict": {"type": "string", "enum": ["verbatim", "alike", "none", "unknown"]},
            "total": _COUNT,
            "unread": _COUNT,
            "articles": _QUOTING,
            "alike": _QUOTING,
            **_GENERATION,
        }
    ),
    "openapi": {"type": "object"},
}
