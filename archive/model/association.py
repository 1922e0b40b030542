"""Whether two things stand in the same articles more often than chance would have it.

The measure is the log-likelihood ratio G² of a table of two by two: T. Dunning, "Accurate methods
for the statistics of surprise and coincidence", Computational Linguistics 19 (1993), pages 61-74.
Unlike pointwise mutual information it does not put what is rare first, and unlike a plain count it
does not put first what is in every article anyway.
"""

from __future__ import annotations

from math import log
from typing import Final

#: Fewer articles in common prove nothing: one report and its translation are two.
LEAST_TOGETHER: Final = 3

#: A weight below this is likely to be chance: 3.84 is the 0.95 quantile of chi-squared with one
#: degree of freedom, which G² follows where two things have nothing to do with each other. The few
#: that are listed weigh far more in a large archive, and hardly more in one of 200 articles.
LEAST_WEIGHT: Final = 3.84


def log_likelihood(together: int, one: int, other: int, every: int) -> float:
    """G² of how often two things stand together; 0 where that is no more than by chance.

    Of `every` article `one` have the first thing, `other` the second, and `together` both.
    """
    if together * every <= one * other:
        return 0.0
    cells = (
        (together, one * other),
        (one - together, one * (every - other)),
        (other - together, (every - one) * other),
        (every - one - other + together, (every - one) * (every - other)),
    )
    return 2 * sum(seen * log(seen * every / chance) for seen, chance in cells if seen)
