"""What the archive holds of one person, organisation, event or place: for its page and the API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from archive.errors import EntityNotFoundError
from archive.model.aggregations import FacetCount, FacetValues, PublicationDays
from archive.model.article import Document
from archive.model.association import LEAST_TOGETHER, LEAST_WEIGHT, log_likelihood
from archive.model.entity import ACTORS, Entity, Kind, Mention, Names
from archive.model.language import LANGUAGES
from archive.model.query import NEWEST, And, HasValue, Says
from archive.model.quotation import QuotedSpan
from archive.model.result import GenerationInfo, SearchRequest, SearchResult, Sort
from archive.search.edition import Edition
from archive.search.page import Related, Timeline
from archive.search.stories import related
from archive.search.timeline import timeline
from archive.search.word_company import TypicalWord, typical_words

#: How many of each kind that appear with it are listed, and how many articles as proof.
COMPANIONS: Final = 20
PROOFS: Final = 10

#: So many of the latest and of the first articles are listed, and so many sources and sections.
_ARTICLES: Final = 5
_PLACES: Final = 12

#: So many statements are listed, of one article so many, and so much of each is shown.
_SAID: Final = 8
_SAID_IN_ONE: Final = 2
_LONGEST_SAID: Final = 300

#: So many of the newest articles are read to tell why it is recognised: reasons stand in articles
#: only, and reading one takes half a millisecond.
_SAMPLE: Final = 100

_LANGUAGES: Final = FacetValues("language", len(LANGUAGES))
_SOURCES: Final = FacetValues("source", _PLACES)
_SECTIONS: Final = FacetValues("section", _PLACES)
_DAYS: Final = PublicationDays()


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity in so many of another's articles.

    `weight` is the log-likelihood ratio of that (`archive.model.association`).
    """

    entity: Entity
    count: int
    weight: float


@dataclass(frozen=True, slots=True)
class Proof:
    """An article that mentions an entity, and the first place that does, with the reason."""

    article: str
    title: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why an entity is recognised: in how many of its newest articles by each kind of reason.

    `articles` were looked at, all or `_SAMPLE` of them; `kinds` are codes of messages, the
    commonest first. One article may have several.
    """

    articles: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SaidPassage:
    """What somebody says in an article: `span` of its body, and the words, shortened."""

    article: Related
    span: QuotedSpan
    text: str
    direct: bool


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What the archive holds of an entity, in articles that have no newer version.

    `languages` counts its articles by language, `timeline` by publication day, `sources` and
    `sections` those where most are. `companions`, of each kind that acts, appear in the same
    articles more often than chance would have it, the surest first (log-likelihood,
    `archive.model.association`), and so do `words`, of English ("en") and Chinese ("zh") articles.
    `evidence` and `latest` are from the newest articles, `first` from the oldest. It speaks in
    `speaking` articles, of which the newest have what it `said`.
    """

    entity: Entity
    total: int
    languages: Mapping[str, int]
    timeline: Timeline
    companions: Mapping[Kind, tuple[Companion, ...]]
    words: Mapping[str, tuple[TypicalWord, ...]]
    sources: tuple[FacetCount, ...]
    sections: tuple[FacetCount, ...]
    reasons: Reasons
    evidence: tuple[Proof, ...]
    latest: tuple[Related, ...]
    first: tuple[Related, ...]
    speaking: int
    said: tuple[SaidPassage, ...]
    generation: GenerationInfo


