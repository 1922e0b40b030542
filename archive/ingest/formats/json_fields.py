"""One object of JSON, or one row of a table, to what it says of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from archive.ingest.formats import json_names as names
from archive.ingest.formats import ninjs
from archive.ingest.formats.json_folded import FoldedObject, normal_name, shape_of
from archive.ingest.formats.json_objects import (
    described_value,
    fold_names,
    is_address,
    look,
    text_of_value,
    written_list,
)
from archive.ingest.formats.json_sides import ObjectReading, Texts, check_published, with_sides
from archive.ingest.formats.json_signs import is_linked_side
from archive.ingest.raw import Markup, RawArticle
from archive.ingest.reader import ReadOptions, UnreadableArticleError, shown

#: A text under a name that is not understood is told from so many characters on: the first
#: paragraph of a short report; a Chinese one says as much in a third of them.
_LONG: Final = 150
_LONG_HAN: Final = 50

#: How deep and how far in a list such texts are looked for, and how many names are told.
_DEEPEST: Final = 4
_LOOK: Final = 20
_MOST_TOLD: Final = 5

#: A text under a later name is taken where it is so many times longer than that under an earlier
#: one, which then is a teaser.
_TEASER: Final = 3

_TAG: Final = re.compile(r"<[^<>]{1,500}>")
#: A whole page, which crawlers keep beside the text that they take out of it.
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>[^-]|-(?!->))*+-->\s*)*<(?:!doctype|html|head)\b",
    re.IGNORECASE,
)

_HAN: Final = re.compile(r"[\u3400-\u9fff]")

#: What newsapi.org puts at the end of a text that it cuts.
_CUT: Final = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ (?:chars|characters)\]\s*\Z")
_LONGEST_CUT: Final = 60

#: Kinds of a blog's records that are no articles, and the fields that only such records have.
_BLOG_KINDS: Final = frozenset(
    "page attachment navmenuitem revision customcss wpblock wpnavigation wpglobalstyles".split()
)
_BLOG_FIELDS: Final = frozenset("posttype mobiledoc lexical commentstatus menuorder".split())


def raw_article(data: object, options: ReadOptions, place: str = "") -> RawArticle:
    """What an object of any of the shapes of `json_shapes` says of its article.

    A side field that cannot be read is a note. Raises `UnreadableArticleError` for what is no
    object, for an object of a kind that is no article, and for one in which no text is understood:
    where a long text stands under names that are not understood, the message says them.
    """
    if not isinstance(data, Mapping):
        raise UnreadableArticleError(f"Not an object but {_kind_of(data)}.")
    folded = fold_names(data)
    if ninjs.is_ninjs(folded):
        return replace(ninjs.ninjs_article(folded), place=place)
    _check_kind(data, folded)
    check_published(folded)
    reading = ObjectReading(folded)
    body, markup = _body(reading)
    title = _title(reading, loose=bool(body))
    _check_texts(reading, data, title, body)
    return with_sides(reading, Texts(title, body, markup), options, place)


def _kind_of(value: object) -> str:
    """What kind of value this is, for a reason."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "a text"


def _check_kind(data: Mapping[str, object], folded: FoldedObject) -> None:
    if is_linked_side(data):
        raise UnreadableArticleError(
            f"No article but of type {shown(described_value(data['@type']))}."
        )
    schema = data.get("$schema")
    if isinstance(schema, str) and "json-schema.org" in schema:
        raise UnreadableArticleError("No article but a schema of JSON.")
    for path in names.KIND.among(folded):
        kind = look(folded, path)
        if isinstance(kind, str) and normal_name(kind) in _BLOG_KINDS and _is_of_a_blog(folded):
            raise UnreadableArticleError(f"No article but of type {shown(kind)}.")


def _is_of_a_blog(folded: FoldedObject) -> bool:
    rendered = look(folded, ("content", "rendered"))
    return rendered is not None or not _BLOG_FIELDS.isdisjoint(folded)


