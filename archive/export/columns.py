"""What is exported of an article: the columns, the same in every form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, TypeAlias

from archive.model.entity import Kind
from archive.search.exporting import ExportedHit

#: A text, a number, whether something is so, several texts, or nothing.
ExportedCell: TypeAlias = str | int | bool | tuple[str, ...] | None

#: Where readers find an article, by its id.
Address: TypeAlias = Callable[[str], str]

#: What stands between several texts in one cell; within one of them a semicolon is doubled.
BETWEEN: Final = "; "


class ExportedRow(NamedTuple):
    """An article that a search found, and where readers find it."""

    hit: ExportedHit
    address: str


class ExportColumn(NamedTuple):
    """A column: its name, what its cells are, and the cell of a row.

    `type` is `str`, `int`, `bool` or `tuple` (several texts); a cell of `str` may be None.
    """

    name: str
    type: type
    cell: Callable[[ExportedRow], ExportedCell]


def instant_text(seconds: int) -> str:
    """An instant in ISO 8601, of seconds since 1970 UTC."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def published_text(hit: ExportedHit) -> str | None:
    """The day or the instant of publication in ISO 8601, as the source gives it."""
    published = hit.article.published
    return published.isoformat() if published else None


def _named(kind: Kind) -> Callable[[ExportedRow], ExportedCell]:
    return lambda row: tuple(label.label for label in row.hit.named[kind])


EXPORT_COLUMNS: Final = (
    ExportColumn("id", str, lambda row: row.hit.article.id),
    ExportColumn("family", str, lambda row: row.hit.family.first),
    ExportColumn("version", int, lambda row: row.hit.family.version),
    ExportColumn("versions", int, lambda row: row.hit.versions),
    ExportColumn("published", str, lambda row: published_text(row.hit)),
    ExportColumn("published_inferred", bool, lambda row: row.hit.article.published_inferred),
    ExportColumn("day", str, lambda row: row.hit.day.isoformat() if row.hit.day else None),
    ExportColumn("source", str, lambda row: row.hit.article.source),
    ExportColumn("section", str, lambda row: row.hit.article.section),
    ExportColumn("language", str, lambda row: str(row.hit.article.language)),
    ExportColumn("headline", str, lambda row: row.hit.article.title),
    ExportColumn("authors", tuple, lambda row: row.hit.article.authors),
    ExportColumn("url", str, lambda row: row.hit.article.url),
    ExportColumn("address", str, lambda row: row.address),
    *(ExportColumn(kind.plural, tuple, _named(kind)) for kind in Kind),
    ExportColumn("hits", int, lambda row: row.hit.marks),
    ExportColumn("context", str, lambda row: row.hit.context),
    ExportColumn("across", bool, lambda row: row.hit.across),
    ExportColumn("first_seen", str, lambda row: instant_text(row.hit.first_seen)),
)


def joined_texts(texts: Iterable[str]) -> str:
    """Several texts in one cell."""
    return BETWEEN.join(text.replace(";", ";;") for text in texts)
