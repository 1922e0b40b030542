"""What each query node means, by the plainest means."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from archive.model.article import Document, Tokens
from archive.model.dates import MentionedDate
from archive.model.facets import facet_values
from archive.model.query import (
    And,
    AtLeast,
    Days,
    Everything,
    FacetFilter,
    HasId,
    HasValue,
    Mentions,
    MentionsYearDay,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Printed,
    Says,
    Term,
    Undated,
    YearDays,
)
from archive.model.result import Work
from archive.model.statement import Statement


def edits_between(left: str, right: str) -> int:
    """Insertions, deletions, replacements and swaps of neighbours that turn one into the other."""
    row: dict[tuple[int, int], int] = {}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if not i or not j:
                row[i, j] = i + j
                continue
            same = left[i - 1] == right[j - 1]
            row[i, j] = min(row[i - 1, j] + 1, row[i, j - 1] + 1, row[i - 1, j - 1] + (not same))
            if left[i - 2 : i] == right[j - 2 : j][::-1] and min(i, j) > 1:
                row[i, j] = min(row[i, j], row[i - 2, j - 2] + 1)
    return row[len(left), len(right)]


def holds(document: Document, node: Node) -> bool:
    """Whether a document is in the set that a node denotes."""
    match node:
        case Term(field, text):
            return text in document.fields[field].terms
        case Prefix(field, text):
            return any(term.startswith(text) for term in document.fields[field].terms)
        case Phrase(field, texts, places):
            tokens = document.fields[field]
            at = set(zip(tokens.terms, tokens.positions, strict=True))
            return any(
                all((t, start + p) in at for t, p in zip(texts, places, strict=True))
                for start in set(tokens.positions)
            )
        case Near():
            return stand_near(document.fields[node.field], node)
        case Says():
            return any(says(document, one, node) for one in document.statements)
        case And(parts):
            return all(holds(document, part) for part in parts)
        case Or(parts):
            return any(holds(document, part) for part in parts)
        case Not(part):
            return not holds(document, part)
        case AtLeast(count, parts):
            return sum(holds(document, part) for part in parts) >= count
        case Printed(part, which, literal):
            article = document.article
            text = article.title if which == "title" else article.body
            return holds(document, part) and stands_in(text, literal)
        case _:
            return has_facts(document, node)


def naive_work(documents: Sequence[Document], node: Node) -> Work:
    """Every node costs one step, and one more for each token that it looks at."""
    match node:
        case And(parts) | Or(parts) | AtLeast(_, parts):
            each = [naive_work(documents, part) for part in parts]
            return Work(1 + sum(one.find for one in each), sum(one.show for one in each))
        case Near(_, groups) | Says(_, groups):
            return naive_work(documents, Or(tuple(part for group in groups for part in group)))
        case Not(part) | Printed(part):
            shown = int(isinstance(node, Printed))
            return Work(1 + naive_work(documents, part).find, shown)
        case Term(field, text):
            return Work(1 + sum(text in one.fields[field].terms for one in documents), 1)
        case Prefix(field, text):
            tokens = [term for one in documents for term in one.fields[field].terms]
            return Work(1 + sum(term.startswith(text) for term in tokens), 1)
        case Phrase(field, texts):
            return naive_work(documents, Or(tuple(Term(field, text) for text in texts)))
    return Work(1, 0)


def says(document: Document, statement: Statement, node: Says) -> bool:
    """Whether a statement is of one of the speakers, and something of each group stands in it."""
    speaker = statement.speaker
    if node.speakers is not None and (speaker is None or speaker.entity not in node.speakers):
        return False
    tokens = document.fields["body_exact"]
    inside = range(statement.first, statement.last + 1)
    return all(
        any(one <= set(inside) for part in parts for one in occurrences(tokens, part))
        for parts in node.groups
    )


def occurrences(tokens: Tokens, part: Node) -> list[frozenset[int]]:
    """The positions that each occurrence of a part takes."""
    at = set(zip(tokens.terms, tokens.positions, strict=True))
    han = {c for term in tokens.terms for c in term if re.match(r"[\u3400-\u9fff\U00020000-]", c)}

    def width(text: str) -> int:
        return 2 if len(text) == 2 and set(text) <= han else 1

    if isinstance(part, Prefix):
        return [frozenset({p}) for t, p in at if t.startswith(part.text)]
    assert isinstance(part, Term | Phrase)
    texts, places = ((part.text,), (0,)) if isinstance(part, Term) else (part.texts, part.places)
    long = max(place + width(text) for text, place in zip(texts, places, strict=True))
    return [
        frozenset(range(start, start + long))
        for start in {p for _, p in at}
        if all((t, start + p) in at for t, p in zip(texts, places, strict=True))
    ]


def stand_near(tokens: Tokens, node: Near) -> bool:
    """Whether one occurrence of each group, none overlapping, lie among few other words.

    Every choice of occurrences is tried. A word or character is a position without a mark.
    """
    at = set(zip(tokens.terms, tokens.positions, strict=True))
    marks = {p + i for t, p in at if t in (",", ".") for i in range(2 if t == "." else 1)}
    groups = [[one for part in parts for one in occurrences(tokens, part)] for parts in node.groups]
    for chosen in itertools.product(*groups):
        taken = set().union(*chosen)
        if len(taken) < sum(map(len, chosen)):
            continue
        stretch = range(min(taken, default=0), max(taken, default=0) + 1)
        if len(set(stretch) - taken - marks) <= node.distance:
            return True
    return False


def has_facts(document: Document, node: Node) -> bool:
    """Whether a document's facts, apart from its words, are what a node asks."""
    match node:
        case HasValue(facet, value):
            return value in facet_values(document, facet)
        case HasId(article_id):
            return document.article.id == article_id
        case Undated():
            return document.day == 0
        case Days(first, last):
            return document.day > 0 and (first or 1) <= document.day <= (last or document.day)
        case YearDays():
            return document.day > 0 and any(
                (day.month, day.day) == (node.month, node.day)
                for day in around(document.day, node.window)
            )
        case Mentions():
            return any(lies_in(one, node) for one in document.dates)
        case MentionsYearDay():
            return any(
                (middle.month, middle.day) == (node.month, node.day)
                and abs((one.first - middle).days) <= node.window
                and abs((one.last - middle).days) <= node.window
                for one in document.dates
                for middle in around(one.first.toordinal(), node.window)
            )
    return isinstance(node, Everything)


