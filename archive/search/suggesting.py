"""Did you mean: corrections of a query with what each finds."""

from __future__ import annotations

from dataclasses import replace
from math import log
from typing import Final

from archive.query.compile import Compiled
from archive.query.corrections import FEW, Correction, corrections
from archive.query.parser import parse
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
    tree = parse(plan.parameters.q).tree
    found = total > FEW
    if tree is None or (found and not _is_cut(plan.reading)):
        return ()
    counted = [
        (count, correction)
        for correction in corrections(tree, edition, found=found)
        if (count := _count(edition, plan, correction, left)) > total
    ]
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


def _count(edition: Edition, plan: Plan, correction: Correction, left: int) -> int:
    """How many articles a correction finds; 0 for one that takes too many steps."""
    meant = make_plan(replace(plan.parameters, q=correction.query), edition)
    if edition.work((meant.strict.tree,))[0].find > left:
        return 0
    return edition.count(meant.strict.tree, meant.filters)
