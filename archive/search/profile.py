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
    result = searcher.search(request)
    return EntityPage(
        entity=entity,
        total=result.total,
        languages={value.value: value.count for value in result.counts(_LANGUAGES).values},
        timeline=timeline(result.counts(_DAYS), None, None),
        companions={
            kind: _companions(result.counts(asked), entity, searcher)
            for kind, asked in _ACTORS.items()
        },
        evidence=tuple(_evidence(result.documents, entity)),
        generation=searcher.info(),
    )


def _companions(counts: FacetCounts, entity: Entity, searcher: Searcher) -> tuple[Companion, ...]:
    """Entities in the same articles, by how many they share."""
    names = searcher.names()
    known = ((names.get(value.value), value.count) for value in counts.values if value.count)
    others = [
        Companion(act, count) for act, count in known if act is not None and act.id != entity.id
    ]
    return tuple(others[:COMPANIONS])


def _evidence(documents: Iterable[Document], entity: Entity) -> Iterable[Evidence]:
    """The first mention in each article, and why it is one."""
    for document in documents:
        mentions = [mention for mention in document.mentions if mention.entity == entity.id]
        if mentions:
            yield Evidence(document.article.id, document.article.title, mentions[0])
