"""One object of JSON, or one row of a table, to what it says of an article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from archive.ingest.formats import json_names as names
from archive.ingest.formats import ninjs
from archive.ingest.formats.json_days import Day, day_of, moment_of, with_time
from archive.ingest.formats.json_objects import (
    fold,
    host_of,
    is_address,
    is_missing,
    listed,
    look,
    names_of,
    number_text,
    text_of,
)
from archive.ingest.formats.json_shapes import is_linked_side
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, UnreadableArticleError, shown

#: A text under a name that is not understood is told from so many characters on: the first
#: paragraph of a short report; a Chinese one says as much in a third of them.
_LONG: Final = 150
_LONG_HAN: Final = 50

#: A text under a later name is taken where it is so many times longer than that under an earlier
#: one, which then is a teaser.
_TEASER: Final = 3

_TAG: Final = re.compile(r"<[^<>]{1,500}>")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")

#: What newsapi.org puts at the end of a text that it cuts.
_CUT: Final = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ (?:chars|characters)\]\s*\Z")

#: What systems call an article that is out, and one that is not yet or no more.
_USABLE: Final = frozenset(
    "usable publish published public live ok active final approved online released ready 200 1 true"
    " 已發佈 已發布 已发布".split()
)
_WITHHELD: Final = frozenset("withheld embargoed onhold hold".split())
_CANCELED: Final = frozenset(
    "canceled cancelled killed kill withdrawn retracted 撤回 已撤回".split()
)
_UNPUBLISHED: Final = frozenset(
    "draft autodraft pending private trash trashed deleted future scheduled inherit archiveddraft"
    " unpublished 草稿".split()
)

#: Kinds of a blog's records that are no articles, and the fields that only such records have.
_BLOG_KINDS: Final = frozenset(
    "page attachment navmenuitem revision customcss wpblock wpnavigation wpglobalstyles".split()
)
_BLOG_FIELDS: Final = frozenset("posttype mobiledoc lexical commentstatus menuorder".split())


@dataclass
class _Reading:
    """The fields of one object as they are read, and what was odd about them."""

    folded: Mapping[str, object]
    notes: list[Note] = field(default_factory=list)

    def odd(self, code: str, name: str, value: object) -> None:
        self.notes.append(Note(code, f"{name}: {shown(value)}"))

    def values(self, table: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, object]]:
        """What stands under the names of a table, the best first, with those names."""
        for path in table:
            value = look(self.folded, path)
            if not is_missing(value):
                yield path[-1], value


def raw_article(data: object, options: ReadOptions, place: str = "") -> RawArticle:
    """What an object of any of the shapes of `json_shapes` says of its article.

    A side field that cannot be read is a note. Raises `UnreadableArticleError` for what is no
    object, for an object of a kind that is no article, and for one in which no text is understood:
    where a long text stands under names that are not understood, the message says them.
    """
    if not isinstance(data, Mapping):
        raise UnreadableArticleError(f"Not an object but {kind_of(data)}.")
    folded = fold(data)
    if ninjs.is_ninjs(folded):
        return replace(ninjs.raw_article(folded), place=place)
    _check_kind(data, folded)
    reading = _Reading(folded)
    body, markup = _body(reading)
    title = _title(reading, loose=bool(body))
    _check_texts(reading, title, body)
    raw = RawArticle(title=title, body=body, body_markup=markup, place=place)
    return _with_sides(reading, raw, options)


def kind_of(value: object) -> str:
    """What kind of value this is, for a reason."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "a text"


def _check_kind(data: Mapping[str, object], folded: Mapping[str, object]) -> None:
    if is_linked_side(data):
        raise UnreadableArticleError(f"No article but of type {shown(data['@type'])}.")
    for path in names.KIND:
        kind = look(folded, path)
        if isinstance(kind, str) and normal_word(kind) in _BLOG_KINDS and _is_of_a_blog(folded):
            raise UnreadableArticleError(f"No article but of type {shown(kind)}.")


def _is_of_a_blog(folded: Mapping[str, object]) -> bool:
    rendered = look(folded, ("content", "rendered"))
    return rendered is not None or not _BLOG_FIELDS.isdisjoint(folded)


def normal_word(text: str) -> str:
    """A word of a system in the form of the tables here."""
    return names.normal(text)


