"""What files and feeds add of the other language where that is asked for: `across=words`."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.query import And, FacetFilter, HasValue, Node, Not, Or
from archive.query.across import Across
from archive.query.parameter_table import ACROSS_CHOICES
from archive.query.plan import Plan
from archive.search.across import asked_across
from archive.search.edition import Edition


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Articles that have every term of a query in the other language.

    `tree` and `filters` find them, without any that the search finds by itself.
    """

    across: Across
    tree: Node
    filters: tuple[FacetFilter, ...]


def added_language(edition: Edition, plan: Plan) -> OtherLanguage | None:
    """What a search adds; None where that is not asked for, or nothing can be asked."""
    if plan.parameters.across not in ACROSS_CHOICES[1:]:
        return None
    across = asked_across(edition, plan)
    if across is None or not across.nodes:
        return None
    tree = And((plan.narrowed(across.whole), Not(own_tree(plan))))
    return OtherLanguage(across, tree, across.filters(plan.filters))


def own_tree(plan: Plan) -> Node:
    """What a search finds by itself under the filters that both languages have."""
    chosen = [choice for choice in plan.filters if choice.facet == "language"]
    included = [Or(_languages(choice.include)) for choice in chosen if choice.include]
    excluded = [Not(Or(_languages(choice.exclude))) for choice in chosen if choice.exclude]
    return And((plan.strict.tree, *included, *excluded))


def _languages(values: tuple[str, ...]) -> tuple[Node, ...]:
    return tuple(HasValue("language", value) for value in values)
