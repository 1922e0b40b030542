"""A file by which a newsroom says where its own shape of JSON, CSV or XML holds what.

The file is TOML. Each table is named by a pattern of paths of sources, and says by paths where the
fields of an article lie:

    ["crawl/*.json"]
    articles = "payload.rows"
    title = "meta.t"
    body = ["lead", "paras"]
    published = "when"

`articles` leads to the list of articles, from the whole file; without it, the values of the file
are the articles. The other paths begin at an article. A path has names with points between; a
number is a place in a list, counted from 0; a list on the way without a number means all of its
elements. In XML a name is that of an element, without its namespace, and `@name` is an attribute;
`articles` begins at the root and does not name it. In CSV a path is the name of a column. Where no
name is exactly so, one counts that differs in case, spaces or signs. A text
that begins with `=` is not a path but the value itself: `source = "=The Harbour Post"`. Of several
paths in a list, the texts are put together, as paragraphs of a body or several authors; for other
fields the first that holds something counts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from archive.errors import MappingError
from archive.ingest.formats.csv_table import Table
from archive.ingest.formats.json_folded import normal_name
from archive.ingest.formats.json_format import read_object
from archive.ingest.formats.json_objects import is_missing
from archive.ingest.formats.json_values import JsonFailure, values_of
from archive.ingest.formats.mapped_xml import XmlNode, xml_root
from archive.ingest.formats.recoded import recoded
from archive.ingest.raw import Note, RawArticle
from archive.ingest.reader import (
    READ_ERRORS,
    ReadOptions,
    Reject,
    UnreadableArticleError,
    broken_off,
    count,
    read_whole,
)

#: The fields that a mapping may give: each is read as that of its name in an object of JSON.
_FIELDS: Final = (
    "title", "body", "published", "timezone", "id", "url", "source", "section", "authors",
    "language", "agency", "not_before", "expires", "status", "replaces",
)  # fmt: skip

#: Fields of which all paths together give the value.
_JOINED: Final = ("body", "authors")

_CONSTANT: Final = "="

#: The name of the file in a folder of sources; it is no source itself.
MAPPING_FILE: Final = "mapping.toml"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where one field lies: paths of names, and values that are the same for all articles."""

    paths: tuple[tuple[str, ...], ...] = ()
    constant: str = ""

    def values(self, article: object) -> list[object]:
        """What the paths lead to, in their order; what is missing is left out."""
        values = [
            value.text() if isinstance(value, XmlNode) else value
            for path in self.paths
            for value in select(article, path)
        ]
        if self.constant:
            values.append(self.constant)
        return [value for value in values if not is_missing(value)]


class _Item(NamedTuple):
    """An article of a file, or a failure, its place, and what was odd about its encoding."""

    place: str
    value: object
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """What one table of a mapping file says of the sources that match its pattern.

    Reads as a `Format` does, once it is known that it is for a source.
    """

    pattern: str
    articles: tuple[str, ...]
    fields: Mapping[str, Paths]

    @property
    def name(self) -> str:
        return f"mapping {self.pattern}"

    def matches(self, source: str) -> bool:
        """Whether the pattern is that of a path, or of its last parts."""
        return any(fnmatchcase(source, pattern) for pattern in (self.pattern, f"*/{self.pattern}"))

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """See `Format`. The content of the file decides whether it is XML, JSON or CSV."""
        articles = 0
        for number, item in enumerate(self._items(stream, source, options), 1):
            place = item.place or f"article {number}"
            if isinstance(item.value, JsonFailure):
                yield _reject(item.value, source, place, articles)
                continue
            result = self._result(item, source, place, options)
            articles += isinstance(result, RawArticle)
            yield result

    def _items(self, stream: BinaryIO, source: str, options: ReadOptions) -> Iterator[_Item]:
        """The articles of a file."""
        try:
            readable = recoded(stream)
            first = _first_sign(readable)
            if first == b"<":
                yield from self._of_xml(readable, source, options)
            elif first in {b"{", b"["}:
                yield from self._of_json(readable, options)
            else:
                yield from self._of_csv(readable)
        except UnreadableArticleError as error:
            yield _Item("the file", JsonFailure(error.detail.rstrip("."), 0, fatal=True))
        except READ_ERRORS as error:
            yield _Item("the file", JsonFailure("", 0, fatal=True, error=error))

    def _of_json(self, stream: BinaryIO, options: ReadOptions) -> Iterator[_Item]:
        for value in values_of(stream, options.limits.whole):
            place = f"line {value.line}" if value.line else ""
            if isinstance(value, JsonFailure):
                yield _Item(place, value)
            elif not self.articles:
                yield _Item(place, value.value, value.notes)
            else:
                items = list(_elements(select(value.value, self.articles)))
                for number, item in enumerate(items, 1):
                    within = f"{place}, article {number}" if place else ""
                    yield _Item(within, item, value.notes)
                if not items:
                    missing = ".".join(self.articles)
                    yield _Item(place, JsonFailure(f"Nothing lies under “{missing}”", value.line))

    def _of_csv(self, stream: BinaryIO) -> Iterator[_Item]:
        names = frozenset(
            normal_name(".".join(path)) for paths in self.fields.values() for path in paths.paths
        )
        for row in Table(stream).rows(names):
            item = JsonFailure(row.reason, row.line) if row.reason else row.values
            yield _Item(f"line {row.line}", item, row.notes)

    def _of_xml(self, stream: BinaryIO, source: str, options: ReadOptions) -> Iterator[_Item]:
        data = read_whole(stream, source, options)
        if isinstance(data, Reject):
            yield _Item("the file", JsonFailure(data.reason.rstrip("."), 0, fatal=True))
            return
        root, notes = xml_root(data)
        items = select(root, self.articles) if self.articles else [root]
        yield from (_Item("", item, notes) for item in items)
        if not items:
            missing = ".".join(self.articles)
            yield _Item("the file", JsonFailure(f"Nothing lies under “{missing}”", 0))

    def _result(
        self, item: _Item, source: str, place: str, options: ReadOptions
    ) -> RawArticle | Reject:
        article: dict[str, object] = {}
        for field, paths in self.fields.items():
            values = paths.values(item.value)
            if values:
                article[field] = values if field in _JOINED and len(values) > 1 else values[0]
        return read_object(article, source, place, options, item.notes)


