"""Text with marks and names as HTML: every character of the text, escaped, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from archive.search.page import ArticlePage

Spans = Sequence[tuple[int, int]]

_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of a text that names somebody; offsets as in `Mention`."""

    start: int
    end: int
    kind: str
    entity: str
    why: str


def _within(spans: Spans, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of spans between two places, in order, without overlap."""
    at = start
    for first, last in sorted(spans):
        first, last = max(first, at), min(last, end)
        if first < last:
            yield first, last
            at = last


def marked(text: str, marks: Spans, start: int = 0, end: int | None = None) -> Markup:
    """`text[start:end]` with its marks; offsets count into the whole text."""
    stop = len(text) if end is None else min(end, len(text))
    pieces: list[Markup] = []
    at = start
    for first, last in _within(marks, start, stop):
        pieces.append(escape(text[at:first]))
        pieces.append(Markup("<mark>{}</mark>").format(text[first:last]))
        at = last
    pieces.append(escape(text[at:stop]))
    return Markup("").join(pieces)


def outermost(names: Iterable[Name]) -> list[Name]:
    """Names in order of place; of those that overlap the first, and the longest that begins there.

    Links must not stand in links.
    """
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end, n.kind, n.entity)):
        if name.start < name.end and (not kept or name.start >= kept[-1].end):
            kept.append(name)
    return kept


def _linked(
    text: str,
    marks: Spans,
    names: Sequence[Name],
    where: Callable[[str, str], str],
    bounds: tuple[int, int],
) -> Markup:
    """One stretch of a text with names as links; marks are split where a link begins or ends."""
    at, end = bounds
    pieces: list[Markup] = []
    for name in names:
        first, last = max(name.start, at), min(name.end, end)
        if first >= last:
            continue
        pieces.append(marked(text, marks, at, first))
        pieces.append(
            Markup('<a class="name {}" href="{}" title="{}">{}</a>').format(
                name.kind, where(name.kind, name.entity), name.why, marked(text, marks, first, last)
            )
        )
        at = last
    pieces.append(marked(text, marks, at, end))
    return Markup("").join(pieces)


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """Where each paragraph begins and ends; blank lines part them."""
    bounds = []
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    for gap in _PARAGRAPH.finditer(text, start, end):
        bounds.append((start, gap.start()))
        start = gap.end()
    return [*bounds, (start, end)] if start < end else bounds


def _names(page: ArticlePage, field: str) -> list[Name]:
    return outermost(
        Name(m.start, m.end, str(m.kind), m.entity, m.why)
        for entity in (*page.people, *page.organisations)
        for m in entity.mentions
        if m.field == field
    )


def marked_title(page: ArticlePage) -> Markup:
    """The headline of an article with what the query marks in it."""
    return marked(page.document.article.title, page.title_marks)


def marked_body(page: ArticlePage, where: Callable[[str, str], str]) -> list[Markup]:
    """The paragraphs of an article; `where` gives the address for a kind and an entity."""
    text = page.document.article.body
    names = _names(page, "body")
    return [
        _linked(text, page.body_marks, names, where, bounds) for bounds in paragraph_bounds(text)
    ]


def code_spans(text: str) -> Markup:
    """A sentence in which `commands` stand between backquotes."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )
