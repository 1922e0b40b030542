"""What the archive holds of one person, organisation or event: for its page and the API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from archive.engine.searcher import Searcher
from archive.errors import EntityNotFoundError
from archive.model.aggregations import FacetCounts, FacetValues, PublicationDays
from archive.model.article import Document
from archive.model.entity import ACTORS, Entity
from archive.model.query import HasValue
from archive.model.result import SearchRequest, Sort
from archive.search.page import Companion, EntityPage, Evidence
from archive.search.timeline import timeline

#: How many of each kind that appear with it are told, and how many articles as proof.
COMPANIONS: Final = 20
PROOFS: Final = 10

# One more, for the entity itself is among them.
_ACTORS: Final = {kind: FacetValues(str(kind), COMPANIONS + 1) for kind in ACTORS}
_LANGUAGES: Final = FacetValues("language", COMPANIONS + 1)
_DAYS: Final = PublicationDays()


def entity_page(searcher: Searcher, identifier: str) -> EntityPage:
    """What is held of an entity, also under an id that was merged into it.

    Raises `EntityNotFoundError` for an unknown id and a name that links to nobody.
    """
    entity = searcher.names().get(identifier)
    if entity is None:
        raise EntityNotFoundError(identifier)
    request = SearchRequest(
        tree=HasValue(str(entity.kind), entity.id),
        sort=Sort.NEWEST,
        limit=PROOFS,
        aggregations=(*_ACTORS.values(), _LANGUAGES, _DAYS),
        documents=True,
    )
    found = searcher.search(request)
    return EntityPage(
        entity=entity,
        total=found.total,
        languages={one.value: one.count for one in found.counts(_LANGUAGES).values},
        timeline=timeline(found.counts(_DAYS), None, None),
        companions={
            kind: _companions(found.counts(asked), entity, searcher)
            for kind, asked in _ACTORS.items()
        },
        evidence=tuple(_evidence(found.documents, entity)),
        generation=searcher.info(),
    )


def _companions(counts: FacetCounts, entity: Entity, searcher: Searcher) -> tuple[Companion, ...]:
    """Entities in the same articles, by how many they share."""
    names = searcher.names()
    known = ((names.get(one.value), one.count) for one in counts.values if one.count)
    others = [Companion(one, n) for one, n in known if one is not None and one.id != entity.id]
    return tuple(others[:COMPANIONS])


def _evidence(documents: Iterable[Document], entity: Entity) -> Iterable[Evidence]:
    """The first mention in each article, and why it is one."""
    for document in documents:
        mentions = [one for one in document.mentions if one.entity == entity.id]
        if mentions:
            yield Evidence(document.article.id, document.article.title, mentions[0])
