"""What the archive holds of one person, organisation or event: for its page and the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from archive.engine.searcher import Searcher
from archive.errors import EntityNotFoundError
from archive.model.aggregations import FacetCounts, FacetValues, PublicationDays
from archive.model.article import Document
from archive.model.entity import ACTORS, Entity, Kind, Mention
from archive.model.query import NEWEST, And, HasValue
from archive.model.result import GenerationInfo, SearchRequest, Sort
from archive.search.page import Timeline
from archive.search.timeline import timeline

#: How many of each kind that appear with it are listed, and how many articles as proof.
COMPANIONS: Final = 20
PROOFS: Final = 10

# One more, because the entity itself is among them.
_ACTORS: Final = {kind: FacetValues(str(kind), COMPANIONS + 1) for kind in ACTORS}
_LANGUAGES: Final = FacetValues("language", COMPANIONS + 1)
_DAYS: Final = PublicationDays()


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity in so many of another's articles."""

    entity: Entity
    count: int


@dataclass(frozen=True, slots=True)
class Proof:
    """An article that mentions an entity, and the first place that does, with the reason."""

    article: str
    title: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What the archive holds of an entity.

    `languages` counts its articles by language, `timeline` by publication day; `companions`,
    of each kind that acts, appear in the same articles; `evidence` is from the newest articles.
    """

    entity: Entity
    total: int
    languages: Mapping[str, int]
    timeline: Timeline
    companions: Mapping[Kind, tuple[Companion, ...]]
    evidence: tuple[Proof, ...]
    generation: GenerationInfo


def entity_page(searcher: Searcher, identifier: str) -> EntityPage:
    """What the archive holds of an entity, also under an id that was merged into it.

    Raises `EntityNotFoundError` for an unknown id and a name that links to nobody.
    """
    entity = searcher.names().get(identifier)
    if entity is None:
        raise EntityNotFoundError(identifier)
    request = SearchRequest(
        tree=And((HasValue(str(entity.kind), entity.id), NEWEST)),
        sort=Sort.NEWEST,
        limit=PROOFS,
        aggregations=(*_ACTORS.values(), _LANGUAGES, _DAYS),
        documents=True,
    )
    result = searcher.search(request)
    return EntityPage(
        entity=entity,
        total=result.total,
        languages={language.value: language.count for language in result.counts(_LANGUAGES).values},
        timeline=timeline(result.counts(_DAYS), None, None),
        companions={
            kind: _companions(result.counts(facet), entity, searcher)
            for kind, facet in _ACTORS.items()
        },
        evidence=tuple(_evidence(result.documents, entity)),
        generation=searcher.info(),
    )


def _companions(counts: FacetCounts, entity: Entity, searcher: Searcher) -> tuple[Companion, ...]:
    """Entities in the same articles, by how many they share."""
    names = searcher.names()
    known = (
        (names.get(counted.value), counted.count) for counted in counts.values if counted.count
    )
    others = [
        Companion(companion, n)
        for companion, n in known
        if companion is not None and companion.id != entity.id
    ]
    return tuple(others[:COMPANIONS])


def _evidence(documents: Iterable[Document], entity: Entity) -> Iterable[Proof]:
    """The first mention in each article, and why it is one."""
    for document in documents:
        mentions = [mention for mention in document.mentions if mention.entity == entity.id]
        if mentions:
            yield Proof(document.article.id, document.article.title, mentions[0])
