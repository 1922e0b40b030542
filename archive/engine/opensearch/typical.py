"""The terms by which some articles differ from others."""

from __future__ import annotations

from typing import Final

from archive.engine.opensearch.buckets import ask_counts
from archive.engine.opensearch.query import Matching, articles
from archive.engine.opensearch.schema import TYPICAL_FIELDS
from archive.engine.opensearch.together import Asking
from archive.model.association import LEAST_TOGETHER, LEAST_WEIGHT, log_likelihood
from archive.model.result import TypicalTerm

#: Weights that differ by less are equal.
_DIGITS: Final = 6


def ask_typical(
    field: str, tree: Matching, among: Matching, limit: int
) -> Asking[tuple[TypicalTerm, ...]]:
    """See `Searcher.typical`; raises ValueError for a field whose tokens are not kept so."""
    if field not in TYPICAL_FIELDS:
        raise ValueError(f"what is typical is known of {TYPICAL_FIELDS}, not of {field}")
    kept = f"tokens_{field}"
    one, together = yield from ask_counts(articles([tree]), kept, least=LEAST_TOGETHER)
    if not together:
        return ()
    every, everywhere = yield from ask_counts(articles([among]), kept, include=sorted(together))
    found = []
    for text, count in together.items():
        weight = round(log_likelihood(count, one, everywhere[text], every), _DIGITS)
        if weight >= LEAST_WEIGHT:
            found.append(TypicalTerm(text, count, everywhere[text], weight))
    return tuple(sorted(found, key=lambda term: (-term.weight, term.text))[:limit])
