"""Versions: what a source published again in the place of what it had published.

Articles of one source are versions of one where they have the same address, ids of one pattern or
the same headline, not more than two days from one to the next, or where one says that it replaces
another. A headline alone does not tell a corrected story from another instalment of a column or
the next day's figures: there, much of the text must be the same too.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from archive.corpus.pairs import common_shares, neighbours, sizes_of
from archive.engine.grouping import TraitColumn, TraitColumns

#: Days from one version to the next.
VERSION_DAYS: Final = 2

#: Of texts with one headline on one day, so much is the same where one is a version of the other.
_SAME_DAY: Final = 0.3

#: And on different days, where also so many of the figures are: tables of markets and of weather
#: keep half their words from day to day, and no figure.
_OTHER_DAY: Final = 0.5
FIGURES_KEPT: Final = 0.4

#: So many may have an address or an id in common and be quite different texts, as a flash and the
#: story that follows it are; of more it is the address of a page that lists what is new, unless
#: so much of the texts is the same.
_MOST_ALONE: Final = 3
_SOME: Final = 0.1

#: A text of fewer hashes that stands on another day too is a notice that is sent again, or a form
#: that is filled in with other figures; a longer one is a story that was dated anew or corrected.
STORY_HASHES: Final = 48


def _by_key(traits: TraitColumns, key: TraitColumn) -> TraitColumn:
    """Pairs of articles next to each other in time, of one source and with an equal key."""
    having = np.flatnonzero(key)
    order = having[
        np.lexsort((traits.place[having], traits.day[having], key[having], traits.source[having]))
    ]
    before, after = order[:-1], order[1:]
    same = (key[before] == key[after]) & (traits.source[before] == traits.source[after])
    near = traits.day[after].astype(np.int64) - traits.day[before] <= VERSION_DAYS
    dated = (traits.day[before] > 0) == (traits.day[after] > 0)
    chosen = same & near & dated
    pairs = np.stack([before[chosen], after[chosen]], axis=1)
    # How many have the key of each, in the order in which equal keys stand together.
    first = np.concatenate([[True], ~same])
    run = np.cumsum(first) - 1
    many = np.bincount(run, minlength=1)[run[:-1][chosen]] > _MOST_ALONE
    chosen_pairs: TraitColumn = pairs[~many | _have_much(traits, pairs)]
    return chosen_pairs


def _have_much(traits: TraitColumns, pairs: TraitColumn) -> TraitColumn:
    """Which pairs have a headline, or so much of their texts, in common."""
    left, right = pairs.T
    headline = (traits.headline[left] == traits.headline[right]) & (traits.headline[left] != 0)
    some: TraitColumn = headline | (common_shares(traits.sketch, pairs, traits.most) >= _SOME)
    return some


def _by_headline(traits: TraitColumns) -> TraitColumn:
    having = np.flatnonzero(
        (traits.headline != 0) & (traits.source != 0) & (traits.day != 0) & (traits.body != 0)
    )
    keys = traits.headline[having] ^ traits.source[having]
    pairs = neighbours(traits, keys, having, VERSION_DAYS)
    left, right = pairs.T
    same_source = traits.source[left] == traits.source[right]
    pairs = pairs[same_source & (traits.headline[left] == traits.headline[right])]
    left, right = pairs.T
    same_day = traits.day[left] == traits.day[right]
    equal = traits.body[left] == traits.body[right]
    common = common_shares(traits.sketch, pairs, traits.most)
    figures = common_shares(traits.numbers, pairs)
    is_story = sizes_of(traits, left) >= STORY_HASHES
    on_a_day = same_day & (equal | (common >= _SAME_DAY))
    corrected = (common >= _OTHER_DAY) & (figures >= FIGURES_KEPT)
    on_others = ~same_day & is_story & (equal | corrected)
    chosen: TraitColumn = pairs[on_a_day | on_others]
    return chosen


def _by_replacing(traits: TraitColumns) -> TraitColumn:
    """Pairs of an article and that which it says it takes the place of."""
    having = np.flatnonzero(traits.replaces)
    order = np.argsort(traits.own, kind="stable")
    own = traits.own[order]
    at = np.searchsorted(own, traits.replaces[having])
    at[at == len(own)] = 0
    replaced = order[at]
    there = (own[at] == traits.replaces[having]) & (
        traits.source[replaced] == traits.source[having]
    )
    return np.stack([replaced[there], having[there]], axis=1)


def version_pairs(traits: TraitColumns) -> TraitColumn:
    """Pairs of articles of which one is a version of the other, as rows of two."""
    if not len(traits.day):
        return np.zeros((0, 2), np.int64)
    parts = (
        _by_key(traits, traits.address),
        _by_key(traits, traits.stem),
        _by_headline(traits),
        _by_replacing(traits),
    )
    return np.concatenate(parts).astype(np.int64)
