"""What a reader asked, read once: the only way from parameters to what is asked of an engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.model.fields import STORY
from archive.model.query import NEWEST, And, Days, FacetFilter, Mentions, Node, Ranking, Undated
from archive.model.result import Sort
from archive.query.compile import Compiled, compile_query, query_tree
from archive.query.days import DaySpan, Newsroom
from archive.query.holdings import Holdings
from archive.query.names import Expansion
from archive.query.parameter_table import COPY_CHOICES
from archive.query.parameters import SearchParameters


def interval(first: DaySpan | None, last: DaySpan | None) -> tuple[int | None, int | None]:
    """Two bounds as ordinals, both ends inclusive."""
    return first.first.toordinal() if first else None, last.last.toordinal() if last else None


def narrowing(parameters: SearchParameters) -> Node | None:
    """What the parameters ask of versions and of days, published or mentioned; None for nothing."""
    parts: list[Node] = [] if parameters.versions == "all" else [NEWEST]
    if parameters.first or parameters.last:
        parts.append(Days(*interval(parameters.first, parameters.last)))
    elif parameters.undated == "no":
        parts.append(Days(None, None))
    if parameters.undated == "only":
        parts.append(Undated())
    if parameters.mentioned_first or parameters.mentioned_last:
        parts.append(Mentions(*interval(parameters.mentioned_first, parameters.mentioned_last)))
    return And(tuple(parts)) if parts else None


@dataclass(frozen=True, slots=True)
class Question:
    """A query tree with its ranking."""

    tree: Node
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked, under `parameters` that name its entities as they are now.

    `strict` finds the articles that match, `relaxed` those that match nearly, without the former;
    it is None where nothing is relaxed. Both hold what is asked of days and versions, `within`;
    `filters` hold for both. `reading` says how the query was read.
    """

    parameters: SearchParameters
    strict: Question
    relaxed: Question | None
    filters: tuple[FacetFilter, ...]
    within: Node | None
    sort: Sort
    reading: Compiled

    @property
    def collapse(self) -> str | None:
        """What hits fold by."""
        return STORY if self.parameters.copies == COPY_CHOICES[0] else None

    def narrowed(self, *nodes: Node) -> Node:
        """Articles in all of these nodes, of the days and versions asked for."""
        return And((*nodes, *(() if self.within is None else (self.within,))))


def unversioned(plan: Plan) -> Node:
    """Articles that match, in any version."""
    within = narrowing(plan.parameters.with_versions("all"))
    return plan.reading.tree if within is None else And((plan.reading.tree, within))


def strict_tree(parameters: SearchParameters, holdings: Holdings) -> Node:
    """The tree alone of the strict question of a plan."""
    parameters = parameters.redirected(holdings.names().redirects)
    tree = query_tree(parameters.q, holdings, parameters.expansion, parameters.newsroom)
    within = narrowing(parameters)
    return tree if within is None else And((tree, within))


#: Reads a query as `compile_query` does.
ReadQuery = Callable[[str, Holdings, Expansion, Newsroom], Compiled]


def make_plan(
    parameters: SearchParameters, holdings: Holdings, read: ReadQuery = compile_query
) -> Plan:
    """Read what a reader asked; an edition is what is held, and `read` reads the query."""
    parameters = parameters.redirected(holdings.names().redirects)
    compiled = read(parameters.q, holdings, parameters.expansion, parameters.newsroom)
    within = narrowing(parameters)

    def question(tree: Node, ranking: Ranking) -> Question:
        return Question(tree if within is None else And((tree, within)), ranking)

    near = compiled.relaxed if parameters.relax else None
    relaxed = None
    if near is not None:
        terms, bonuses = compiled.ranking.terms, compiled.ranking.bonuses
        ranking = Ranking((*terms, *near.terms), (*bonuses, *near.bonuses))
        relaxed = question(near.node, ranking)
    return Plan(
        parameters=parameters,
        strict=question(compiled.tree, compiled.ranking),
        relaxed=relaxed,
        filters=parameters.filters(),
        within=within,
        sort=parameters.order,
        reading=compiled,
    )