def _title(reading: _Reading, *, loose: bool) -> str:
    tables = (names.TITLE, names.LOOSE_TITLE) if loose else (names.TITLE,)
    for table in tables:
        for _, value in reading.values(table):
            items = listed(value) if isinstance(value, str) else value
            title, _ = text_of(items[0] if isinstance(items, list) and items else value)
            if title.strip():
                return title
    return ""


def _body(reading: _Reading) -> tuple[str, Markup]:
    """The text, and what it may hold; that of a summary where there is no other."""
    texts: list[tuple[str, str, bool]] = []
    for name, value in reading.values(names.BODY):
        text, html = text_of(value)
        if text.strip():
            texts.append((name, text, html))
    if not texts:
        return _summary(reading), Markup.UNKNOWN
    name, text, html = texts[0]
    for later in texts[1:]:
        if len(_TAG.sub("", later[1])) > _TEASER * len(_TAG.sub("", text)):
            name, text, html = later
    if cut := _CUT.search(text):
        reading.odd("text-cut", name, cut.group())
    if html or name in names.HTML:
        return text, Markup.HTML
    return text, Markup.PLAIN if name in names.PLAIN else Markup.UNKNOWN


def _summary(reading: _Reading) -> str:
    for name, value in reading.values(names.SUMMARY):
        text, _ = text_of(value)
        if text.strip():
            reading.odd("text-summary", name, text)
            return text
    return ""


def _check_texts(reading: _Reading, title: str, body: str) -> None:
    """Notes long texts that are not understood; raises where they must be the article's own."""
    unknown = list(_long_texts(reading.folded))
    longest = max((size for _, size in unknown), default=0)
    listed_names = ", ".join(f"“{shown(name)}”" for name, _ in unknown[:5])
    summary = any(note.code == "text-summary" for note in reading.notes)
    if unknown and (not body.strip() or (summary and longest > len(body))):
        raise UnreadableArticleError(f"A long text under a name not understood: {listed_names}.")
    if not title.strip() and not body.strip():
        have = ", ".join(f"“{shown(name)}”" for name in list(reading.folded)[:5]) or "none"
        raise UnreadableArticleError(f"Neither title nor body holds text; its names: {have}.")
    if longest > _TEASER * len(body):
        reading.odd("text-not-understood", "long text under", listed_names)


def _long_texts(value: object, path: str = "", depth: int = 0) -> Iterator[tuple[str, int]]:
    """Paths of long texts under names that are not understood, with their lengths."""
    if isinstance(value, str):
        if path and _is_prose(value):
            yield path, len(value)
    elif isinstance(value, list) and depth < 4 and path:
        size = sum(len(item) for item in value if isinstance(item, str))
        if size and _is_prose(" ".join(item for item in value if isinstance(item, str))):
            yield path, size
        for item in value[:20]:
            if isinstance(item, Mapping):
                yield from _long_texts(item, path, depth + 1)
    elif isinstance(value, Mapping) and depth < 4:
        for name, item in value.items():
            if normal_word(str(name)) not in names.UNDERSTOOD:
                yield from _long_texts(item, f"{path}.{name}" if path else str(name), depth + 1)


def _is_prose(text: str) -> bool:
    """Whether a text is long and has words, as an address and a picture in letters have not."""
    if len(text) < _LONG_HAN or is_address(text):
        return False
    if len(_HAN.findall(text)) >= _LONG_HAN:
        return True
    return len(text) >= _LONG and text.count(" ") * 15 > len(text)


def _with_sides(reading: _Reading, raw: RawArticle, options: ReadOptions) -> RawArticle:
    """`raw` with all that is no text of it."""
    url = _url(reading)
    published = _published(reading)
    not_before = _time_of(reading, names.NOT_BEFORE)
    expires = _time_of(reading, names.EXPIRES)
    raw = replace(
        raw,
        id=_id(reading),
        url=url,
        published=published.value if published else None,
        zone=(published.zone if published else "") or _word(reading, names.ZONE, "zone"),
        language=_word(reading, names.LANGUAGE, "language"),
        source=_source(reading),
        section=_word(reading, names.SECTION, "section"),
        bylines=_bylines(reading),
        agency=_word(reading, names.AGENCY, "agency"),
        not_before=not_before,
        expires=expires,
        status=_status(reading),
        replaces=_word(reading, names.REPLACES, "replaces"),
    )
    for _, value in reading.values(names.FETCHED):
        if moment := moment_of(value, options.zone):
            raw = replace(raw, fetched=moment)
            break
    return replace(raw, notes=tuple(reading.notes))


