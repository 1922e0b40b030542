"""What a reader asked, read once: the only way from parameters to what is asked of an engine."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.query import And, Days, FacetFilter, Mentions, Node, Ranking, Undated
from archive.model.result import Sort
from archive.query.compile import Compiled, compile_query, query_tree
from archive.query.days import DaySpan
from archive.query.holdings import Holdings
from archive.query.parameters import SearchParameters


def interval(first: DaySpan | None, last: DaySpan | None) -> tuple[int | None, int | None]:
    """Two bounds as ordinals, both ends inclusive."""
    return first.first.toordinal() if first else None, last.last.toordinal() if last else None


def day_filter(parameters: SearchParameters) -> Node | None:
    """What the parameters ask of days, published and mentioned; None for anything."""
    parts: list[Node] = []
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
    it is None where nothing is relaxed. Both hold what is asked of days, `days`; `filters` hold for
    both. `reading` says how the query was read.
    """

    parameters: SearchParameters
    strict: Question
    relaxed: Question | None
    filters: tuple[FacetFilter, ...]
    days: Node | None
    sort: Sort
    reading: Compiled

    def narrowed(self, *nodes: Node) -> Node:
        """Articles in all of these nodes, published on and mentioning the days asked for."""
        return And((*nodes, *(() if self.days is None else (self.days,))))


def strict_tree(parameters: SearchParameters, holdings: Holdings) -> Node:
    """The tree alone of the strict question of a plan."""
    parameters = parameters.redirected(holdings.names().redirects)
    tree = query_tree(parameters.q, holdings, parameters.expansion, parameters.newsroom)
    days = day_filter(parameters)
    return tree if days is None else And((tree, days))


def make_plan(parameters: SearchParameters, holdings: Holdings) -> Plan:
    """Read what a reader asked; an edition is what is held."""
    parameters = parameters.redirected(holdings.names().redirects)
    compiled = compile_query(parameters.q, holdings, parameters.expansion, parameters.newsroom)
    days = day_filter(parameters)

    def question(tree: Node, ranking: Ranking) -> Question:
        return Question(tree if days is None else And((tree, days)), ranking)

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
        days=days,
        sort=parameters.order,
        reading=compiled,
    )
