"""Values of parsed JSON by their names: texts, credits, addresses, and what is no value at all."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final

from archive.ingest.formats.json_folded import FoldedObject, normal_name, shape_of
from archive.ingest.formats.json_lenient import JsonError, parse_value
from archive.ingest.formats.json_names import NAME_PARTS, TEXT_PARTS

#: What exports of tables and databases write where there is no value.
_MISSING: Final = frozenset(
    ("", "nan", "null", "none", "n/a", "undefined", "\\n", "nat", "<na>", "[]", "{}", "()")
)

#: Parts of rich texts that hold other parts (the editors of blogs: blocks, runs, operations).
_CHILDREN: Final = ("blocks", "children", "paragraphs", "ops", "insert", "items", "nodes", "spans",
                    "段落", "列表")  # fmt: skip

#: Kinds of parts that stand in a line, not in paragraphs of their own.
_INLINE: Final = frozenset("text span link a strong em b i code mark hardbreak".split())

#: Parts of a rich text that are no text of the article.
_PICTURES: Final = frozenset("image img picture figure gallery video audio embed advert ad".split())

#: Deeper parts are those of no text.
_DEEPEST: Final = 30

#: A longer text is no list of names that Python wrote into a table's cell.
_LONGEST_LIST: Final = 2**22

_ID_PARTS: Final = (
    "oid", "uuid", "numberlong", "numberint", "text", "value", "t", "_", "rendered", "id",
)  # fmt: skip

_GIVEN: Final = ("givenname", "given", "firstname", "first")
_FAMILY: Final = ("familyname", "family", "lastname", "surname", "last")
_PEOPLE: Final = ("authors", "persons", "person", "people", "items", "creators")

_ADDRESS: Final = re.compile(r"\s*(?:https?:)?//\S+\s*\Z", re.IGNORECASE)

_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def fold_names(value: Mapping[str, object]) -> FoldedObject:
    """`value` under the normal forms of its names; of two names alike, the first that has one."""
    shape = shape_of(tuple(value))
    folded = FoldedObject(zip(shape.names, value.values(), strict=True) if shape.distinct else ())
    folded.shape = shape
    if not shape.distinct:
        for name, item in zip(shape.names, value.values(), strict=True):
            if name not in folded or is_missing(folded[name]):
                folded[name] = item
    return folded


def look(folded: Mapping[str, object], path: Sequence[str]) -> object:
    """What stands under a path, None where nothing does.

    A list is passed by the place that the path names, else by its first element that has the rest.
    """
    value: object = folded.get(path[0])
    if len(path) == 1:
        return value
    for number, name in enumerate(path[1:], 1):
        if isinstance(value, Mapping):
            value = fold_names(value).get(name)
        elif isinstance(value, list) and name.isdecimal():
            value = value[int(name)] if int(name) < len(value) else None
        elif isinstance(value, list):
            rest = path[number:]
            inside = (look(fold_names(item), rest) for item in value if isinstance(item, Mapping))
            return next((item for item in inside if not is_missing(item)), None)
        else:
            return None
    return value


def is_missing(value: object) -> bool:
    """Whether there is no value: null, a number that is none, a word for it, nothing inside."""
    if isinstance(value, str):
        return len(value) < 20 and value.strip().lower() in _MISSING
    if value is None:
        return True
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, list | dict) and (not value or all(map(is_missing, _inside(value))))


def _inside(value: list[object] | dict[str, object]) -> list[object]:
    """What a list or object holds; what lies deeper than one level counts as a value."""
    items = value if isinstance(value, list) else list(value.values())
    return [True if isinstance(item, list | dict) and item else item for item in items]


def written_list(text: str) -> list[object] | None:
    """The list that a text writes out, as tables of data do with theirs; None where it is none."""
    stripped = text.strip()
    if not (stripped.startswith(("['", '["')) and stripped.endswith("]")):
        return None
    if len(stripped) > _LONGEST_LIST:
        return None
    try:
        value, end = parse_value(stripped)
    except JsonError:
        return None
    return value if end == len(stripped) and isinstance(value, list) else None


def text_of_value(value: object, depth: int = 0) -> tuple[str, bool]:
    """The text that a value holds, "" for none, and whether its name says that it is HTML.

    The elements of a list are paragraphs, unless they say that they stand in a line; an object's
    text stands under one of the names of `TEXT_PARTS`, or in its children.
    """
    if is_missing(value) or isinstance(value, bool) or depth > _DEEPEST:
        return "", False
    if isinstance(value, str):
        items = written_list(value)
        return text_of_value(items, depth + 1) if items else (value, False)
    if isinstance(value, int | float):
        return number_text(value), False
    if isinstance(value, list):
        return _joined(value, depth)
    if isinstance(value, Mapping):
        return _text_inside(fold_names(value), depth)
    return "", False


def _joined(values: list[object], depth: int) -> tuple[str, bool]:
    texts = [text_of_value(item, depth + 1) for item in values]
    together = any(map(_is_inline, values)) and all(
        isinstance(item, str) or _is_inline(item) for item in values
    )
    parts = [text for text, _ in texts if text.strip() or (together and text)]
    return ("" if together else "\n\n").join(parts), any(html for _, html in texts)


def _is_inline(value: object) -> bool:
    if not isinstance(value, Mapping):
        return False
    folded = fold_names(value)
    kind = folded.get("type")
    if isinstance(kind, str):
        return normal_name(kind) in _INLINE
    return "insert" in folded or ("text" in folded and len(folded) <= 1 + ("marks" in folded))


def _text_inside(folded: Mapping[str, object], depth: int) -> tuple[str, bool]:
    kind = folded.get("type")
    if isinstance(kind, str) and normal_name(kind) in _PICTURES:
        return "", False
    for name in (*TEXT_PARTS, *_CHILDREN):
        text, html = text_of_value(folded.get(name), depth + 1)
        if text:
            return text, html or name in {"rendered", "html", "processed"}
    return text_of_value(sole(folded, (*TEXT_PARTS, *_CHILDREN)), depth + 1)


def sole(folded: Mapping[str, object], tried: Sequence[str]) -> object:
    """The value of an object that has one member, as those that name the type of a value do.

    None where its name is one of those `tried`: nothing is looked into twice.
    """
    name = next(iter(folded)) if len(folded) == 1 else None
    return None if name is None or name in tried else folded[name]


def number_text(value: float) -> str:
    """The digits of a number: a whole one without a point, as data frames add one to ids."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 2**53 else str(value)


