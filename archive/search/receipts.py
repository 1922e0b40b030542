"""A receipt of a search: what was asked, what it was asked of, and what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import Final

from archive.model.aggregations import DayCounts, DaysByValue, PublicationDays
from archive.model.article import Article
from archive.model.quotation import quotation_digest
from archive.model.result import SearchRequest
from archive.query.days import Newsroom
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan
from archive.search.edition import Edition
from archive.search.page import ResultPage

#: Of so many articles, the first in the order of the search, a receipt has the ids and the texts'
#: digests: 1,000 are read in half a second.
MOST_LISTED: Final = 1_000

_DAYS: Final = PublicationDays()
_LANGUAGES: Final = DaysByValue("language")


@dataclass(frozen=True, slots=True)
class ReceiptArticle:
    """An article by its id and the digest of its headline and text."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class SearchReceipt:
    """What a search found, so that it can be repeated.

    `page` is its first page, which says how the query was read and what was counted, `made` an
    aware instant in UTC, and `newsroom` says how days were read. `content` tells the content of the
    generation, `every` the ids of all that matched. Of these `undated` have no day, and `languages`
    and `months` (ISO) count them by both. `articles` are the first of them, `MOST_LISTED` at most.
    """

    page: ResultPage
    made: dt.datetime
    newsroom: Newsroom
    content: str
    every: str
    undated: int
    languages: Mapping[str, int]
    months: Mapping[str, int]
    articles: tuple[ReceiptArticle, ...]


def settled(parameters: SearchParameters) -> SearchParameters:
    """A search without what only says how its results are shown."""
    usual = SearchParameters()
    return replace(
        parameters, page=1, size=1, view=usual.view, chart=usual.chart, ui=usual.ui, relax=False
    )


def article_digest(article: Article) -> str:
    """Sixteen hexadecimal digits of a headline and a text."""
    return quotation_digest(f"{article.title}\0{article.body}")


def generation_content(edition: Edition) -> str:
    """The digest of all that a generation holds: of each article's id and what is stored of it."""
    hasher = sha256()
    for article, digest in edition.searcher.contents():
        hasher.update(f"{digest} {article}\0".encode("utf-8", "surrogatepass"))
    return hasher.hexdigest()


def _every_request(plan: Plan) -> SearchRequest:
    """All that a search finds, each article by itself."""
    return SearchRequest(
        tree=plan.strict.tree,
        ranking=plan.strict.ranking,
        filters=plan.filters,
        sort=plan.sort,
        limit=MOST_LISTED,
        aggregations=(_DAYS, _LANGUAGES),
    )


def matching_ids(edition: Edition, plan: Plan) -> list[str]:
    """The ids of all that a search finds, in its order."""
    return [hit.id for hit in edition.searcher.stream(_every_request(plan))]


def _ids_digest(ids: list[str]) -> str:
    return sha256("\0".join(sorted(ids)).encode("utf-8", "surrogatepass")).hexdigest()


def _months(counts: DayCounts) -> dict[str, int]:
    months: dict[str, int] = {}
    for day, count in zip(counts.days, counts.counts, strict=True):
        month = dt.date.fromordinal(day).isoformat()[:7]
        months[month] = months.get(month, 0) + count
    return months


def receipt_of(edition: Edition, plan: Plan, page: ResultPage, newsroom: Newsroom) -> SearchReceipt:
    """The receipt of a search whose first page an edition gave."""
    result = edition.search(_every_request(plan))
    days = result.counts(_DAYS)
    ids = matching_ids(edition, plan)
    documents = edition.searcher.get_many(tuple(islice(ids, MOST_LISTED)))
    articles = (document.article for document in documents)
    return SearchReceipt(
        page=page,
        made=newsroom.clock().astimezone(dt.UTC).replace(microsecond=0),
        newsroom=newsroom,
        content=edition.kept(generation_content),
        every=_ids_digest(ids),
        undated=days.undated,
        languages={
            language: sum(counts.counts) + counts.undated
            for language, counts in result.counts(_LANGUAGES).items()
        },
        months=_months(days),
        articles=tuple(ReceiptArticle(each.id, article_digest(each)) for each in articles),
    )