def entity_page(edition: Edition, identifier: str, language: str = LANGUAGES[0]) -> EntityPage:
    """What the archive holds of an entity, also under an id that was merged into it.

    `language` is that of the reader, in whose script Chinese words are. Raises
    `EntityNotFoundError` for an unknown id and a name that links to nobody.
    """
    entity = edition.names().get(identifier)
    if entity is None:
        raise EntityNotFoundError(identifier)
    actors = {kind: FacetValues(str(kind), len(edition.values(str(kind)))) for kind in ACTORS}
    requests = _requests(entity, list(actors.values()))
    own, oldest, every, speaking = edition.search_many(requests)
    documents = own.documents
    return EntityPage(
        entity=entity,
        total=own.total,
        languages={each.value: each.count for each in own.counts(_LANGUAGES).values},
        timeline=timeline(own.counts(_DAYS), None, None),
        companions={
            kind: _companions(own, every, facet, entity, edition.names())
            for kind, facet in actors.items()
        },
        words=typical_words(edition, entity, language),
        sources=own.counts(_SOURCES).values,
        sections=own.counts(_SECTIONS).values,
        reasons=_reasons(documents, entity),
        evidence=tuple(_evidence(documents[:PROOFS], entity)),
        latest=related(documents[:_ARTICLES]),
        first=related(oldest.documents),
        speaking=speaking.total,
        said=tuple(islice(_said(speaking.documents, entity), _SAID)),
        generation=edition.info(),
    )


def _requests(entity: Entity, actors: Sequence[FacetValues]) -> tuple[SearchRequest, ...]:
    """Its newest articles with all that is counted of them, its oldest, and all articles."""
    tree = And((HasValue(str(entity.kind), entity.id), NEWEST))
    return (
        SearchRequest(
            tree=tree,
            sort=Sort.NEWEST,
            limit=_SAMPLE,
            aggregations=(*actors, _LANGUAGES, _SOURCES, _SECTIONS, _DAYS),
            documents=True,
        ),
        SearchRequest(tree=tree, sort=Sort.OLDEST, limit=_ARTICLES, documents=True),
        SearchRequest(tree=NEWEST, limit=0, aggregations=tuple(actors)),
        SearchRequest(
            tree=And((Says((entity.id,)), NEWEST)),
            sort=Sort.NEWEST,
            limit=_SAID,
            documents=True,
        ),
    )


def _said(documents: Sequence[Document], entity: Entity) -> Iterator[SaidPassage]:
    """What an entity says in articles: of each its first statements."""
    for document, article in zip(documents, related(documents), strict=True):
        body = document.article.body
        own = (
            one for one in document.statements if one.speaker and one.speaker.entity == entity.id
        )
        for one in islice(own, _SAID_IN_ONE):
            text = " ".join(body[one.start : one.end].split())
            shown = text if len(text) <= _LONGEST_SAID else text[: _LONGEST_SAID - 1] + "…"
            span = QuotedSpan.of("body", body, one.start, one.end)
            yield SaidPassage(article, span, shown, one.direct)


def _companions(
    own: SearchResult, every: SearchResult, facet: FacetValues, entity: Entity, names: Names
) -> tuple[Companion, ...]:
    """Entities in the same articles more often than by chance; ties are broken by id."""
    everywhere = {each.value: each.count for each in every.counts(facet).values}
    weighed = []
    for each in own.counts(facet).values:
        companion = names.get(each.value)
        if companion is None or companion.id == entity.id or each.count < LEAST_TOGETHER:
            continue
        weight = log_likelihood(each.count, own.total, everywhere[each.value], every.total)
        if weight >= LEAST_WEIGHT:
            weighed.append(Companion(companion, each.count, weight))
    weighed.sort(key=lambda companion: (-companion.weight, companion.entity.id))
    return tuple(weighed[:COMPANIONS])


def _reasons(documents: Sequence[Document], entity: Entity) -> Reasons:
    """The kinds of reason in some articles."""
    kinds = Counter(
        code
        for document in documents
        for code in {one.why.code for one in document.mentions if one.entity == entity.id}
    )
    ordered = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    return Reasons(len(documents), tuple(ordered))


def _evidence(documents: Iterable[Document], entity: Entity) -> Iterable[Proof]:
    """The first mention in each article, and why it is one."""
    for document in documents:
        mentions = [mention for mention in document.mentions if mention.entity == entity.id]
        if mentions:
            yield Proof(document.article.id, document.article.title, mentions[0])
