"""Where in a value of JSON its articles lie.

What crawlers, papers and databases hand out is seldom an article but an envelope of them. An
envelope is known by what lies in it: lists of objects that hold a text or a title under a name that
is understood. Its own title, as that of a feed, is no article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from archive.ingest.formats.json_feed import is_feed, with_feed
from archive.ingest.formats.json_folded import FoldedObject, normal_name
from archive.ingest.formats.json_frames import rows_of_lists, rows_of_table
from archive.ingest.formats.json_languages import by_language
from archive.ingest.formats.json_lenient import JsonError, parse_value
from archive.ingest.formats.json_names import ID, LISTS, TITLE, WRAPPERS
from archive.ingest.formats.json_objects import fold_names
from archive.ingest.formats.json_signs import (
    as_untyped,
    has,
    has_body,
    is_article,
    is_likely,
    is_linked_side,
    unwrapped,
)

#: Levels of an envelope that are looked into.
_DEEPEST: Final = 8

#: Elements of a list that are looked at to know what it holds.
_LOOK: Final = 50


#: Names of lists that hold articles of their own, whatever holds the list.
_NESTED: Final = frozenset("articles posts stories newsitems 文章列表 新聞列表 新闻列表".split())


def articles_of(value: object) -> Iterator[object]:
    """What should be articles in `value`, in their order: objects as `json_fields` reads them.

    What is no object is given as it is, and so is an object in which no article is found: it is for
    the caller to say why it cannot be read.
    """
    yield from _articles(value, 0)


def _articles(value: object, depth: int) -> Iterator[object]:
    if isinstance(value, str) and (written := _written(value)) is not None:
        value = written
    if isinstance(value, list):
        rows = rows_of_lists(value)
        yield from _each(_of_a_graph(value) if rows is None else rows, depth)
    elif isinstance(value, Mapping):
        yield from _of_an_object(value, depth)
    else:
        yield value


def _each(items: list[object], depth: int) -> Iterator[object]:
    """The articles of elements and rows; what none can lie in is given as it is."""
    for item in items:
        yield from _articles(item, depth + 1) if _goes_on(item, depth) else (item,)


def _of_an_object(value: Mapping[str, object], depth: int) -> Iterator[object]:
    article, folded = unwrapped(value)
    if has_body(folded) and not is_feed(value):
        inside = _beside(value, folded) if depth < _DEEPEST else []
        if not inside or has(folded, TITLE):
            yield article
        for item in inside:
            yield from _articles(item, depth + 1)
        return
    rows = _rows(value)
    if rows is not None:
        yield from _each(rows, depth)
        return
    others = by_language(article) or as_untyped(article)
    if others:
        yield from others
        return
    inside = _inside(value) if depth < _DEEPEST else []
    for item in inside:
        yield from _articles(item, depth + 1)
    if not inside:
        yield article


def _beside(value: Mapping[str, object], folded: FoldedObject) -> list[object]:
    """The articles that an object holds besides a text.

    Under any name where it has no title, as an envelope with a notice; else where a name says it.
    """
    if not has(folded, TITLE):
        return _inside(value, sure_only=True)
    return [folded[name] for name in _NESTED & folded.keys() if _rank(name, folded[name]) > 1]


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


def _inside(value: Mapping[str, object], *, sure_only: bool = False) -> list[object]:
    """The lists and objects in an envelope that hold its articles; none where nothing does."""
    sure: list[object] = []
    likely: list[object] = []
    level: list[tuple[str, object]] = [(normal_name(key), item) for key, item in value.items()]
    for _ in range(_DEEPEST):
        deeper: list[tuple[str, object]] = []
        for name, item in level:
            rank = _rank(name, item)
            if rank:
                (sure if rank > 1 else likely).append(with_feed(value, item))
            elif isinstance(item, Mapping):
                deeper.extend((normal_name(key), inner) for key, inner in item.items())
            elif isinstance(item, list):
                deeper.extend(
                    (normal_name(key), inner)
                    for element in item[:_LOOK]
                    if isinstance(element, Mapping)
                    for key, inner in element.items()
                )
        level = deeper
    return sure if sure_only else sure or likely


def _rank(name: str, value: object) -> int:
    """2 for what holds articles for certain, 1 for what may, 0 for what does not."""
    if isinstance(value, list):
        elements = [item for item in value[:_LOOK] if isinstance(item, Mapping)]
        texts = [element for element in elements if is_article(element)]
        titled = any(has(unwrapped(element)[1], TITLE) for element in texts)
        if titled or rows_of_lists(value) is not None:
            return 2
        return int(name in LISTS and (bool(texts) or any(map(is_likely, elements))))
    if not isinstance(value, Mapping):
        return 0
    if _rows(value) is not None or (is_article(value) and has(unwrapped(value)[1], TITLE)):
        return 2
    return int(is_likely(value) and (name in LISTS or name in WRAPPERS))


def _rows(value: Mapping[str, object]) -> list[object] | None:
    """The rows of a table that an object writes by its columns or by the ids of its rows."""
    rows = rows_of_table(value)
    return _by_ids(value) if rows is None else rows


def _by_ids(value: Mapping[str, object]) -> list[object] | None:
    """`{"a-1": {...}, "a-2": {...}}`: an object of articles, each under its id or its number."""
    if not value or not all(isinstance(item, Mapping) for item in value.values()):
        return None
    if any(normal_name(key) in LISTS or normal_name(key) in WRAPPERS for key in value):
        return None
    if not any(map(is_article, value.values())):
        return None
    rows: list[object] = []
    for key, item in value.items():
        if isinstance(item, Mapping) and "__typename" in item and not is_article(item):
            continue
        has_id = isinstance(item, Mapping) and has(fold_names(item), ID)
        numbered = len(value) == 1 or (key.isdecimal() and len(key) < 6)
        rows.append(item if has_id or numbered else {"id": key, **_mapping(item)})
    return rows


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
