"""Did you mean: corrections of a query with what each finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log
from typing import Final

from archive.query.compile import Compiled
from archive.query.corrections import FEW, Correction, corrections
from archive.query.plan import Plan, make_plan
from archive.search.edition import Edition
from archive.search.page import ShownCorrection

#: So many corrections are shown at most.
MOST: Final = 3

#: A correction is shown after the likeliest one where it is less likely by no more than this
#: (`Correction.weight`).
BEHIND: Final = 3.0


def did_you_mean(
    edition: Edition, plan: Plan, total: int, left: int
) -> tuple[ShownCorrection, ...]:
    """Queries that a reader may have meant, the likeliest first, each with what it finds.

    Each is read and filtered as the query of the plan is, finds more than its `total`, and takes
    no more than `left` steps.
    """
    found = total > FEW
    if found and not _is_cut(plan.reading):
        return ()
    query = plan.parameters.q
    meant = corrections(query, edition, found=found)
    counted = _counted(edition, plan, meant, total, left)
    if meant and not counted:
        # Perhaps two parts are misspelt, and nothing is found before both are corrected.
        again = corrections(meant[0].query, edition, found=found)
        both = [
            Correction(query.strip(), each.query, each.query, meant[0].weight + each.weight)
            for each in again
        ]
        counted = _counted(edition, plan, both, total, left)
    weighed = [(log(count) + correction.weight, count, correction) for count, correction in counted]
    weighed.sort(key=lambda row: (-row[0], row[2].query))
    return tuple(
        ShownCorrection(correction.source, correction.target, correction.query, count)
        for weight, count, correction in weighed[:MOST]
        if weight >= weighed[0][0] - BEHIND
    )


def _is_cut(reading: Compiled) -> bool:
    """Whether a Han run was read as several words, which a misspelt name may have become."""
    return " + " in reading.read_as


def _counted(
    edition: Edition, plan: Plan, meant: Sequence[Correction], total: int, left: int
) -> list[tuple[int, Correction]]:
    """The corrections that find more than `total`, with how many articles each finds.

    One that takes too many steps is left out.
    """
    counted = []
    for correction in meant:
        other = make_plan(replace(plan.parameters, q=correction.query), edition)
        if edition.work((other.strict.tree,))[0].find <= left:
            count = edition.count(other.strict.tree, other.filters)
            if count > total:
                counted.append((count, correction))
    return counted
