"""The facets of the archive, a row each: all that filters, counts or lists them reads this table.

What the index keeps of a document, filters and query fields, counts, the options of commands and
the groups of a page follow from a row; `archive.web.wording` adds the one word a page shows.
A new, removed or changed row changes the index, so it raises the format of engines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from archive.model.article import Document
from archive.model.entity import Kind


@dataclass(frozen=True, slots=True)
class Facet:
    """What articles are filtered and counted by.

    `name` is what it is called in an address, an answer, a command and the index; `field` stands
    before a colon in a query, "" where a query has no field for it. `values` gives a document's
    values in any order, "" for none. `single`: no article has more than one. `kind` is the kind of
    entity that its values are, None for plain texts.
    """

    name: str
    field: str
    values: Callable[[Document], Iterable[str]]
    single: bool = False
    kind: Kind | None = None


def _entities(kind: Kind) -> Facet:
    """The entities of one kind that articles mention."""

    def values(document: Document) -> Iterable[str]:
        return (mention.entity for mention in document.mentions if mention.kind == kind)

    return Facet(str(kind), kind.field, values, kind=kind)


#: In the order in which they are shown.
FACETS: Final = (
    *map(_entities, Kind),
    Facet("language", "lang", lambda document: (str(document.article.language),), single=True),
    Facet("source", "source", lambda document: (document.article.source,), single=True),
    Facet("section", "section", lambda document: (document.article.section or "",), single=True),
    Facet("author", "author", lambda document: document.article.authors),
    Facet("agency", "agency", lambda document: (document.article.agency,), single=True),
)

#: The same by name, and those that a query has a field for by that.
BY_NAME: Final = {facet.name: facet for facet in FACETS}
BY_FIELD: Final = {facet.field: facet for facet in FACETS if facet.field}


def facet_values(document: Document, facet: str) -> tuple[str, ...]:
    """The distinct values of one facet in a document, sorted; raises KeyError for no facet."""
    return tuple(sorted(set(BY_NAME[facet].values(document)) - {""}))
