"""Where in a value of JSON its articles lie.

What crawlers, papers and databases hand out is seldom an article but an envelope of them. An
envelope is known by what lies in it: lists of objects that hold a text or a title under a name that
is understood. Its own title, as that of a feed, is no article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from archive.ingest.formats.json_feed import is_feed, with_feed
from archive.ingest.formats.json_frames import rows_of_lists, rows_of_table
from archive.ingest.formats.json_languages import by_language, without_types
from archive.ingest.formats.json_lenient import JsonError, parse_value
from archive.ingest.formats.json_names import (
    BODY,
    ID,
    LISTS,
    LOOSE_TITLE,
    PUBLISHED,
    SUMMARY,
    TITLE,
    URL,
    WRAPPERS,
    Names,
    normal,
)
from archive.ingest.formats.json_objects import fold, is_missing, look, text_of

#: Levels of an envelope that are looked into.
_DEEPEST: Final = 8

#: Elements of a list that are looked at to know what it holds.
_LOOK: Final = 50

#: Kinds of schema.org that are articles end so; others describe the page around one.
_LINKED_ARTICLES: Final = ("article", "posting", "report", "review", "story", "analysis")

_SIDES: Final = (PUBLISHED, URL)


def articles_of(value: object) -> Iterator[object]:
    """What should be articles in `value`, in their order: objects as `json_fields` reads them.

    What is no object is given as it is, and so is an object in which no article is found: it is for
    the caller to say why it cannot be read.
    """
    yield from _articles(value, 0)


def is_article(value: object) -> bool:
    """Whether a value is an object that holds a text under a name that is understood."""
    return isinstance(value, Mapping) and _has_body(fold(_unwrapped(value)))


def _articles(value: object, depth: int) -> Iterator[object]:
    if isinstance(value, list):
        rows = rows_of_lists(value)
        for item in _of_a_graph(value) if rows is None else rows:
            yield from _articles(item, depth + 1) if _goes_on(item, depth) else (item,)
        return
    if isinstance(value, str) and (written := _written(value)) is not None:
        value = written
    if not isinstance(value, Mapping):
        yield value
        return
    article = _unwrapped(value)
    if _has_body(fold(article)) and not is_feed(value):
        yield article
        return
    rows = _rows(value)
    if rows is not None:
        for row in rows:
            yield from _articles(row, depth + 1) if _goes_on(row, depth) else (row,)
        return
    others = by_language(article) or _without_types(article)
    if others:
        yield from others
        return
    inside = _inside(value) if depth < _DEEPEST else []
    for item in inside:
        yield from _articles(item, depth + 1)
    if not inside:
        yield article


def _written(text: str) -> object:
    """The object that a text writes out, as programs do that write JSON into JSON; else None."""
    if not text.startswith("{") or not text.endswith("}"):
        return None
    try:
        value, end = parse_value(text)
    except JsonError:
        return None
    return value if end == len(text) else None


def _goes_on(item: object, depth: int) -> bool:
    """Whether there may be articles inside: a list of plain values is one thing that is none."""
    if isinstance(item, str):
        return item.startswith("{") and depth < _DEEPEST
    if isinstance(item, list):
        return depth < _DEEPEST and any(isinstance(inner, list | dict) for inner in item)
    return isinstance(item, dict) and depth < _DEEPEST


def _has_body(folded: Mapping[str, object]) -> bool:
    titled = _has(folded, TITLE)
    return any(
        text_of(value)[0].strip()
        for path in BODY.among(folded)
        if not is_missing(value := look(folded, path)) and (titled or not _are_titled(value))
    )


def _are_titled(values: object) -> bool:
    """Whether these are articles, not the sections of one: objects with titles and texts."""
    objects = [fold(value) for value in _listed(values)[:_LOOK] if isinstance(value, Mapping)]
    return any(_has(folded, TITLE) and _has_body(folded) for folded in objects)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _is_likely(value: object) -> bool:
    """Whether an object without a text is still likely one: a title and what goes with it."""
    if not isinstance(value, Mapping):
        return False
    folded = fold(_unwrapped(value))
    if is_linked_side(value):
        return False
    if by_language(value) or _without_types(value):
        return True
    sides = [_has(folded, table) for table in _SIDES]
    if _has(folded, TITLE):
        return _has(folded, SUMMARY) or any(sides)
    return _has(folded, LOOSE_TITLE) and _has(folded, SUMMARY) and all(sides)


def _without_types(value: Mapping[str, object]) -> list[dict[str, object]]:
    """An object of a search server under its plain names, if they make an article of it."""
    plain = without_types(value)
    return [plain] if len(plain) == len(value) and _has_body(fold(plain)) else []


def _has(folded: Mapping[str, object], table: Names) -> bool:
    return any(not is_missing(look(folded, path)) for path in table.among(folded))


def is_linked_side(value: Mapping[str, object]) -> bool:
    """Whether an object of linked data is of a kind that is no article (a page, a person)."""
    kinds = value.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    texts = [normal(name) for name in names if isinstance(name, str)]
    return bool(texts) and not any(text.endswith(_LINKED_ARTICLES) for text in texts)


def _unwrapped(value: Mapping[str, object]) -> Mapping[str, object]:
    """An element of a list with what it wraps: `_source`, `fields`, `attributes` and the like."""
    for _ in range(3):
        folded = fold(value)
        if any(
            isinstance(folded[name], str) and folded[name] for name in BODY.first & folded.keys()
        ):
            return value
        inner = _wrapped(folded)
        if inner is None:
            return value
        name, inside = inner
        outside = {key: item for key, item in value.items() if normal(key) != name}
        hidden = fold(inside)
        value = {
            **{key: item for key, item in outside.items() if normal(key) not in hidden},
            **inside,
        }
    return value


def _wrapped(folded: Mapping[str, object]) -> tuple[str, Mapping[str, object]] | None:
    for name in WRAPPERS:
        inside = folded.get(name)
        if isinstance(inside, Mapping) and not is_linked_side(inside):
            inner = fold(inside)
            titled = _has(inner, TITLE) and not _has(folded, TITLE) and name != "source"
            if _has_body(inner) or titled:
                return name, inside
    return None


def _of_a_graph(values: list[object]) -> list[object]:
    """Of linked data, those that are articles; the others describe the page around them.

    Of the dump of a database, its tables.
    """
    objects = [value for value in values if isinstance(value, Mapping)]
    if any(value.get("type") == "table" for value in objects):
        return [value for value in values if not _is_about_a_dump(value)]
    if not any("@type" in value for value in objects):
        return values
    articles = [value for value in values if not _is_side(value)]
    return articles or values


def _is_about_a_dump(value: object) -> bool:
    return isinstance(value, Mapping) and value.get("type") in {"header", "database", "comment"}


def _is_side(value: object) -> bool:
    return isinstance(value, Mapping) and is_linked_side(value) and not _holds_articles(value)


def _holds_articles(value: Mapping[str, object]) -> bool:
    return bool(_inside(value))


def _inside(value: Mapping[str, object]) -> list[object]:
    """The lists and objects in an envelope that hold its articles; none where nothing does."""
    sure: list[object] = []
    likely: list[object] = []
    level: list[tuple[str, object]] = [(normal(key), item) for key, item in value.items()]
    for _ in range(_DEEPEST):
        deeper: list[tuple[str, object]] = []
        for name, item in level:
            rank = _rank(name, item)
            if rank:
                (sure if rank > 1 else likely).append(with_feed(value, item))
            elif isinstance(item, Mapping):
                deeper.extend((normal(key), inner) for key, inner in item.items())
            elif isinstance(item, list):
                deeper.extend(
                    (normal(key), inner)
                    for element in item[:_LOOK]
                    if isinstance(element, Mapping)
                    for key, inner in element.items()
                )
        level = deeper
    return sure or likely


def _rank(name: str, value: object) -> int:
    """2 for what holds articles for certain, 1 for what may, 0 for what does not."""
    if isinstance(value, list):
        elements = [item for item in value[:_LOOK] if isinstance(item, Mapping)]
        texts = [element for element in elements if is_article(element)]
        titled = any(_has(fold(_unwrapped(element)), TITLE) for element in texts)
        if titled or rows_of_lists(value) is not None:
            return 2
        return int(name in LISTS and (bool(texts) or any(map(_is_likely, elements))))
    if not isinstance(value, Mapping):
        return 0
    if _rows(value) is not None or (is_article(value) and _has(fold(_unwrapped(value)), TITLE)):
        return 2
    return int(_is_likely(value) and (name in LISTS or name in WRAPPERS))


def _rows(value: Mapping[str, object]) -> list[object] | None:
    """The rows of a table that an object writes by its columns or by the ids of its rows."""
    rows = rows_of_table(value)
    return _by_ids(value) if rows is None else rows


def _by_ids(value: Mapping[str, object]) -> list[object] | None:
    """`{"a-1": {...}, "a-2": {...}}`: an object of articles, each under its id or its number."""
    if not value or not all(isinstance(item, Mapping) for item in value.values()):
        return None
    if any(normal(key) in LISTS or normal(key) in WRAPPERS for key in value):
        return None
    if not any(map(is_article, value.values())):
        return None
    rows: list[object] = []
    for key, item in value.items():
        if isinstance(item, Mapping) and "__typename" in item and not is_article(item):
            continue
        has_id = isinstance(item, Mapping) and _has(fold(item), ID)
        numbered = len(value) == 1 or (key.isdecimal() and len(key) < 6)
        rows.append(item if has_id or numbered else {"id": key, **_mapping(item)})
    return rows


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