def _title(reading: ObjectReading, *, loose: bool) -> str:
    tables = (names.TITLE, names.LOOSE_TITLE) if loose else (names.TITLE,)
    for table in tables:
        for _, value in reading.values(table):
            items = written_list(value) if isinstance(value, str) else value
            title, _ = text_of_value(items[0] if isinstance(items, list) and items else value)
            if title.strip():
                return title
    return ""


def _body(reading: ObjectReading) -> tuple[str, Markup]:
    """The text, and what it may hold; that of a summary where there is no other."""
    texts: list[tuple[str, str, bool]] = []
    for name, value in reading.values(names.BODY):
        text, html = text_of_value(value)
        if text.strip():
            texts.append((name, text, html))
    if not texts:
        return _summary(reading), Markup.UNKNOWN
    texts = [row for row in texts if not _PAGE.match(row[1])] or texts
    name, text, html = texts[0]
    for later in texts[1:]:
        if len(_TAG.sub("", later[1])) > _TEASER * len(_TAG.sub("", text)):
            name, text, html = later
    if _PAGE.match(text):
        reading.odd("text-is-page", name, text)
        return text, Markup.HTML
    if cut := _CUT.search(text[-_LONGEST_CUT:]):
        reading.odd("text-cut", name, cut.group())
    if html or name in names.HTML:
        return text, Markup.HTML
    return text, Markup.PLAIN if name in names.PLAIN_TEXT else Markup.UNKNOWN


def _summary(reading: ObjectReading) -> str:
    for name, value in reading.values(names.SUMMARY):
        text, _ = text_of_value(value)
        if text.strip():
            reading.odd("text-summary", name, text)
            return text
    return ""


def _check_texts(reading: ObjectReading, data: Mapping[str, object], title: str, body: str) -> None:
    """Notes long texts that are not understood; raises where they must be the article's own."""
    unknown = list(_long_texts(data))
    if not unknown and body.strip():
        return
    longest = max((len(text) for _, text in unknown if not _PAGE.match(text)), default=0)
    told = ", ".join(f"“{shown(name)}”" for name, _ in unknown[:_MOST_TOLD])
    summary = any(note.code == "text-summary" for note in reading.notes)
    if unknown and (not body.strip() or (summary and longest > len(body))):
        raise UnreadableArticleError(f"A long text under a name not understood: {told}.")
    if not title.strip() and not body.strip():
        have = ", ".join(f"“{shown(name)}”" for name in list(data)[:_MOST_TOLD]) or "none"
        raise UnreadableArticleError(f"Neither title nor body holds text; its names: {have}.")
    if longest > _TEASER * len(body):
        reading.odd("text-not-understood", "long text under", told)


def _long_texts(value: object, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Long texts under names that are not understood, with their paths."""
    if isinstance(value, str):
        if path and _is_prose(value):
            yield path, value
    elif depth >= _DEEPEST:
        return
    elif isinstance(value, list) and path:
        text = " ".join(item for item in value if isinstance(item, str))
        if _is_prose(text):
            yield path, text
        for item in value[:_LOOK]:
            if isinstance(item, Mapping):
                yield from _long_texts(item, path, depth + 1)
    elif isinstance(value, Mapping):
        known = shape_of(tuple(value)).names
        for normal, (name, item) in zip(known, value.items(), strict=True):
            # A text under a name that is understood was read.
            is_known = normal in names.UNDERSTOOD
            if not is_known or (not isinstance(item, str) and _is_unread(name, item)):
                yield from _long_texts(item, f"{path}.{name}" if path else str(name), depth + 1)


def _is_unread(name: str, value: object) -> bool:
    """Whether a value under the name of a text holds it in a way that is not understood."""
    table = (names.BODY.first, names.SUMMARY.first, names.TITLE.first)
    if not isinstance(value, Mapping | list) or not any(normal_name(name) in row for row in table):
        return False
    return not text_of_value(value)[0].strip()


def _is_prose(text: str) -> bool:
    """Whether a text is long and has words, as an address and a picture in letters have not."""
    if len(text) < _LONG_HAN or is_address(text):
        return False
    if len(_HAN.findall(text)) >= _LONG_HAN:
        return True
    return len(text) >= _LONG and text.count(" ") * 15 > len(text)
