"""The parts of which the shapes of answers are made, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from archive.model.fields import TEXTS
from archive.model.language import LANGUAGES

Schema = dict[str, Any]

A_TEXT: Final[Schema] = {"type": "string"}
A_WHOLE: Final[Schema] = {"type": "integer"}
A_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
A_NUMBER: Final[Schema] = {"type": "number"}
A_TRUTH: Final[Schema] = {"type": "boolean"}


def fields_of(fields: Mapping[str, Schema]) -> Schema:
    """An object that has all of these fields, and no other."""
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def many_of(items: Schema) -> Schema:
    """An array."""
    return {"type": "array", "items": items}


def maybe(schema: Schema) -> Schema:
    """What may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def named_by(keys: Schema, values: Schema) -> Schema:
    """An object with any names."""
    return {"type": "object", "propertyNames": keys, "additionalProperties": values}


def schema_ref(name: str) -> Schema:
    """Another of `SCHEMAS`."""
    return {"$ref": f"#/components/schemas/{name}"}


A_DAY: Final[Schema] = {"type": "string", "format": "date"}
AN_INSTANT: Final[Schema] = {"type": "string", "format": "date-time"}
A_DIGEST: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
A_SHORT_DIGEST: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
A_LANGUAGE: Final[Schema] = {"type": "string", "enum": list(LANGUAGES)}
A_TEXT_NAME: Final[Schema] = {"type": "string", "enum": list(TEXTS)}
SPANS_OF: Final[Schema] = many_of({"type": "array", "items": A_COUNT, "minItems": 2, "maxItems": 2})
A_LABEL: Final[Schema] = fields_of({"id": A_TEXT, "label": A_TEXT})
LABELS_OF: Final[Schema] = fields_of(dict.fromkeys(LANGUAGES, A_TEXT))
A_CODE: Final[Schema] = fields_of({"code": A_TEXT, "values": {"type": "object"}})
WHY_OF: Final[dict[str, Schema]] = {"why": A_TEXT, "why_code": schema_ref("MessageCode")}
PLACE_OF: Final[dict[str, Schema]] = {
    "start": A_COUNT,
    "end": A_COUNT,
    "text": A_TEXT,
    "in": A_TEXT_NAME,
}
ITS_GENERATION: Final[dict[str, Schema]] = {"generation": A_TEXT}

BARS_OF: Final[dict[str, Schema]] = {
    "unit": A_TEXT,
    "bars": many_of(fields_of({"value": A_TEXT, "from": A_DAY, "to": A_DAY, "count": A_COUNT})),
    "undated": A_COUNT,
}

LISTED_ARTICLE: Final[dict[str, Schema]] = {
    "id": A_TEXT,
    "title": A_TEXT,
    "source": A_TEXT,
    "published": maybe(A_TEXT),
    "language": A_LANGUAGE,
}