def lies_in(date: MentionedDate, node: Mentions) -> bool:
    """Whether all days of an interval lie in another."""
    first, last = date.first.toordinal(), date.last.toordinal()
    return (node.first is None or node.first <= first) and (node.last is None or last <= node.last)


def stands_in(text: str, literal: str) -> bool:
    """Whether a literal stands in a text, not inside a longer Latin word or number."""
    joins = re.compile(r"[A-Za-z0-9]")
    for at in range(len(text) - len(literal) + 1):
        if text[at : at + len(literal)] == literal:
            before, after = text[at - 1 : at] if at else "", text[at + len(literal) :][:1]
            left = joins.match(literal[0]) and joins.match(before)
            right = joins.match(literal[-1]) and joins.match(after)
            if not left and not right:
                return True
    return False


def around(day: int, window: int) -> Iterator[dt.date]:
    """The days within a window of a day."""
    last = dt.date.max.toordinal()
    for ordinal in range(max(1, day - window), min(last, day + window) + 1):
        yield dt.date.fromordinal(ordinal)


def passes(document: Document, filters: Iterable[FacetFilter]) -> bool:
    """Whether a document passes every filter."""
    for one in filters:
        values = set(facet_values(document, one.facet))
        if one.include and not values & set(one.include):
            return False
        if values & set(one.exclude):
            return False
    return True