def _published(reading: _Reading) -> Day | None:
    placeholder: Day | None = None
    for name, value in reading.values(names.PUBLISHED):
        day = day_of(value)
        if day is None:
            reading.odd("day-unreadable", name, value)
        elif isinstance(day.value, str) and day.value.startswith("0000"):
            placeholder = placeholder or day
        else:
            return _told(reading, name, day)
    return placeholder


def _told(reading: _Reading, name: str, day: Day) -> Day:
    """A day with its zone and its time of day, where those stand under other names."""
    if name in names.NOT_PUBLICATION:
        reading.odd("day-of-change", name, day.value)
    value = day.value
    if isinstance(value, str):
        for other, time in reading.values(names.TIME):
            if other != name and with_time(value, time) != value:
                value = with_time(value, time)
                break
    return Day(value, day.zone or ("UTC" if name in names.IN_UTC else ""))


def _time_of(reading: _Reading, table: Sequence[tuple[str, ...]]) -> dt.datetime | str | None:
    """When an embargo ends or an article expires."""
    for name, value in reading.values(table):
        day = day_of(value)
        if day is None or isinstance(day.value, int | float):
            moment = moment_of(value, dt.UTC) if day else None
            if moment is not None:
                return moment
            if value is not False:
                reading.odd("day-unreadable", name, value)
        else:
            return day.value
    return None


def _id(reading: _Reading) -> str:
    for name, value in reading.values(names.ID):
        text = id_text(value)
        if text.strip():
            return text
        reading.odd("id-unreadable", name, value)
    return ""


def id_text(value: object) -> str:
    """An id as a text, "" where the value is none: a number's digits, what `$oid` holds."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number_text(value) if value.is_integer() else ""
    if isinstance(value, list):
        return id_text(value[0]) if value else ""
    if isinstance(value, Mapping):
        inside = fold(value)
        parts = ("oid", "uuid", "numberlong", "numberint", "text", "value", "t", "rendered", "id")
        return next((id_text(inside[part]) for part in parts if part in inside), "")
    return ""


def _url(reading: _Reading) -> str:
    for name, value in reading.values(names.URL):
        text = id_text(value).strip()
        if is_address(text) or (text and name in ("url", "link")):
            return text
        if name in ("url", "link"):
            reading.odd("url-unreadable", name, value)
    return ""


def _word(reading: _Reading, table: Sequence[tuple[str, ...]], what: str) -> str:
    """The first name that a field of a table holds: of a section, a language, an agency."""
    for name, value in reading.values(table):
        words = names_of(value)
        if words:
            return words[0]
        reading.odd(f"{what}-unreadable", name, value)
    return ""


def _source(reading: _Reading) -> str:
    for name, value in reading.values(names.SOURCE):
        words = names_of(value)
        if words:
            return host_of(words[0]) if is_address(words[0]) else words[0]
        reading.odd("source-unreadable", name, value)
    return ""


def _bylines(reading: _Reading) -> tuple[str, ...]:
    for name, value in reading.values(names.AUTHORS):
        credits_printed = names_of(value)
        if credits_printed:
            return tuple(dict.fromkeys(filter(None, credits_printed)))
        if credits_printed is None:
            reading.odd("author-unreadable", name, value)
    return ()


def _status(reading: _Reading) -> str:
    """The status in the words of ninjs. Raises for what was never published."""
    for name, value in reading.values(names.STATUS):
        text = id_text(value) or str(value)
        word = normal_word(text)
        if word in _UNPUBLISHED:
            raise UnreadableArticleError(f"Not published: {shown(name)} is {shown(text)}.")
        for status, words in (
            ("usable", _USABLE), ("withheld", _WITHHELD), ("canceled", _CANCELED),
        ):  # fmt: skip
            if word in words:
                return status
        reading.odd("status-unknown", name, value)
    return ""
