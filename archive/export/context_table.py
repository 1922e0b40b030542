"""The lines of a search, each a place with what stands round it, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from archive.export.article_json import Json, related_json
from archive.export.columns import Address, ExportedCell
from archive.export.csv import csv_table
from archive.model.message import Say
from archive.search.in_context import ContextExport, ContextLine, ContextPage


class LineColumn(NamedTuple):
    """A column: its name, and the cell of a line whose article readers find somewhere."""

    name: str
    cell: Callable[[ContextLine, Address], ExportedCell]


LINE_COLUMNS: Final = (
    LineColumn("id", lambda line, _: line.article.id),
    LineColumn("published", lambda line, _: line.article.published),
    LineColumn("published_inferred", lambda line, _: line.article.published_inferred),
    LineColumn("source", lambda line, _: line.article.source),
    LineColumn("language", lambda line, _: line.article.language),
    LineColumn("headline", lambda line, _: line.article.title),
    LineColumn("mark", lambda line, _: line.mark),
    LineColumn("in", lambda line, _: line.field),
    LineColumn("start", lambda line, _: line.start),
    LineColumn("end", lambda line, _: line.end),
    LineColumn("before", lambda line, _: line.before),
    LineColumn("text", lambda line, _: line.text),
    LineColumn("after", lambda line, _: line.after),
    LineColumn("address", lambda line, address: address(line.article.id)),
)


def context_csv(export: ContextExport, address: Address) -> Iterator[str]:
    """All lines of a search as CSV, in its order."""
    names = (column.name for column in LINE_COLUMNS)
    return csv_table(
        names, ([column.cell(line, address) for column in LINE_COLUMNS] for line in export.lines)
    )


def context_json(page: ContextPage, say: Say) -> Json:
    """A page of lines as the API answers it."""
    return {
        "query": page.parameters.q,
        "notes": [say(note) for note in page.notes],
        "order": page.order,
        "total": page.total,
        "count": page.count,
        "articles": page.articles,
        "whole": page.whole,
        "page": page.page,
        "pages": page.pages if page.count is not None else None,
        "took_ms": page.took_ms,
        "lines": [_line(line) for line in page.lines],
        "generation": page.generation.name,
    }


def _line(line: ContextLine) -> Json:
    return {
        **related_json(line.article),
        "at": line.at,
        "mark": line.mark,
        "in": line.field,
        "start": line.start,
        "end": line.end,
        "before": line.before,
        "text": line.text,
        "after": line.after,
    }
