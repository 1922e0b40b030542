"""Scores of matching documents: sums in the order of the ranking, in float64, cast to 32 bits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.best import ROUNDED, best_rows, kth_highest
from archive.engine.whoosh.evaluate import Evaluator
from archive.engine.whoosh.scored import ScoredTerms
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.statistics import Statistics
from archive.model.query import Bonus, Ranking

#: Of more documents it pays to find those first that may be among the best.
MANY_SCORED: Final = 500


class Scores(NamedTuple):
    """The score of each document, and what the last of those that are wanted has at least."""

    values: Array
    least: float


def score(
    segment: Segment,
    docs: Array,
    ranking: Ranking,
    statistics: Statistics,
    evaluator: Evaluator,
    most: int | None = None,
    least: float = -np.inf,
) -> Scores:
    """The score of each of `docs` (ascending), as float32.

    With `most` only so many of the highest are wanted, and nothing below `least`: the scores of
    others may be lower than they are.
    """
    sums = np.zeros(len(docs))
    if not len(docs) or not (ranking.terms or ranking.bonuses):
        return Scores(sums.astype(np.float32), least)
    scored = ScoredTerms(segment, ranking.terms, statistics)
    values = [bonus.value for bonus in ranking.bonuses]
    raising = all(value >= 0 for value in (*values, *scored.factors.tolist()))
    rows = np.arange(len(docs))
    if most is not None and raising and len(docs) > max(most, MANY_SCORED):

        def bonus_of(some: Array) -> Array:
            return _highest(some, ranking.bonuses, evaluator)

        rows, sums = best_rows(scored, docs, most, least, (sum(values), bonus_of))
    else:
        most = None
        scored.add(sums, docs, np.arange(len(scored.numbers)))
    sums[rows] = _with_bonuses(docs[rows], sums[rows], ranking.bonuses, evaluator, most)
    if most is not None and len(rows) >= most:
        least = max(least, kth_highest(sums[rows], most))
    return Scores(sums.astype(np.float32), least)


def _highest(docs: Array, bonuses: Sequence[Bonus], evaluator: Evaluator) -> Array:
    """What bonuses may add to each of some documents."""
    highest = np.zeros(len(docs))
    for bonus in bonuses:
        highest[docs.searchsorted(evaluator.likely(bonus.node, docs))] += bonus.value
    return highest


def _with_bonuses(
    docs: Array, sums: Array, bonuses: Sequence[Bonus], evaluator: Evaluator, most: int | None
) -> Array:
    """Sums with what bonuses add; with `most`, those that cannot be among the best may lack it."""
    likely = [docs] * len(bonuses)
    if most is not None and bonuses and len(docs) > max(most, MANY_SCORED):
        likely = _likely(docs, sums, bonuses, evaluator, most)
    for bonus, may_have in zip(bonuses, likely, strict=True):
        having = evaluator.docs(bonus.node, may_have)
        sums[docs.searchsorted(having)] += bonus.value
    return sums


def _likely(
    docs: Array, sums: Array, bonuses: Sequence[Bonus], evaluator: Evaluator, most: int
) -> list[Array]:
    """For each bonus the documents that may have it, of those that may be among the `most` best.

    Which documents hold all tokens of a phrase is known much faster than in which they stand as
    they should; and few of these could come first if they did.
    """
    may_have = [evaluator.likely(bonus.node, docs) for bonus in bonuses]
    highest = sums.copy()
    for bonus, holding in zip(bonuses, may_have, strict=True):
        highest[docs.searchsorted(holding)] += bonus.value
    left = docs[highest >= kth_highest(sums, most) - ROUNDED]
    return [evaluator.both(holding, left) for holding in may_have]
