"""Quotations: where the archive has these words, and whether an article still has a passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from archive.errors import BadParameterError
from archive.model.article import Document
from archive.model.fields import TEXTS
from archive.model.query import And, Or
from archive.model.quotation import QuotedSpan, quotation_digest
from archive.model.result import GenerationInfo, SearchRequest, Sort
from archive.query.budget import check_work
from archive.search.edition import Edition
from archive.search.page import ArticlePage, OpenedQuotation, Related
from archive.search.stories import related
from archive.text.quotations import alike_spans, quoted_stretches, verbatim_spans

#: Longer quotations are refused: nobody types or pastes more of one article.
LONGEST_QUOTATION: Final = 2_000

#: So many articles that may have the words are read, the earliest: 500 take 0.3 s.
MOST_READ: Final = 500

#: Of an article so many places are told, and so many articles that have the words otherwise.
MOST_PLACES: Final = 20
MOST_ALIKE: Final = 20

#: A passage that has moved is looked for so many characters before and behind its old place.
MOST_MOVED: Final = 20_000

#: And in so many other versions of its article.
_MOST_VERSIONS: Final = 10


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """Where an article has the words, and what stands there in its own characters."""

    span: QuotedSpan
    text: str


@dataclass(frozen=True, slots=True)
class QuotingArticle:
    """An article that has the words; the first of its places, `MOST_PLACES` at most."""

    article: Related
    places: tuple[QuotedPlace, ...]


@dataclass(frozen=True, slots=True)
class QuotationPage:
    """What a generation says of a quotation.

    `articles` have its very characters: the earliest first, the undated last, earlier versions and
    copies among them. They are all that do, unless many may: then `unread` later ones were not
    looked into. Where none has, `alike` are the first that have its letters and digits in another
    script, case, spacing or punctuation, `MOST_ALIKE` at most.
    """

    text: str
    articles: tuple[QuotingArticle, ...]
    alike: tuple[QuotingArticle, ...]
    unread: int
    generation: GenerationInfo

    @property
    def verdict(self) -> str:
        """What is said: "verbatim", "alike", "none", or "unknown" where too many were not read."""
        if self.articles:
            return "verbatim"
        if self.unread:
            return "unknown"
        return "alike" if self.alike else "none"


def check_quotation(edition: Edition, text: str) -> QuotationPage:
    """Where the archive has these words.

    Raises `BadParameterError` for too long a text, and for one without words.
    """
    if len(text) > LONGEST_QUOTATION:
        raise BadParameterError(
            "text", "long_quotation", length=len(text), longest=LONGEST_QUOTATION
        )
    parts = [quoted_stretches(text, name) for name in TEXTS]
    if not all(parts):
        raise BadParameterError("text", "no_quotation")
    tree = Or(tuple(And(nodes) for nodes in parts))
    check_work(edition, [tree], shown=0)
    # All versions and copies are looked into: a quotation is true of that which it is taken from.
    request = SearchRequest(tree=tree, sort=Sort.OLDEST, limit=MOST_READ, documents=True)
    result = edition.search(request)
    unread = max(0, result.total - MOST_READ)
    articles = tuple(_quoting(result.documents, text, verbatim=True))
    alike = () if articles else islice(_quoting(result.documents, text, verbatim=False), MOST_ALIKE)
    return QuotationPage(text, articles, tuple(alike), unread, edition.info())


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    article = document.article
    yield from zip(TEXTS, (article.title, article.body), strict=True)


def _quoting(
    documents: Iterable[Document], text: str, *, verbatim: bool
) -> Iterator[QuotingArticle]:
    spans_in = verbatim_spans if verbatim else alike_spans
    for document in documents:
        places = tuple(
            QuotedPlace(QuotedSpan.of(name, whole, start, end), whole[start:end])
            for name, whole in _texts(document)
            for start, end in islice(spans_in(whole, text), MOST_PLACES)
        )
        if places:
            yield QuotingArticle(related((document,))[0], places[:MOST_PLACES])


def with_quotation(edition: Edition, page: ArticlePage, span: QuotedSpan) -> ArticlePage:
    """An article with a passage that somebody quotes, as it stands now.

    Raises `BadParameterError` where nobody knows what stood there, and there is nothing.
    """
    text = dict(_texts(page.document))[span.field]
    if not span.digest and span.end > len(text):
        raise BadParameterError("quote", "no_passage", value=span.written(), length=len(text))
    now = _place_now(text, span)
    if now is not None:
        moved = (now.start, now.end) != (span.start, span.end)
        return replace(page, quotation=OpenedQuotation(now, moved=moved))
    earlier = _versions_with(edition, page.versions, span)
    return replace(page, quotation=OpenedQuotation(None, elsewhere=earlier))


def _place_now(text: str, span: QuotedSpan) -> QuotedSpan | None:
    """Where a passage stands in a text, the nearest place to where it stood; None where it does
    not, and where it has gone further than `MOST_MOVED`."""
    length = span.end - span.start
    if not span.digest:
        return QuotedSpan.of(span.field, text, span.start, span.end)
    last = len(text) - length
    for distance in range(MOST_MOVED):
        before, behind = span.start - distance, span.start + distance
        if before < 0 and behind > last:
            break
        for start in {before, behind}:
            if 0 <= start <= last and quotation_digest(text[start : start + length]) == span.digest:
                return QuotedSpan(span.field, start, start + length, span.digest)
    return None


def _versions_with(
    edition: Edition, versions: Sequence[Related], span: QuotedSpan
) -> tuple[tuple[Related, QuotedSpan], ...]:
    """The other versions of an article that have a passage, the latest first."""
    having = []
    for version in tuple(reversed(versions))[:_MOST_VERSIONS]:
        text = dict(_texts(edition.get(version.id)))[span.field]
        place = _place_now(text, span)
        if place is not None:
            having.append((version, place))
    return tuple(having)
