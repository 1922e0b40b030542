"""Copies and versions of what is shown."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from archive.model.article import Article, Document
from archive.model.fields import VERSIONS
from archive.model.query import And, HasId, InStory, Node, Not, Older
from archive.model.result import SearchRequest, SearchResult, Sort
from archive.query.active import active_filters
from archive.query.plan import Plan, unversioned
from archive.search.edition import Edition
from archive.search.page import ArticlePage, Related, SharedPassage, ShownHit
from archive.text.passages import passages

#: Of what a result stands for so many are listed in place.
MOST_FOLDED: Final = 20

#: Of a text so many passages are looked up, and of each so many articles are listed.
MOST_PASSAGES: Final = 100
MOST_SHARING: Final = 3

#: And so many of each on a page of more results than that.
FEW_FOLDED: Final = 5

#: Of copies and of versions so many are listed beside an article.
MOST_RELATED: Final = 100


def related(documents: Iterable[Document]) -> tuple[Related, ...]:
    """Articles as they are listed beside others."""
    return tuple(
        Related(
            id=article.id,
            title=article.title,
            source=article.source,
            published=article.published.isoformat() if article.published else None,
            published_inferred=article.published_inferred,
            language=str(article.language),
        )
        for article in (document.article for document in documents)
    )


def folded_requests(plan: Plan, tree: Node, result: SearchResult) -> list[SearchRequest]:
    """What finds the other articles that each hit stands for, for those that stand for some.

    `tree` is what the hits match.
    """
    # Of a long page fewer are listed for each.
    limit = MOST_FOLDED if len(result.hits) <= MOST_FOLDED else FEW_FOLDED
    return [
        SearchRequest(
            tree=And((tree, InStory(hit.id), Not(HasId(hit.id)))),
            filters=plan.filters,
            sort=Sort.OLDEST,
            limit=limit,
            documents=True,
        )
        for hit in result.hits
        if hit.stands_for > 1
    ]


def with_folded(
    shown: Sequence[ShownHit], result: SearchResult, folded: Iterable[SearchResult]
) -> tuple[ShownHit, ...]:
    """Results with what they stand for, in the order of `folded_requests`."""
    others = iter(folded)
    return tuple(
        replace(
            hit,
            copies=of.stands_for - 1,
            versions=of.versions - 1,
            folded=related(next(others).documents) if of.stands_for > 1 else (),
        )
        for hit, of in zip(shown, result.hits, strict=True)
    )


def _has_versions(edition: Edition) -> bool:
    """Whether the archive holds older versions of any article."""
    return edition.count(Older()) > 0


def outdated_request(edition: Edition, plan: Plan) -> SearchRequest | None:
    """What finds older versions that match; None where they are asked for, and there are none."""
    if not edition.kept(_has_versions) or plan.parameters.versions == "all":
        return None
    if not plan.parameters.q.strip() and not active_filters(plan.parameters):
        return None  # whatever holds of all holds of the newest
    if "changed:" in plan.reading.read_as:
        return None  # that asks of versions itself
    return SearchRequest(And((unversioned(plan), Older())), filters=plan.filters, limit=0)


def count_outdated(edition: Edition, plan: Plan, total: int, older: SearchResult | None) -> int:
    """Of how many articles only an older version matches; `older` says how many of these do."""
    if older is None or not older.total:
        return 0
    request = SearchRequest(unversioned(plan), filters=plan.filters, limit=0, collapse=VERSIONS)
    return edition.search(request).lines - total


def _with_later(shown: Iterable[Related], later: Container[str]) -> tuple[Related, ...]:
    return tuple(replace(one, later=one.id in later) for one in shown)


def with_story(edition: Edition, page: ArticlePage) -> ArticlePage:
    """An article with its other versions and its copies."""
    article = page.document.article.id
    (story,) = edition.searcher.stories((article,))
    place = story.versions.index(article)
    earlier, later = story.versions[:place], story.versions[place + 1 :]
    ids = (*earlier[-MOST_RELATED:], *later[-MOST_RELATED:])
    versions = edition.searcher.get_many(ids) if ids else ()
    copies = edition.searcher.get_many(story.copies[:MOST_RELATED]) if story.copies else ()
    since = page.document.instant
    after = {
        copy.article.id
        for copy in copies
        if since is not None and copy.instant is not None and copy.instant > since
    }
    return replace(
        page,
        newest=story.versions[-1],
        versions=_with_later(related(versions), set(later)),
        copies=_with_later(related(copies), after),
        passages=_shared(edition, page.document.article, {*story.versions, *story.copies}),
    )


def _shared(edition: Edition, article: Article, own: AbstractSet[str]) -> tuple[SharedPassage, ...]:
    """The passages of an article that stand in others than those of its own story."""
    of_text = list(passages(article.body))[:MOST_PASSAGES]
    if not of_text:
        return ()
    ids = edition.searcher.sharing([passage.key for passage in of_text], MOST_RELATED)
    shared = []
    for passage, having in zip(of_text, ids, strict=True):
        others = [other for other in having if other not in own and other != article.id]
        if others:
            first = related(edition.searcher.get_many(others[:MOST_SHARING]))
            shared.append(SharedPassage(passage.start, passage.end, len(others), first))
    return tuple(shared)
