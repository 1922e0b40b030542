"""Why nothing is found: what the search finds without each of its words and filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from archive.model.query import And, Everything, Node
from archive.model.result import SearchRequest
from archive.query.active import active_filters
from archive.query.plan import Plan, narrowing
from archive.search.edition import Edition
from archive.search.page import ShownWithout
from archive.search.told import ShownPart

#: So many filters are left out at most, each by itself.
MOST_LEFT_OUT: Final = 20


def found_without(
    edition: Edition, plan: Plan, parts: tuple[ShownPart, ...], left: int
) -> tuple[ShownWithout, ...]:
    """What a plan that finds nothing finds with one of its words or its filters less.

    `parts` are those of the query, which are counted already. Where counting the others would take
    more than `left` steps they are left out.
    """
    words = tuple(_without_words(plan, parts))
    fewer = list(_without_filters(plan))[: MOST_LEFT_OUT + 1]
    trees = [_tree(plan, reduced) for reduced in fewer]
    if sum(work.find for work in edition.work(trees)) > left:
        return words
    requests = [
        SearchRequest(tree, filters=reduced.parameters.filters(), limit=0)
        for tree, reduced in zip(trees, fewer, strict=True)
    ]
    results = edition.search_many(requests) if requests else ()
    counted = zip(fewer, results, strict=True)
    return (*words, *(replace(reduced, count=result.total) for reduced, result in counted))


def _without_words(plan: Plan, parts: tuple[ShownPart, ...]) -> Iterator[ShownWithout]:
    texts = [part.text for part in parts]
    for number, part in enumerate(parts):
        rest = " ".join(texts[:number] + texts[number + 1 :])
        yield ShownWithout("word", part.text, plan.parameters.with_query(rest), part.without)


def _without_filters(plan: Plan) -> Iterator[ShownWithout]:
    """The whole query left out, then each filter; nothing where there is no filter."""
    parameters = plan.parameters
    filters = active_filters(parameters)
    if filters and parameters.q.strip():
        yield ShownWithout("query", parameters.q.strip(), parameters.with_query(""))
    for active in filters:
        yield ShownWithout(active.kind, active.value, active.without)


def _tree(plan: Plan, reduced: ShownWithout) -> Node:
    """What finds the articles of a search with one thing less."""
    tree = Everything() if reduced.kind == "query" else plan.reading.tree
    within = narrowing(reduced.parameters)
    return tree if within is None else And((tree, within))
