"""All articles that a search finds, one after the other, for other programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final

from archive.model.article import Article, Document
from archive.model.entity import Kind
from archive.model.fields import STORY
from archive.model.message import Message
from archive.model.result import Family, GenerationInfo, Hit, SearchRequest, SearchResult, Sort
from archive.query.active import unknown_choices
from archive.query.budget import check_export, check_work
from archive.query.parameter_table import MAX_SIZE
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan
from archive.search.edition import Edition
from archive.search.highlighting import Highlighter, entity_labels
from archive.search.other_language import OtherLanguage, added_language
from archive.search.page import Label, Marks
from archive.text.marks import Occurrence, merge
from archive.text.snippets import Fragment, fragments

#: What an engine says of articles by their ids is asked for so many at once.
_AT_ONCE: Final = 50

#: What ends a line within a fragment is a space: a context is one line.
_ON_ONE_LINE: Final = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")


@dataclass(frozen=True, slots=True)
class ExportedHit:
    """One article that a search finds.

    It is one of so many `versions`. `day` is its publication day in the newsroom's zone, None where
    unknown. `first_seen` is in seconds since 1970 UTC. `named` has the
    entities of every kind, in the language of the search. `marks` are so many places of title and
    body that are marked on its page; `context` is a line of its body with those of them that
    `context_marks` gives, half-open spans of code points of it. `across`: it was found by its words
    in the other language.
    """

    article: Article
    day: dt.date | None
    score: float
    family: Family
    versions: int
    first_seen: int
    named: Mapping[Kind, tuple[Label, ...]]
    marks: int
    context: str
    context_marks: Marks
    across: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """The whole answer to a search: `hits` gives `total` articles, in the order of the search.

    Copies are never left out: `stories` is how many lines a list has in which each story is one;
    the first hit of each family is the one that stands there. `made` is an instant in UTC. Behind
    them come `others` that have the words in the other language, None where that was not asked.
    """

    parameters: SearchParameters
    read_as: str
    notes: tuple[Message, ...]
    total: int
    stories: int
    generation: GenerationInfo
    made: dt.datetime
    hits: Iterator[ExportedHit]
    others: int | None = None


def counted_for_export(edition: Edition, plan: Plan) -> SearchResult:
    """How many articles and stories a plan finds, all of which are to be marked.

    Raises `BadParameterError` where that would be too much work.
    """
    question = plan.strict
    trees = [question.tree, question.tree]
    check_work(edition, trees, question.ranking.terms, question.ranking.bonuses, shown=MAX_SIZE)
    asked = SearchRequest(question.tree, filters=plan.filters, limit=0, collapse=STORY)
    counted = edition.search(asked)
    check_export(edition, question.tree, counted.total)
    return counted


def export_of(edition: Edition, plan: Plan) -> Export:
    """All that a plan finds; raises `BadParameterError` where it would be too much work."""
    counted = counted_for_export(edition, plan)
    added = added_language(edition, plan)
    others = None if added is None else _counted_others(edition, added)
    more = () if added is None else _other_hits(edition, plan, added)
    return Export(
        parameters=plan.parameters,
        read_as=plan.reading.read_as,
        notes=(*plan.reading.notes, *unknown_choices(plan.parameters, edition)),
        total=counted.total,
        stories=counted.lines,
        generation=edition.info(),
        made=dt.datetime.now(dt.UTC),
        hits=chain(_hits(edition, plan), more),
        others=others,
    )


def _counted_others(edition: Edition, added: OtherLanguage) -> int:
    """How many articles come from the other language; each is to be marked."""
    check_work(edition, [added.tree, added.tree], shown=MAX_SIZE)
    count = edition.count(added.tree, added.filters)
    check_export(edition, added.across.whole, count)
    return count


def _other_hits(edition: Edition, plan: Plan, added: OtherLanguage) -> Iterator[ExportedHit]:
    """What has the words in the other language; the newest first, unless the oldest are asked."""
    request = SearchRequest(
        tree=added.tree,
        filters=added.filters,
        sort=Sort.OLDEST if plan.sort is Sort.OLDEST else Sort.NEWEST,
        documents=True,
    )
    stream = edition.searcher.stream(request)
    highlighter, language = Highlighter(added.across.whole), plan.parameters.ui
    while hits := list(islice(stream, _AT_ONCE)):
        for hit in exported(edition, hits, highlighter, language):
            yield replace(hit, across=True)


def _hits(edition: Edition, plan: Plan) -> Iterator[ExportedHit]:
    request = SearchRequest(
        tree=plan.strict.tree,
        ranking=plan.strict.ranking,
        filters=plan.filters,
        sort=plan.sort,
        documents=True,
    )
    stream = edition.searcher.stream(request)
    highlighter, language = Highlighter(plan.strict.tree), plan.parameters.ui
    while hits := list(islice(stream, _AT_ONCE)):
        yield from exported(edition, hits, highlighter, language)


def exported(
    edition: Edition, hits: Iterable[Hit], highlighter: Highlighter, language: str
) -> Iterator[ExportedHit]:
    """Hits with their documents, as they are exported in a language."""
    hits = list(hits)
    ids = [hit.id for hit in hits]
    families = edition.searcher.families(ids)
    since = edition.searcher.first_seen(ids)
    for hit, family, first_seen in zip(hits, families, since, strict=True):
        assert hit.document is not None
        yield _exported(edition, hit, hit.document, family, first_seen, highlighter, language)


def _context(body: str, occurrences: Sequence[Occurrence]) -> Fragment:
    """The line of a text that says most of what is asked; empty where there is no text."""
    for fragment in fragments(body, occurrences, 1):
        return replace(fragment, text=fragment.text.translate(_ON_ONE_LINE))
    return Fragment(0, "", ())


def context_of(document: Document, highlighter: Highlighter) -> Fragment:
    """The line of an article's body that says most of what is asked."""
    return _context(document.article.body, highlighter.telling(document, "body"))


def _exported(
    edition: Edition,
    hit: Hit,
    document: Document,
    family: Family,
    first_seen: int,
    highlighter: Highlighter,
    language: str,
) -> ExportedHit:
    in_title, in_body = (highlighter.telling(document, name) for name in ("title", "body"))
    context = _context(document.article.body, in_body)
    return ExportedHit(
        article=document.article,
        day=dt.date.fromordinal(document.day) if document.day > 0 else None,
        score=hit.score,
        family=family,
        versions=hit.versions,
        first_seen=first_seen,
        named={kind: entity_labels(document, kind, edition.names(), language) for kind in Kind},
        marks=sum(1 for marks in (in_title, in_body) for _ in merge(marks)),
        context=context.text,
        context_marks=context.marks,
    )
