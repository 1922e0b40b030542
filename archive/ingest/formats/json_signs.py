"""By what an object shows that it is an article, or wraps one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.ingest.formats.json_folded import FieldNames, FoldedObject, normal_name
from archive.ingest.formats.json_languages import by_language, without_types
from archive.ingest.formats.json_names import (
    BODY,
    LOOSE_TITLE,
    PUBLISHED,
    SUMMARY,
    TITLE,
    URL,
    WRAPPERS,
)
from archive.ingest.formats.json_objects import fold_names, is_missing, look, text_of_value

#: Elements of a list that are looked at to know what it holds.
_LOOK: Final = 50

#: Kinds of schema.org that are articles end so; others describe the page around one.
_LINKED_ARTICLES: Final = ("article", "posting", "report", "review", "story", "analysis")

_SIDES: Final = (PUBLISHED, URL)


def is_article(value: object) -> bool:
    """Whether a value is an object that holds a text under a name that is understood."""
    return isinstance(value, Mapping) and has_body(unwrapped(value)[1])


def has_body(folded: FoldedObject) -> bool:
    """Whether an object, its names folded, holds a text under a name that is understood."""
    titled = has(folded, TITLE)
    for path in BODY.among(folded):
        value = look(folded, path)
        if is_missing(value) or (not titled and _are_titled(value)):
            continue
        if text_of_value(value)[0].strip():
            return True
    return False


def _are_titled(values: object) -> bool:
    """Whether these are articles, not the sections of one: objects with titles and texts."""
    objects = [fold_names(value) for value in _listed(values)[:_LOOK] if isinstance(value, Mapping)]
    return any(has(folded, TITLE) and has_body(folded) for folded in objects)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def is_likely(value: object) -> bool:
    """Whether an object without a text is still likely one: a title and what goes with it."""
    if not isinstance(value, Mapping):
        return False
    _, folded = unwrapped(value)
    if is_linked_side(value):
        return False
    if by_language(value) or as_untyped(value):
        return True
    sides = [has(folded, table) for table in _SIDES]
    if has(folded, TITLE):
        return has(folded, SUMMARY) or any(sides)
    return has(folded, LOOSE_TITLE) and has(folded, SUMMARY) and all(sides)


def as_untyped(value: Mapping[str, object]) -> list[dict[str, object]]:
    """An object of a search server under its plain names, if they make an article of it."""
    plain = without_types(value)
    return [plain] if len(plain) == len(value) and has_body(fold_names(plain)) else []


def has(folded: FoldedObject, table: FieldNames) -> bool:
    """Whether an object, its names folded, holds something under the names of a field."""
    return any(not is_missing(look(folded, path)) for path in table.among(folded))


def is_linked_side(value: Mapping[str, object]) -> bool:
    """Whether an object of linked data is of a kind that is no article (a page, a person).

    One with the text of an article is one, whatever it is called.
    """
    if not is_missing(value.get("articleBody")):
        return False
    kinds = value.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    texts = [normal_name(name) for name in names if isinstance(name, str)]
    return bool(texts) and not any(text.endswith(_LINKED_ARTICLES) for text in texts)


def unwrapped(value: Mapping[str, object]) -> tuple[Mapping[str, object], FoldedObject]:
    """An element of a list with what it wraps: `_source`, `fields`, `attributes` and the like.

    As it is written, and under the normal forms of its names.
    """
    folded = fold_names(value)
    for _ in range(3):
        if any(isinstance(text := folded[path[0]], str) and text for path in BODY.among(folded)):
            return value, folded
        inner = _wrapped(folded)
        if inner is None:
            return value, folded
        name, inside = inner
        outside = {key: item for key, item in value.items() if normal_name(key) != name}
        hidden = fold_names(inside)
        value = {
            **{key: item for key, item in outside.items() if normal_name(key) not in hidden},
            **inside,
        }
        folded = fold_names(value)
    return value, folded


def _wrapped(folded: FoldedObject) -> tuple[str, Mapping[str, object]] | None:
    for name in WRAPPERS:
        inside = folded.get(name)
        if isinstance(inside, Mapping) and not is_linked_side(inside):
            inner = fold_names(inside)
            titled = has(inner, TITLE) and not has(folded, TITLE) and name != "source"
            if has_body(inner) or titled:
                return name, inside
    return None
