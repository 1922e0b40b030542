"""What each parameter of the API may be, as JSON Schema."""

from __future__ import annotations

from typing import Final

from archive.query.parameter_table import Parameter, ParameterKind
from archive.web.shapes import Schema

#: Parameters without which a route answers nothing.
REQUIRED: Final = frozenset({"old", "new", "text"})

#: Words that are looked for have one at least.
_WORD: Final = "[0-9A-Za-z\u00c0-\u024f\u4e00-\u9fff]"

#: An instant in UTC, to the second; of a year and a month that every calendar has.
_INSTANT: Final = (
    "^(19[789][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
    "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$"
)

#: The forms of a day that every program can write; people may use more.
_DAY: Final[Schema] = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "pattern": "^[12][0-9]{3}-(0[1-9]|1[0-2])$"},
        {"type": "string", "pattern": "^[12][0-9]{3}$"},
        {"const": ""},
    ]
}


def parameter_schema(parameter: Parameter) -> Schema:
    """What a parameter may be; empty is as not given."""
    match parameter.kind:
        case ParameterKind.DAY:
            return _DAY
        case ParameterKind.INSTANT:
            return {"anyOf": [{"type": "string", "pattern": _INSTANT}, {"const": ""}]}
        case ParameterKind.CHOICE:
            usual = {"default": parameter.default} if parameter.default else {}
            return {"type": "string", "enum": [*parameter.choices, ""], **usual}
        case ParameterKind.NUMBER:
            number = {"type": "integer", "minimum": 1, "maximum": parameter.most}
            usual = {"default": parameter.default} if parameter.default else {}
            return {"anyOf": [number, {"const": ""}], **usual}
    if parameter.repeated:
        most = {"maxItems": parameter.most} if parameter.name == "q" else {}
        return {"type": "array", "items": {"type": "string"}, **most}
    text: Schema = (
        {"type": "string", "maxLength": parameter.most} if parameter.most else {"type": "string"}
    )
    if parameter.name not in REQUIRED:
        return text
    return text | ({"pattern": _WORD} if parameter.name == "text" else {"minLength": 1})
