"""Stories: articles with all their versions, and with the copies that others printed.

Copies are texts that are the same or nearly, whatever their script, published three days apart at
most; a short report and the longer one that it grew into on its day are copies too. What a source
repeats on another day is a copy only where it is a whole story dated anew, not a notice or a form
that is filled in again.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from archive.corpus.pairs import alike, common_shares, components, in_common, sizes_of
from archive.corpus.versions import FIGURES_KEPT, STORY_HASHES, version_pairs
from archive.engine.grouping import StoryGroupColumns, TraitColumn, TraitColumns

#: Days between copies.
COPY_DAYS: Final = 3

#: So much of both texts is the same where they are copies: of one source, and of two. What two
#: sources say in so many words came from one of them or from an agency; one source writes much
#: again when a story goes on.
_OF_ONE: Final = 0.5
_OF_TWO: Final = 0.45

#: And of what one source says on two days.
_ANEW: Final = 0.7

#: A text that holds so much of a shorter one of its day is that one grown, if so many hashes tell.
_HELD: Final = 0.65
_LEAST_HELD: Final = 10

#: Texts of one source that are about as long as each other and have less than this in common are a
#: form that was filled in twice, where they do not even share so many of their figures.
_FORM: Final = 0.8
_AS_LONG: Final = 0.85
_FIGURES_HELD: Final = 0.67

#: A text of fewer hashes is a form with other names in it, unless the headlines share so much.
_SHORT: Final = 40
_WORDS: Final = 0.3


#: Of equal texts, each is paired with so many that follow it: what one source repeats on another
#: day is no pair, and what others print stands between.
_EQUAL: Final = 16


def _by_text(traits: TraitColumns) -> TraitColumn:
    """The articles with a day and a text: equal texts together, by day, source and id."""
    having = np.flatnonzero((traits.body != 0) & (traits.day != 0))
    columns = (traits.place, traits.source, traits.day, traits.body)
    order: TraitColumn = having[np.lexsort([column[having] for column in columns])]
    return order


def _equal(traits: TraitColumns, order: TraitColumn) -> TraitColumn:
    """Pairs of articles near each other in time with equal texts."""
    pairs = [np.zeros((0, 2), np.int64)]
    for step in range(1, 1 + _EQUAL):
        before, after = order[:-step], order[step:]
        near = traits.day[after].astype(np.int64) - traits.day[before] <= COPY_DAYS
        chosen = near & (traits.body[before] == traits.body[after])
        pairs.append(np.stack([before[chosen], after[chosen]], axis=1))
    return np.concatenate(pairs)


def _different(traits: TraitColumns, order: TraitColumn) -> TraitColumn:
    """Of the articles with one text, source and day the first, for all of them."""
    first = np.zeros(len(order), bool)
    first[:1] = True
    for column in (traits.body, traits.day, traits.source):
        first[1:] |= column[order[1:]] != column[order[:-1]]
    return np.sort(order[first])


def _allowed(traits: TraitColumns, pairs: TraitColumn) -> TraitColumn:
    """The pairs that may be copies: no notices that one source repeats, nor short forms."""
    left, right = pairs.T
    least = np.minimum(sizes_of(traits, left), sizes_of(traits, right))
    again = _one_source(traits, pairs) & (traits.day[left] != traits.day[right])
    again[again] = (least[again] < STORY_HASHES) | (
        common_shares(traits.numbers, pairs[again]) < FIGURES_KEPT
    )
    pairs, least = pairs[~again], least[~again]
    left, right = pairs.T
    short = least < _SHORT
    headlines = (traits.headline[left] == traits.headline[right]) & (traits.headline[left] != 0)
    words = np.ones(len(pairs))
    words[short] = common_shares(traits.words, pairs[short])
    allowed: TraitColumn = pairs[~short | headlines | (words >= _WORDS)]
    return allowed


def _one_source(traits: TraitColumns, pairs: TraitColumn) -> TraitColumn:
    left, right = pairs.T
    one: TraitColumn = (traits.source[left] == traits.source[right]) & (traits.source[left] != 0)
    return one


def _near(traits: TraitColumns, pairs: TraitColumn) -> TraitColumn:
    """The pairs of which so much is the same that one is a copy of the other, or has grown."""
    left, right = pairs.T
    of_one, of_a_day = _one_source(traits, pairs), traits.day[left] == traits.day[right]
    least = np.where(of_one, _OF_ONE, _OF_TWO)
    least[of_one & ~of_a_day] = _ANEW
    common = in_common(traits.sketch, pairs, traits.most)
    shares, sizes = common.shares(), np.stack([common.left, common.right])
    grown = of_a_day & (common.held() >= _HELD) & (common.both >= _LEAST_HELD)
    forms = of_one & (shares < _FORM) & (sizes.min(axis=0) >= _AS_LONG * sizes.max(axis=0))
    forms[forms] = in_common(traits.numbers, pairs[forms]).held() < _FIGURES_HELD
    near: TraitColumn = pairs[((shares >= least) | grown) & ~forms]
    return near


def copy_pairs(traits: TraitColumns) -> TraitColumn:
    """Pairs of articles of which one is a copy of the other, as rows of two."""
    order = _by_text(traits)
    equal = _allowed(traits, _equal(traits, order))
    pairs = _allowed(traits, alike(traits, COPY_DAYS, _different(traits, order)))
    return np.concatenate([equal, _near(traits, pairs)])


def _numbered(least: TraitColumn) -> TraitColumn:
    """Groups of two and more by numbers from 1 on, in the order of their first articles, or 0."""
    firsts, sizes = np.unique(least, return_counts=True)
    numbers = np.zeros(len(least), np.uint32)
    several = firsts[sizes > 1]
    numbers[several] = np.arange(1, len(several) + 1, dtype=np.uint32)
    of_article: TraitColumn = numbers[least]
    return of_article


class StoryGroups:
    """See `archive.engine.grouping.Grouping`."""

    def groups(self, traits: TraitColumns, /) -> StoryGroupColumns:
        """See `Grouping`."""
        count = len(traits.day)
        versions = version_pairs(traits)
        of_version = components(count, versions)
        every = np.concatenate([versions, copy_pairs(traits)])
        story = _numbered(components(count, every))
        numbers = _numbered(of_version)
        # The newest of versions comes last: by time, then by the numbers in ids, then by id.
        times = (traits.place, traits.number, traits.revision, traits.instant)
        order = np.lexsort((*times, of_version))
        older = np.zeros(count, bool)
        before = np.full(count, -1, np.int64)
        follows = of_version[order[:-1]] == of_version[order[1:]]
        older[order[:-1][follows]] = True
        before[order[1:][follows]] = order[:-1][follows]
        return StoryGroupColumns(story, numbers, older, before)
