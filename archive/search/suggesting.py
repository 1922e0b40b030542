"""Did you mean: corrections of a query with what each finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log
from typing import Final

from archive.model.query import Nothing
from archive.query.corrections import MOST_CORRECTED, Correction, corrections
from archive.query.days_typed import days_in
from archive.query.plan import Plan, strict_tree
from archive.query.syntax import Word, parts_of
from archive.search.edition import Edition
from archive.search.told import ShownCorrection, ShownDay
from archive.text.phrases import quoted_spans

#: So many corrections are shown at most.
MOST_SHOWN: Final = 3

#: What an article has all of is not misspelt where it is of so many words.
LONG: Final = 6

#: A correction is shown after the likeliest one where that is likelier by e to this power at most.
BEHIND: Final = 3.0


def did_you_mean(
    edition: Edition, plan: Plan, total: int, left: int
) -> tuple[ShownCorrection, ...]:
    """Queries that a reader may have meant, the likeliest first, each with what it finds.

    Each is read and filtered as the query of the plan is, finds more than its `total`, and takes
    no more than `left` steps.
    """
    found = total > MOST_CORRECTED
    query = plan.parameters.q
    if (found and not _is_cut(query, edition)) or (total and _is_of_article(plan)):
        return ()
    if plan.reading.pasted:
        return ()  # what nearly matches it is listed instead
    meant = corrections(query, edition, found=found)
    counted = _counted(edition, plan, meant, total, left)
    if meant and not counted:
        # Perhaps two parts are misspelt, and nothing is found before both are corrected.
        again = corrections(meant[0].query, edition, found=found)
        both = [
            Correction(query.strip(), each.query, each.query, meant[0].slip + each.slip)
            for each in again
        ]
        counted = _counted(edition, plan, both, total, left)
    weighed = [(log(count) + correction.slip, count, correction) for count, correction in counted]
    weighed.sort(key=lambda row: (-row[0], row[2].query))
    return tuple(
        ShownCorrection(correction.source, correction.target, correction.query, count)
        for weight, count, correction in weighed[:MOST_SHOWN]
        if weight >= weighed[0][0] - BEHIND
    )


def _is_of_article(plan: Plan) -> bool:
    """Whether a query asks for so many words that an article with all of them has them as meant."""
    syntax = plan.reading.syntax
    parts = parts_of(syntax) if syntax is not None else ()
    return sum(isinstance(part, Word) for part in parts) >= LONG


def _is_cut(query: str, edition: Edition) -> bool:
    """Whether a Han run is read as several words, which a misspelt name may have become."""
    parts = edition.words.segmenter.best_parts
    return any(span.han and len(parts(span.text)) > 1 for span in quoted_spans(query))


def days_typed(edition: Edition, plan: Plan, left: int) -> tuple[ShownDay, ...]:
    """The days that the query of a plan names, as days of publication and as days mentioned.

    Those that find nothing, or take more than `left` steps, are left out. A pasted text has days of
    its own, and everything else in it already finds its article.
    """
    syntax = None if plan.reading.pasted else plan.reading.syntax
    days = days_in(syntax, plan.parameters.newsroom) if syntax is not None else []
    queries = [query for day in days for query in (day.published, day.mentioned)]
    counts = dict(zip(queries, _counts(edition, plan, queries, left), strict=True))
    return tuple(
        ShownDay(
            day.source,
            day.day,
            day.published,
            counts[day.published],
            day.mentioned,
            counts[day.mentioned],
        )
        for day in days
        if counts[day.published] or counts[day.mentioned]
    )


def _counts(edition: Edition, plan: Plan, queries: Sequence[str], left: int) -> list[int]:
    """How many articles each query finds under the filters of a plan; 0 where that is much work."""
    asked = [strict_tree(replace(plan.parameters, q=query), edition) for query in queries]
    works = edition.work(asked)
    trees = [
        tree if work.find <= left else Nothing() for tree, work in zip(asked, works, strict=True)
    ]
    return list(edition.count_many(trees, plan.filters)) if trees else []


def _counted(
    edition: Edition, plan: Plan, meant: Sequence[Correction], total: int, left: int
) -> list[tuple[int, Correction]]:
    """The corrections that find more than `total`, with how many articles each finds.

    One that takes too many steps is left out.
    """
    counts = _counts(edition, plan, [correction.query for correction in meant], left)
    return [(n, each) for each, n in zip(meant, counts, strict=True) if n > total]
