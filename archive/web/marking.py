"""Text with marks and names as HTML: every character of the text, escaped, once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from markupsafe import Markup, escape

from archive.model.message import Say
from archive.model.paragraphs import paragraph_bounds
from archive.search.page import ArticlePage, SharedPassage
from archive.web.words import span_words

Spans = Sequence[tuple[int, int]]

_BEGIN: Final = Markup("<mark>")
_END: Final = Markup("</mark>")


#: The address for a kind and an entity; the address for two ISO days.
NameUrl = Callable[[str, str], str]
DaysUrl = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a text that names somebody or a day; offsets as in `Mention`.

    `kind` is that of the entity, or "date".
    """

    start: int
    end: int
    kind: str
    url: str
    title: str


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
        pieces += (escape(text[at:first]), _BEGIN, escape(text[first:last]), _END)
        at = last
    pieces.append(escape(text[at:stop]))
    # Each piece is escaped or a tag, so that they need no second look.
    return Markup("".join(pieces))  # noqa: S704


def outermost(links: Iterable[Link]) -> list[Link]:
    """Links in order of place; of those that overlap the first, and the longest that begins there.

    Links must not stand in links. A name goes before a date.
    """
    chosen: list[Link] = []
    for link in sorted(links, key=lambda n: (n.start, -n.end, n.kind == "date", n.kind, n.url)):
        if link.start < link.end and (not chosen or link.start >= chosen[-1].end):
            chosen.append(link)
    return chosen


def _linked(
    text: str,
    marks: Spans,
    links: Sequence[Link],
    bounds: tuple[int, int],
) -> Markup:
    """One stretch of a text with its links; marks are split where a link begins or ends."""
    at, end = bounds
    pieces: list[Markup] = []
    begin = max(0, bisect_right(links, at, key=_start) - 1)
    for link in links[begin : bisect_left(links, end, key=_start)]:
        first, last = max(link.start, at), min(link.end, end)
        if first >= last:
            continue
        pieces.append(_cut(text, marks, at, first))
        pieces.append(
            Markup('<a class="name {}" href="{}" title="{}">{}</a>').format(
                link.kind, link.url, link.title, _cut(text, marks, first, last)
            )
        )
        at = last
    pieces.append(_cut(text, marks, at, end))
    return Markup("").join(pieces)


def _start(link: Link) -> int:
    return link.start


def _cut(text: str, marks: Spans, start: int, end: int) -> Markup:
    """`text[start:end]` with its marks, in order and disjoint; marks outside it are ignored."""
    begin = max(0, bisect_right(marks, (start, len(text))) - 1)
    return marked(text, marks[begin : bisect_left(marks, (end, 0))], start, end)


def _names(page: ArticlePage, where: NameUrl, say: Say) -> Iterator[Link]:
    listed = (one for one in chain.from_iterable(page.named.values()) if one.listed)
    for entity in listed:
        for mention in entity.mentions:
            if mention.field == "body":
                kind = str(mention.kind)
                url = where(kind, entity.entity.id)
                yield Link(mention.start, mention.end, kind, url, say(mention.why))


def _dates(page: ArticlePage, when: DaysUrl) -> Iterator[Link]:
    language = str(page.document.article.language)
    for date in page.document.dates:
        if date.field == "body":
            url = when(date.first.isoformat(), date.last.isoformat())
            title = span_words(date.first, date.last, language)
            yield Link(date.start, date.end, "date", url, title)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as HTML, where it begins in the body, and the other stories that have it.

    `opens`: what is quoted begins in it.
    """

    text: Markup
    start: int
    shared: SharedPassage | None
    opens: bool


def marked_title(page: ArticlePage) -> Markup:
    """The headline of an article with what the query marks in it, and what is quoted of it."""
    title, quoted = page.document.article.title, _quoted(page, "title")
    return _around(
        (0, len(title)), quoted, lambda start, end: marked(title, page.title_marks, start, end)
    )


def _quoted(page: ArticlePage, name: str) -> tuple[int, int] | None:
    """The passage of a text that somebody quotes."""
    span = page.quotation.span if page.quotation else None
    return (span.start, span.end) if span is not None and span.field == name else None


def _around(
    bounds: tuple[int, int],
    quoted: tuple[int, int] | None,
    make: Callable[[int, int], Markup],
) -> Markup:
    """A stretch of a text, and in it what is quoted as one; `make` gives the HTML of a part."""
    first, last = bounds
    start, end = quoted or (last, last)
    begin, stop = max(first, min(start, last)), max(first, min(end, last))
    if begin >= stop:
        return make(first, last)
    # Where it begins there is an id to go to: it may begin far down a paragraph.
    name = Markup(' id="quoted"') if begin == start else Markup()
    tag = Markup('<span class="quoted"{}>{}</span>').format(name, make(begin, stop))
    return Markup("").join((make(first, begin), tag, make(stop, last)))


def marked_body(page: ArticlePage, where: NameUrl, when: DaysUrl, say: Say) -> list[Paragraph]:
    """The paragraphs of an article, with names and days that lead to where else they stand."""
    text = page.document.article.body
    links = outermost((*_names(page, where, say), *_dates(page, when)))
    marks = sorted(page.body_marks)
    shared = {(passage.start, passage.end): passage for passage in page.passages}
    quoted = _quoted(page, "body")

    def make(start: int, end: int) -> Markup:
        return _linked(text, marks, links, (start, end))

    return [
        Paragraph(
            _around(bounds, quoted, make),
            bounds[0],
            shared.get(bounds),
            opens=quoted is not None and bounds[0] <= quoted[0] < bounds[1],
        )
        for bounds in paragraph_bounds(text)
    ]


@lru_cache(maxsize=4096)
def named(forms: tuple[tuple[str, str], ...]) -> Markup:
    """A name in its one or two forms with their languages; most names stand on page after page."""
    tag = Markup('<bdi lang="{}"{}>{}</bdi>')
    classes = (Markup(), Markup(' class="other"'))
    return Markup(" ").join(
        tag.format(language, classes[min(number, 1)], text)
        for number, (text, language) in enumerate(forms)
    )


def code_spans(text: str) -> Markup:
    """A sentence in which `commands` stand between backquotes."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if at % 2 else escape(piece)
        for at, piece in enumerate(parts)
    )
