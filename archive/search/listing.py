"""Values of facets with their names: those shown beside results, and lists of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.model.aggregations import FacetCount, FacetCounts, FacetValues
from archive.model.entity import candidate_name
from archive.model.fields import ENTITY_FACETS
from archive.model.language import LANGUAGES
from archive.model.result import GenerationInfo, SearchRequest
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan
from archive.search.edition import Edition
from archive.search.page import ShownFacet, ShownValue
from archive.text.folding import fold_text
from archive.text.readings import pinyin

#: Values on one page of a list.
LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class FacetPage:
    """A page of all values of a facet under a search, by count.

    `parameters` are those of the search, whose `page` is that of the values; `contains` is what the
    names of the values listed hold, "" for anything; `matching` is how many do.
    """

    parameters: SearchParameters
    facet: str
    contains: str
    matching: int
    size: int
    values: tuple[ShownValue, ...]
    generation: GenerationInfo

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.matching // self.size))


def shown_facet(
    facet: str, counts: FacetCounts, parameters: SearchParameters, edition: Edition
) -> ShownFacet:
    """The counted values of a facet with their names."""
    return ShownFacet(_shown(facet, counts.values, parameters, edition), counts.distinct)


def facet_page(edition: Edition, plan: Plan, facet: str, contains: str) -> FacetPage:
    """A page of all values of a facet under a search, of which a name holds `contains`.

    Names are compared folded, Han characters also by their Pinyin.
    """
    asked = FacetValues(facet, max(1, len(edition.values(facet))))
    request = SearchRequest(plan.strict.tree, filters=plan.filters, limit=0, aggregations=(asked,))
    counted = edition.search(request).counts(asked).values
    wanted = _plain(contains)
    if wanted:
        counted = tuple(one for one in counted if _holds(facet, one.value, wanted, edition))
    start = (plan.parameters.page - 1) * LISTED
    return FacetPage(
        parameters=plan.parameters,
        facet=facet,
        contains=contains,
        matching=len(counted),
        size=LISTED,
        values=_shown(facet, counted[start : start + LISTED], plan.parameters, edition),
        generation=edition.info(),
    )


def _plain(text: str) -> str:
    """A text folded, without spaces: nobody knows where a name written in Pinyin has them."""
    return "".join(fold_text(text).split())


def _holds(facet: str, value: str, wanted: str, edition: Edition) -> bool:
    entity = edition.names().get(value) if facet in ENTITY_FACETS else None
    names = entity.all_names() if entity else (candidate_name(value) or value,)
    plain = [_plain(name) for name in names]
    if any(wanted in name for name in plain):
        return True
    return wanted.isascii() and any(wanted in pinyin(name) for name in plain)


def _shown(
    facet: str, counted: Iterable[FacetCount], parameters: SearchParameters, edition: Edition
) -> tuple[ShownValue, ...]:
    included = parameters.included.get(facet, ())
    excluded = parameters.excluded.get(facet, ())
    names = edition.names()
    values = []
    for one in counted:
        entity = names.get(one.value) if facet in ENTITY_FACETS else None
        labels = {
            language: entity.label(language) if entity else candidate_name(one.value) or one.value
            for language in LANGUAGES
        }
        values.append(
            ShownValue(one.value, labels, one.count, one.value in included, one.value in excluded)
        )
    return tuple(values)
