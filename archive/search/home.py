"""What the first page shows of an archive: what to ask it, from what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from archive.model.aggregations import FacetValues, MonthGrid
from archive.model.entity import Entity
from archive.model.language import LANGUAGES
from archive.model.query import NEWEST
from archive.model.result import SearchRequest
from archive.query.parameters import SearchParameters
from archive.query.plan import make_plan
from archive.search.edition import Edition
from archive.search.page import Holding

#: Examples are made of so many of the people and organisations with the most articles.
_FOREMOST: Final = 6

_PEOPLE: Final = FacetValues("person", 5 * _FOREMOST)
_ORGANISATIONS: Final = FacetValues("organisation", 5 * _FOREMOST)


@dataclass(frozen=True, slots=True)
class Example:
    """A query that finds `count` articles.

    `kind` says what it shows: "name" (a person under every name), "together" (two people in one
    article) or "month" (an organisation in the last month that has any article of it).
    """

    kind: str
    query: str
    count: int


def examples(edition: Edition) -> Mapping[str, tuple[Example, ...]]:
    """Up to three queries for each language, in its names; none that finds nothing."""
    found = edition.search(SearchRequest(NEWEST, limit=0, aggregations=(_PEOPLE, _ORGANISATIONS)))
    people = _known(edition, (one.value for one in found.counts(_PEOPLE).values if one.count))
    bodies = _known(
        edition, (one.value for one in found.counts(_ORGANISATIONS).values if one.count)
    )
    return {
        language: tuple(_first_of_each_kind(edition, _asked(edition, people, bodies, language)))
        for language in LANGUAGES
    }


def _known(edition: Edition, values: Iterator[str]) -> list[Entity]:
    """The foremost entities, without names that link to nobody and names that may mislead."""
    entities = (edition.names().get(value) for value in values)
    plain = [one for one in entities if one is not None and one.resolved and _is_plain(one)]
    return plain[:_FOREMOST]


def _is_plain(entity: Entity) -> bool:
    return not {entity.label(language) for language in LANGUAGES} & set(entity.guarded)


def _asked(
    edition: Edition, people: Sequence[Entity], bodies: Sequence[Entity], language: str
) -> Iterator[tuple[str, str]]:
    """Kinds and queries that may find something, the best of each kind first."""
    for person in people:
        yield "name", person.label(language)
    for first, second in combinations([person.label(language) for person in people], 2):
        yield "together", f"{_as_words(first)} {_as_words(second)}"
    if edition.days:
        month = f"{edition.days[-1]:%Y-%m}"
        for body in bodies:
            yield "month", f"org:{_quoted(body.label(language))} date:{month}"


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _as_words(name: str) -> str:
    """A name among other words: plain ones are read under all its names, others need quotes."""
    plain = all(word.isalpha() and not word.isupper() for word in name.split())
    return name if plain else _quoted(name)


def _first_of_each_kind(edition: Edition, asked: Iterator[tuple[str, str]]) -> Iterator[Example]:
    """The first query of each kind that finds something."""
    done: set[str] = set()
    for kind, query in asked:
        if kind in done:
            continue
        plan = make_plan(SearchParameters(q=query), edition)
        count = edition.count(plan.strict.tree, plan.filters)
        if count:
            done.add(kind)
            yield Example(kind, query, count)


def holdings(edition: Edition) -> tuple[Holding, ...]:
    """How many articles there are of each source and month, by source, then month."""
    grid = MonthGrid("source")
    counts = edition.search(SearchRequest(NEWEST, limit=0, aggregations=(grid,))).counts(grid)
    dated = [Holding(cell.value, cell.month, cell.count) for cell in counts.cells]
    undated = [Holding(cell.value, "", cell.count) for cell in counts.undated]
    return tuple(sorted([*dated, *undated], key=lambda holding: (holding.source, holding.month)))
