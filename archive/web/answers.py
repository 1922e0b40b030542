"""The shapes of what the API answers, as JSON Schema: `openapi.py` puts them into its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.web.article_shapes import ARTICLE_SHAPES
from archive.web.found_shapes import FOUND_SHAPES
from archive.web.shapes import (
    A_CODE,
    A_COUNT,
    A_DAY,
    A_DIGEST,
    A_LABEL,
    A_LANGUAGE,
    A_SHORT_DIGEST,
    A_TEXT,
    A_TRUTH,
    A_WHOLE,
    AN_INSTANT,
    ITS_GENERATION,
    LISTED_ARTICLE,
    PLACE_OF,
    WHY_OF,
    Schema,
    fields_of,
    many_of,
    maybe,
    named_by,
    schema_ref,
)

_RECEIPT: Final[dict[str, Schema]] = {
    "receipt": A_WHOLE,
    "archive": A_TEXT,
    "made": {"type": "string", "format": "date-time"},
    "newsroom": fields_of({"timezone": A_TEXT, "day_order": A_TEXT}),
    "search": fields_of(
        {
            "text": A_TEXT,
            "parameters": many_of({"type": "array", "items": A_TEXT, "minItems": 2, "maxItems": 2}),
            "sort": A_TEXT,
            "read_as": A_TEXT,
            "notes": many_of(schema_ref("MessageCode")),
            "filters": many_of(
                fields_of(
                    {
                        "kind": A_TEXT,
                        "value": maybe(A_TEXT),
                        "excluded": A_TRUTH,
                        "from": maybe(A_DAY),
                        "to": maybe(A_DAY),
                    }
                )
            ),
            "also_searched": many_of(
                fields_of({"from": A_TEXT, "to": A_TEXT, "kind": A_TEXT, "count": A_COUNT})
            ),
        }
    ),
    "generation": fields_of(
        {
            "name": A_TEXT,
            "created": A_TEXT,
            "articles": A_COUNT,
            "analysis": A_TEXT,
            "content": A_DIGEST,
        }
    ),
    "counts": fields_of(
        {
            "total": A_COUNT,
            "lines": A_COUNT,
            "outdated": A_COUNT,
            "undated": A_COUNT,
            "languages": named_by(A_LANGUAGE, A_COUNT),
            "months": named_by({"pattern": "^[0-9]{4}-[0-9]{2}$"}, A_COUNT),
        }
    ),
    "articles": fields_of(
        {"every": A_DIGEST, "first": many_of(fields_of({"id": A_TEXT, "text": A_SHORT_DIGEST}))}
    ),
    "digest": A_DIGEST,
}

#: The answer of each route of the API, by the name of its view, and what answers have in common.
SCHEMAS: Final[Mapping[str, Schema]] = {
    **FOUND_SHAPES,
    **ARTICLE_SHAPES,
    "MessageCode": A_CODE,
    "Label": A_LABEL,
    "Related": fields_of(LISTED_ARTICLE),
    "Mention": fields_of({**PLACE_OF, **WHY_OF}),
    "Error": fields_of(
        {
            "error": fields_of(
                {"code": A_TEXT, "parameter": maybe(A_TEXT), "message": A_TEXT, "remedy": A_TEXT}
            )
        }
    ),
    "status": fields_of(
        {
            "generation": A_TEXT,
            "engine": A_TEXT,
            "created": A_TEXT,
            "age_seconds": A_COUNT,
            "articles": A_COUNT,
            "bytes": A_COUNT,
        }
    ),
    "news": fields_of(
        {"new": A_COUNT, "since": maybe(AN_INSTANT), "latest": maybe(AN_INSTANT), **ITS_GENERATION}
    ),
    "receipt": fields_of(_RECEIPT),
    "openapi": {"type": "object"},
}
