"""What is shown of one article, the same for every engine, once all articles have decided it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from archive.model.article import Document
from archive.model.dates import MentionedDate
from archive.model.entity import Kind, Mention, candidate_name
from archive.model.statement import Statement
from archive.text.edges import Edge, edges, hashed, says_more


def told_key(kind: str, name: str) -> int:
    """The key among what is proposed of a name of which an article tells who that is."""
    return hashed(kind, name, "told")


#: What an article says and where.
_Placed: TypeAlias = Mention | MentionedDate | Statement


def line_number_of(placed: _Placed, lines: Iterable[Edge], numbers: Mapping[int, int]) -> int:
    """The number of the line that something stands in, 0 for none; `numbers` are by key."""
    return next((numbers[line.key] for line in _lines_of(placed, lines)), 0)


def line_hiding(
    date: MentionedDate, body: str, lines: Sequence[Edge], numbers: Mapping[int, int]
) -> int:
    """The number of the line that would hide a day, 0 for none: see `says_more`."""
    return next(
        (
            numbers[line.key]
            for line in _lines_of(date, lines)
            if says_more(body, line, date.start, date.end)
        ),
        0,
    )


def only_shown(
    document: Document, furniture: frozenset[int], names: Callable[[Kind], frozenset[str]]
) -> Document:
    """A document with those of its names, days and statements that are shown.

    `furniture` are the keys of the lines of its body that are furniture; `names` gives the entities
    of a kind that are shown of it.
    """
    body = document.article.body
    hidden = [edge for edge in edges(body) if edge.key in furniture] if furniture else []
    candidates = {
        mention.kind for mention in document.mentions if candidate_name(mention.entity) is not None
    }
    shown = {kind: names(kind) for kind in candidates}
    mentions = tuple(
        mention
        for mention in document.mentions
        if not _lines_of(mention, hidden)
        and (
            candidate_name(mention.entity) is None
            or mention.stays
            or mention.entity in shown[mention.kind]
        )
    )
    dates = tuple(
        date
        for date in document.dates
        if not any(says_more(body, line, date.start, date.end) for line in _lines_of(date, hidden))
    )
    statements = tuple(
        _as_shown(one, names) for one in document.statements if not _lines_of(one, hidden)
    )
    return replace(document, mentions=mentions, dates=dates, statements=statements)


def _as_shown(statement: Statement, names: Callable[[Kind], frozenset[str]]) -> Statement:
    """A statement, without its speaker where that name is not shown."""
    speaker = statement.speaker
    if speaker is None or speaker.entity in names(speaker.kind):
        return statement
    return replace(statement, speaker=None)


def _lines_of(placed: _Placed, lines: Iterable[Edge]) -> list[Edge]:
    """The lines that something stands in, of these; statements are of the body."""
    if not isinstance(placed, Statement) and placed.field != "body":
        return []
    return [line for line in lines if line.start <= placed.start and placed.end <= line.end]
