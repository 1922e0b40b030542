"""Every place where articles have what is asked, a line each, with what stands round it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from archive.model.article import Document
from archive.model.fields import TEXTS
from archive.model.message import Message
from archive.model.remembering import Lately
from archive.model.result import GenerationInfo, SearchRequest
from archive.query.active import unknown_choices
from archive.query.budget import check_work
from archive.query.parameter_table import MAX_SIZE
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan
from archive.search.edition import Edition
from archive.search.exporting import counted_for_export
from archive.search.highlighting import Highlighter
from archive.search.mentioned import mention_nodes
from archive.search.page import Related
from archive.search.said import said_nodes
from archive.search.stories import related
from archive.text.marks import leaves, merge
from archive.text.surroundings import after_place, before_place, words_before, words_behind

#: Lines of a page.
LINES_A_PAGE: Final = 100

#: So many lines are sorted and paged through, the first in the order of the search; a file has all.
#: They take 0.1 to 1.2 s over 96,498 articles.
MOST_SORTED: Final = 10_000

#: Steps that reading an article takes, beside finding what is asked in it.
_READING: Final = 15_000

#: So many readings are kept of an edition: a reader turns pages, and sorts. One takes some 8 MB.
_READINGS: Final = 3

#: By what lines are sorted: as the search orders articles, or by what stands on a side.
LINE_ORDERS: Final = ("found", "left", "right")


@dataclass(frozen=True, slots=True)
class ContextLine:
    """A place in an article with what stands round it, all of it on one line.

    `start` and `end` are code points of its `field` ("title" or "body"), as its page marks them;
    the line is that of mark number `mark` of the article, which is number `at` of the search, both
    from 1.
    """

    article: Related
    at: int
    field: str
    mark: int
    start: int
    end: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class ContextPage:
    """A page of lines of a search, sorted by `order`, one of `LINE_ORDERS`.

    `total` articles match, of which `lines` pages through. The page is `page` of `pages`; `count`
    places were found in the first `articles`, which are all there are where it is `whole`.
    Where the first page alone was read, `count` is None.
    """

    parameters: SearchParameters
    order: str
    notes: tuple[Message, ...]
    total: int
    lines: tuple[ContextLine, ...]
    page: int
    pages: int
    count: int | None
    articles: int
    whole: bool
    took_ms: float
    newest: str | None
    generation: GenerationInfo


@dataclass(frozen=True, slots=True)
class ContextExport:
    """All lines of a search, in its order; of `total` articles."""

    parameters: SearchParameters
    read_as: str
    total: int
    stories: int
    generation: GenerationInfo
    made: dt.datetime
    lines: Iterator[ContextLine]


@dataclass(frozen=True, slots=True)
class _Read:
    """The first lines of a search in its order, `whole` where they are all.

    They are those of the first `articles`.
    """

    lines: tuple[ContextLine, ...]
    articles: int
    whole: bool


def context_lines(document: Document, at: int, highlighter: Highlighter) -> Iterator[ContextLine]:
    """The lines of an article, which is number `at` of a search: one for each mark of its page."""
    article, mark = document.article, 0
    (listed,) = related((document,))
    for field in TEXTS:
        text = article.title if field == "title" else article.body
        for start, end in merge(highlighter.telling(document, field)):
            mark += 1
            yield ContextLine(
                article=listed,
                at=at,
                field=field,
                mark=mark,
                start=start,
                end=end,
                before=before_place(text, start),
                text=" ".join(text[start:end].split()),
                after=after_place(text, end),
            )


def _documents(edition: Edition, plan: Plan) -> Iterator[Document]:
    """The articles of a search as its pages list them."""
    request = SearchRequest(
        tree=plan.strict.tree,
        ranking=plan.strict.ranking,
        filters=plan.filters,
        sort=plan.sort,
        collapse=plan.collapse,
        documents=True,
    )
    for hit in edition.searcher.stream(request):
        assert hit.document is not None
        yield hit.document


def _marks_something(plan: Plan) -> bool:
    """Whether a search marks any place: one of filters alone does not."""
    tree = plan.strict.tree
    return (
        any(True for _ in leaves(tree))
        or any(True for _ in mention_nodes(tree))
        or any(True for _ in said_nodes(tree))
    )


def _read(edition: Edition, plan: Plan, most: int, most_articles: int) -> _Read:
    """The first `most` lines of a search; only so many articles are read for them."""
    if not _marks_something(plan):
        return _Read((), 0, whole=True)
    highlighter = Highlighter(plan.strict.tree)
    lines: list[ContextLine] = []
    articles = 0
    for at, document in enumerate(_documents(edition, plan), 1):
        if articles == most_articles or len(lines) > most:
            return _Read(tuple(lines[:most]), articles, whole=False)
        lines += context_lines(document, at, highlighter)
        articles = at
    return _Read(tuple(lines[:most]), articles, whole=len(lines) <= most)


def _readings(_: Edition) -> Lately[object, _Read]:
    return Lately(_READINGS)


def _read_lately(edition: Edition, plan: Plan, most_articles: int) -> _Read:
    """The first `MOST_SORTED` lines of a search, which are kept for its other pages and orders."""
    asked = plan.parameters
    key = tuple(asked.as_whole().pairs()), asked.newsroom.today()
    readings = edition.kept(_readings)
    return readings.get(key, lambda: _read(edition, plan, MOST_SORTED, most_articles))


def context_page(edition: Edition, plan: Plan, order: str) -> ContextPage:
    """A page of the lines of a search; raises `BadParameterError` where it is too much work.

    The first page in the order of the search is answered without reading more than it shows.
    """
    started = time.perf_counter()
    question, parameters = plan.strict, plan.parameters
    counted = SearchRequest(question.tree, filters=plan.filters, limit=0, collapse=plan.collapse)
    left = check_work(
        edition,
        [question.tree, question.tree],
        question.ranking.terms,
        question.ranking.bonuses,
        shown=MAX_SIZE,
    )
    result = edition.search(counted)
    (work,) = edition.work((question.tree,))
    most_articles = max(MAX_SIZE, left // (work.show + _READING))
    quick = order == LINE_ORDERS[0] and parameters.page == 1
    if quick:
        read = _read(edition, plan, LINES_A_PAGE, most_articles)
    else:
        read = _read_lately(edition, plan, most_articles)
    more = quick and not read.whole
    first = (parameters.page - 1) * LINES_A_PAGE
    return ContextPage(
        parameters=parameters,
        order=order,
        notes=(*plan.reading.notes, *unknown_choices(parameters, edition)),
        total=result.total,
        lines=tuple(islice(_ordered(read.lines, order), first, first + LINES_A_PAGE)),
        page=parameters.page,
        pages=2 if more else max(1, -(-len(read.lines) // LINES_A_PAGE)),
        count=None if more else len(read.lines),
        articles=read.articles,
        whole=read.whole,
        took_ms=round((time.perf_counter() - started) * 1000, 3),
        newest=edition.newest,
        generation=edition.info(),
    )


def _ordered(lines: tuple[ContextLine, ...], order: str) -> list[ContextLine]:
    """Lines by what stands on a side, word by word from the place on; else as they are.

    Those with nothing on that side come last.
    """
    if order == LINE_ORDERS[0]:
        return list(lines)

    def place(line: ContextLine) -> tuple[bool, tuple[str, ...]]:
        left = order == "left"
        words = words_before(line.before) if left else words_behind(line.after)
        return not words, words

    return sorted(lines, key=place)


def context_export(edition: Edition, plan: Plan) -> ContextExport:
    """All lines of a search; raises `BadParameterError` where it would be too much work."""
    counted = counted_for_export(edition, plan)
    highlighter = Highlighter(plan.strict.tree)
    documents = enumerate(_documents(edition, plan) if _marks_something(plan) else (), 1)
    return ContextExport(
        parameters=plan.parameters,
        read_as=plan.reading.read_as,
        total=counted.total,
        stories=counted.lines,
        generation=edition.info(),
        made=dt.datetime.now(dt.UTC),
        lines=(
            line for at, document in documents for line in context_lines(document, at, highlighter)
        ),
    )
