"""What is shown of documents, by the plainest means: the oracle of names and furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from archive.model.article import Document
from archive.model.dates import MentionedDate
from archive.model.entity import Kind, Mention, candidate_name
from archive.model.result import CommonLines, RepeatedLine
from archive.model.shown import NameRule
from archive.model.statement import Speaker, Statement

Placed = TypeVar("Placed", Mention, MentionedDate)


def _lines(body: str) -> list[tuple[int, int]]:
    """The first two and last four lines of eight characters or more, as places."""
    lines, at = [], 0
    for line in body.split("\n"):
        if len(line.strip()) >= 8:
            lines.append((at, at + len(line)))
        at += len(line) + 1
    return [line for n, line in enumerate(lines) if n < 2 or n >= max(2, len(lines) - 4)]


def shown_documents(documents: Sequence[Document], rule: NameRule, repeated: int) -> list[Document]:
    """The documents with what readers are shown of them."""
    texts_of_line: dict[str, set[str]] = {}
    texts_of_name: dict[tuple[Kind, str], set[str]] = {}
    texts_of_told: dict[tuple[Kind, str], set[str]] = {}
    for document in documents:
        body = document.article.body
        for start, end in _lines(body):
            texts_of_line.setdefault(body[start:end].strip(), set()).add(body)
        for named in document.proposed:
            texts_of_name.setdefault(named, set()).add(body)
        for named in document.told:
            texts_of_told.setdefault(named, set()).add(body)

    def is_shown_name(mention: Mention) -> bool:
        name = candidate_name(mention.entity)
        if name is None or mention.stays:
            return True
        counts = {
            kind: len(texts_of_name.get((kind, name), ()))
            for kind in (Kind.PERSON, Kind.ORGANISATION, mention.kind)
        }
        mine = counts.pop(mention.kind)
        told = len(texts_of_told.get((mention.kind, name), ()))
        return rule.is_shown(mention.kind, name, mine, sum(counts.values()), told)

    def left(document: Document) -> Document:
        body = document.article.body
        hidden = [
            (start, end)
            for start, end in _lines(body)
            if len(texts_of_line[body[start:end].strip()]) >= repeated
        ]
        mentions = _outside(document.mentions, hidden)
        dates = [
            date
            for date in document.dates
            if date in _outside([date], [line for line in hidden if _is_long(body, line, date)])
        ]
        named = tuple(filter(is_shown_name, mentions))
        said = [
            one
            for one in document.statements
            if not any(a <= one.start and one.end <= b for a, b in hidden)
        ]
        return replace(
            document,
            mentions=named,
            dates=tuple(dates),
            statements=tuple(_by_named(one, named) for one in said),
        )

    return [left(document) for document in documents]


def _by_named(statement: Statement, named: Iterable[Mention]) -> Statement:
    """A statement, without its speaker where the article does not name him."""
    speakers = {Speaker(one.kind, one.entity) for one in named}
    return statement if statement.speaker in speakers else replace(statement, speaker=None)


def _outside(placed: Iterable[Placed], hidden: list[tuple[int, int]]) -> list[Placed]:
    return [
        one
        for one in placed
        if one.field != "body" or not any(a <= one.start and one.end <= b for a, b in hidden)
    ]


def _is_long(body: str, line: tuple[int, int], date: MentionedDate) -> bool:
    """Whether a line has 12 characters beside a day, Han characters counting threefold."""
    beside = [*range(line[0], date.start), *range(date.end, line[1])]
    rest = [body[at] for at in beside if not body[at].isspace()]
    return sum(3 if "\u3400" <= c <= "\u9fff" else 1 for c in rest) >= 12


def naive_furniture(
    documents: Sequence[Document], repeated: int, least: int, share: float, limit: int
) -> CommonLines:
    """The lines that sources repeat, and the articles that are nothing else."""
    texts_of_line: dict[str, set[str]] = {}
    articles_of_line: Counter[tuple[str, str]] = Counter()
    articles_of_source = Counter(document.article.source for document in documents)
    lines_of: list[set[str]] = []
    for document in documents:
        body = document.article.body
        lines = {body[start:end].strip() for start, end in _lines(body)}
        lines_of.append(lines)
        for line in lines:
            texts_of_line.setdefault(line, set()).add(body)
            articles_of_line[document.article.source, line] += 1
    common = {line for line, texts in texts_of_line.items() if len(texts) >= repeated}
    told = [
        RepeatedLine(source, line[:100], count)
        for (source, line), count in articles_of_line.items()
        if line in common and count >= max(least, share * articles_of_source[source] * bool(source))
    ]
    told.sort(key=lambda one: (-one.articles, one.source, one.line))
    only = sum(0 < len(lines) < 6 and lines <= common for lines in lines_of)
    return CommonLines(tuple(told[:limit]), only)