def load_mappings(path: Path) -> tuple[SourceMapping, ...]:
    """The tables of a mapping file, in their order: the first that matches a source counts.

    Raises `MappingError`, which names the file, the table and the key that cannot be used.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{path} is not TOML: {error}.") from error
    return tuple(_mapping(path, pattern, table) for pattern, table in tables.items())


def mappings_beside(source: Path) -> tuple[SourceMapping, ...]:
    """The mappings of the file `mapping.toml` in a folder of sources, or beside a source.

    None where there is no such file. Raises `MappingError`.
    """
    path = (source if source.is_dir() else source.parent) / MAPPING_FILE
    return load_mappings(path) if path.is_file() else ()


def mapping_for(source: str, mappings: Sequence[SourceMapping]) -> SourceMapping | None:
    """The first of `mappings` that is for a source, None where none is."""
    return next((mapping for mapping in mappings if mapping.matches(source)), None)


def select(value: object, path: Sequence[str]) -> list[object]:
    """All that a path leads to in a value of JSON, a row of a table or an element of XML."""
    whole = ".".join(path)
    if isinstance(value, Mapping) and whole in value:
        return [value[whole]]
    values = [value]
    for name in path:
        values = [inner for item in values for inner in _step(item, name)]
    return values


def _step(value: object, name: str, levels: int = 20) -> list[object]:
    if not levels:
        return []
    if isinstance(value, XmlNode):
        return value.inside(name)
    if isinstance(value, list):
        if name.isdecimal():
            return [value[int(name)]] if int(name) < len(value) else []
        return [inner for item in value for inner in _step(item, name, levels - 1)]
    if not isinstance(value, Mapping):
        return []
    if name in value:
        return [value[name]]
    alike = normal_name(name)
    return [item for key, item in value.items() if normal_name(str(key)) == alike][:1]


def _elements(values: Sequence[object]) -> Iterator[object]:
    """The articles that a path leads to: the elements of its lists, and what is no list."""
    for value in values:
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _first_sign(stream: BinaryIO) -> bytes:
    """The first byte of a stream that is no space, without reading it. Raises what reading raises.

    The stream is one that `recoded` made.
    """
    peek = getattr(stream, "peek", None)
    head: bytes = peek(2**10) if peek else b""
    return head.lstrip()[:1]


def _reject(failure: JsonFailure, source: str, place: str, articles: int) -> Reject:
    if failure.error is not None:
        return broken_off(source, place, failure.error, articles)
    more = f"; {count(articles)} read before it" if failure.fatal else ""
    return Reject(source, place, f"{failure.reason}{more}.", fatal=failure.fatal)


def _mapping(path: Path, pattern: str, table: object) -> SourceMapping:
    if not isinstance(table, dict):
        raise MappingError(f"{path}: “{pattern}” stands outside a table named by a pattern.")
    fields = {
        key: _paths(path, pattern, key, value) for key, value in table.items() if key != "articles"
    }
    articles = _paths(path, pattern, "articles", table["articles"]) if "articles" in table else None
    if articles and (articles.constant or len(articles.paths) != 1):
        raise MappingError(f"{path}: [{pattern}] articles must be one path.")
    if not {"title", "body"} & fields.keys():
        raise MappingError(f"{path}: [{pattern}] gives neither title nor body.")
    return SourceMapping(pattern, articles.paths[0] if articles else (), fields)


def _paths(path: Path, pattern: str, key: str, value: object) -> Paths:
    """The paths of one key. Raises `MappingError`."""
    if key not in _FIELDS and key != "articles":
        known = ", ".join(("articles", *_FIELDS))
        raise MappingError(f"{path}: [{pattern}] {key} is none of {known}.")
    texts = value if isinstance(value, list) else [value]
    names: list[tuple[str, ...]] = []
    constant = ""
    for text in texts:
        if not isinstance(text, str) or not all(text.split(".")):
            raise MappingError(f"{path}: [{pattern}] {key} is no path: {text!r}.")
        if text.startswith(_CONSTANT):
            constant = text[1:]
        else:
            names.append(tuple(text.replace("/", ".").split(".")))
    return Paths(tuple(names), constant)