def credits_of(value: object, depth: int = 0) -> list[str] | None:
    """The credits that a value holds; None where it holds a value that names nobody."""
    if is_missing(value):
        return []
    if depth > _DEEPEST or isinstance(value, bool | int | float):
        return None
    if isinstance(value, str):
        items = written_list(value)
        return credits_of(items, depth + 1) if items else [value.strip()]
    if isinstance(value, list):
        lists = [credits_of(item, depth + 1) for item in value]
        names = [name for item in lists if item for name in item]
        return names if names or None not in lists else None
    return _name_inside(fold_names(value), depth) if isinstance(value, Mapping) else None


def _name_inside(folded: Mapping[str, object], depth: int) -> list[str] | None:
    for name in (*NAME_PARTS, *_PEOPLE):
        if names := credits_of(folded.get(name), depth + 1):
            return names
    given = _first_text(folded, _GIVEN)
    family = _first_text(folded, _FAMILY)
    if _HAN.search(given + family):
        return [family + given]
    whole = f"{given} {family}".strip()
    return (
        [whole] if whole else credits_of(sole(folded, (*NAME_PARTS, *_PEOPLE)), depth + 1) or None
    )


def _first_text(folded: Mapping[str, object], names: Sequence[str]) -> str:
    values = (folded.get(name) for name in names)
    return next((value.strip() for value in values if isinstance(value, str)), "")


def is_address(value: object) -> bool:
    """Whether a value is an address of the web, with a scheme or at least its slashes."""
    return isinstance(value, str) and bool(_ADDRESS.match(value))


def id_text(value: object, depth: int = 0) -> str:
    """An id as a text, "" where the value is none: a number's digits, what `$oid` holds."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or depth > _DEEPEST:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number_text(value) if value.is_integer() else ""
    if isinstance(value, list):
        return id_text(value[0], depth + 1) if value else ""
    if isinstance(value, Mapping):
        inside = fold_names(value)
        known = (id_text(inside[name], depth + 1) for name in _ID_PARTS if name in inside)
        return next(known, "") or id_text(sole(inside, _ID_PARTS), depth + 1)
    return ""


def described_value(value: object) -> str:
    """A value for a reason: a text or number itself, of others what they are.

    What is nested as deeply as it may be cannot be written out.
    """
    if isinstance(value, list):
        inside = value[0] if len(value) == 1 else None
        return (
            f"a list of {len(value)}" if is_container(inside) or inside is None else f"[{inside}]"
        )
    if isinstance(value, Mapping):
        return "an object of " + ", ".join(list(value)[:5])
    return str(value)


def is_container(value: object) -> bool:
    """Whether a value holds others."""
    return isinstance(value, list | Mapping)
