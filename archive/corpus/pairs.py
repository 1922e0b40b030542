"""Articles that may say the same, and how much of what they say is the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from archive.engine.grouping import TraitColumn, TraitColumns, TraitRows

#: Two texts of which half is the same have none of so many least hashes in common once in 256
#: times; of which two thirds are, once in 6,500.
_LEAST: Final = 8

#: An article is compared with so many that follow it by day among those with the same hash. More
#: have it on a few days only where a text is sent again and again: then they are equal, and
#: equal texts need no comparison.
_NEIGHBOURS: Final = 128

#: Rows that are read at once, and pairs that are compared at once: their hashes take a few MB,
#: which is also what a processor has at hand.
_AT_ONCE: Final = 4_000

#: Hashes of which those that are the same are looked for at once.
_KEYS_AT_ONCE: Final = 100_000

#: How many different hashes there may be.
_HASHES: Final = 1 << 32

#: Stands behind the hashes of a row that has fewer than others; no hash of a row is as large.
_NOTHING: Final = np.uint64(1 << 40)


def neighbours(
    traits: TraitColumns, keys: TraitColumn, articles: TraitColumn, apart: int
) -> TraitColumn:
    """Pairs of articles with an equal key and days so far apart at most, as rows of two.

    `keys[i]` is a key of article `articles[i]`. Each pair stands there once, the smaller number
    first.
    """
    order = np.lexsort((traits.place[articles], traits.day[articles], keys))
    keys, articles = keys[order], articles[order].astype(np.int64)
    days = traits.day[articles].astype(np.int64)
    at, count = np.arange(len(keys)), len(traits.day)
    # A pair is one number: they are sorted faster, and texts of one form share many hashes.
    pairs = [np.zeros(0, np.int64)]
    for step in range(1, _NEIGHBOURS + 1):
        at = at[at + step < len(keys)]
        after = at + step
        at = at[(keys[at] == keys[after]) & (days[after] - days[at] <= apart)]
        if not len(at):
            break
        left, right = articles[at], articles[at + step]
        both = np.minimum(left, right) * count + np.maximum(left, right)
        pairs.append(np.unique(both[left != right]))
    return _told_apart(pairs, count)


def alike(traits: TraitColumns, apart: int, chosen: TraitColumn) -> TraitColumn:
    """Pairs of the chosen articles whose texts may largely be the same; see `neighbours`."""
    keys, owners = _least_hashes(traits.sketch, chosen)
    count = len(traits.day)
    passes = 1 + len(keys) // _KEYS_AT_ONCE
    found = [np.zeros(0, np.int64)]
    for number in range(passes):
        part = keys % np.uint32(passes) == number
        left, right = neighbours(traits, keys[part], owners[part], apart).T
        found.append(left * count + right)
    return _told_apart(found, count)


def _told_apart(numbers: Sequence[TraitColumn], count: int) -> TraitColumn:
    """Pairs as rows of two, each once, of numbers that stand for two of `count` articles."""
    every = np.unique(np.concatenate(numbers))
    return np.stack([every // max(count, 1), every % max(count, 1)], axis=1)


def _least_hashes(rows: TraitRows, chosen: TraitColumn) -> tuple[TraitColumn, TraitColumn]:
    """The first hashes of the sketches of the chosen articles, and whose each is."""
    keys, owners = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)]
    for start in range(0, len(chosen), _AT_ONCE):
        articles = chosen[start : start + _AT_ONCE]
        lengths, values = rows.take(articles)
        within = np.arange(len(values)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        first = within < _LEAST
        keys.append(values[first].astype(np.uint32))
        owners.append(np.repeat(articles, np.minimum(lengths, _LEAST)).astype(np.uint32))
    return np.concatenate(keys), np.concatenate(owners)


def sizes_of(traits: TraitColumns, articles: TraitColumn) -> TraitColumn:
    """About how many different hashes the texts of some articles have, what is furniture left out.

    A sketch that is not whole has the hashes up to `most`, out of all that there may be.
    """
    different, at = np.unique(articles, return_inverse=True)
    starts = range(0, len(different), _AT_ONCE)
    parts = [traits.sketch.take(different[start : start + _AT_ONCE])[0] for start in starts]
    lengths = np.concatenate([np.zeros(0, np.int64), *parts])
    sizes: TraitColumn = (lengths * (_HASHES / (traits.most[different].astype(np.float64) + 1)))[at]
    return sizes


def _padded(rows: TraitRows, articles: TraitColumn, most: TraitColumn | None) -> TraitColumn:
    """The rows of some articles as a table; of each only what is `most` or less, if given."""
    lengths, values = rows.take(articles)
    inside = np.arange(lengths.max(initial=0)) < lengths[:, None]
    table = np.full(inside.shape, _NOTHING)
    table[inside] = values
    if most is not None:
        table[table > most[:, None]] = _NOTHING
    return table


class Common(NamedTuple):
    """What the rows of both articles of each pair have: how many values both, how many each."""

    both: TraitColumn
    left: TraitColumn
    right: TraitColumn

    def shares(self) -> TraitColumn:
        """How large a share of all values of the two both have; 1 where there are none at all."""
        every = self.left + self.right - self.both
        shares: TraitColumn = np.where(every > 0, self.both / np.maximum(every, 1), 1.0)
        return shares

    def held(self) -> TraitColumn:
        """How large a share of the values of the one that has fewer the other has too."""
        fewer = np.minimum(self.left, self.right)
        held: TraitColumn = np.where(fewer > 0, self.both / np.maximum(fewer, 1), 1.0)
        return held


def in_common(rows: TraitRows, pairs: TraitColumn, most: TraitColumn | None = None) -> Common:
    """What the rows of both articles of each pair have in common.

    With `most`, the largest hash that the sketch of each article would hold, only values are
    compared of which both sketches tell.
    """
    parts = [np.zeros((3, 0), np.int64)]
    for start in range(0, len(pairs), _AT_ONCE):
        left, right = pairs[start : start + _AT_ONCE].T
        least = None if most is None else np.minimum(most[left], most[right]).astype(np.uint64)
        tables = [_padded(rows, left, least), _padded(rows, right, least)]
        counts = [(table != _NOTHING).sum(axis=1) for table in tables]
        together = np.concatenate(tables, axis=1)
        together.sort(axis=1)
        same = together[:, 1:] == together[:, :-1]
        twice = (same & (together[:, 1:] != _NOTHING)).sum(axis=1)
        parts.append(np.stack([twice, *counts]))
    return Common(*np.concatenate(parts, axis=1))


def common_shares(
    rows: TraitRows, pairs: TraitColumn, most: TraitColumn | None = None
) -> TraitColumn:
    """How large a share of the values of both articles of each pair both have; see `in_common`."""
    return in_common(rows, pairs, most).shares()


def components(count: int, edges: TraitColumn) -> TraitColumn:
    """The least article that each of `count` articles is connected with by pairs, or itself."""
    least = np.arange(count, dtype=np.int64)
    while True:
        left, right = least[edges[:, 0]], least[edges[:, 1]]
        differing = left != right
        if not differing.any():
            return least
        low = np.minimum(left, right)[differing]
        np.minimum.at(least, left[differing], low)
        np.minimum.at(least, right[differing], low)
        while (below := least[least]).tobytes() != least.tobytes():
            least = below
