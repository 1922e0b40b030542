"""Which documents hold several things close together.

Every occurrence becomes a key: the document's number in the high bits, the number of its first word
in the low ones. Numbers of words are positions without those that
punctuation takes, which the marks of the field tell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.terms import key_of
from archive.engine.whoosh.text_field import TextField
from archive.errors import TooMuchWorkError
from archive.model.query import Near, Phrase, Prefix, Term
from archive.text.near import any_together
from archive.text.scan import HAN_PAIR, SENTENCE_MARK, STRETCH_MARK, Gap

#: Keys have the number of a document above so many bits.
OWNER_SHIFT: Final = 33
_LOW: Final = (1 << OWNER_SHIFT) - 1

#: So many occurrences are weighed one after another, at 8 microseconds each. Only words that
#: overlap (`香港 港人`) need it.
MOST_WEIGHED: Final = 50_000

#: Where one in so many documents may hold a NEAR, the punctuation of all is read, once a request.
MANY_NEAR: Final = 16

#: A key before every document, so far that sums of keys stay numbers of 64 bits.
_NOWHERE: Final = -(1 << 58)

Part = Term | Phrase | Prefix


class _Extents(NamedTuple):
    """Occurrences, by document and start: their key, and the key behind their end."""

    starts: Array
    ends: Array


def _width(token: str) -> int:
    """How many positions a token takes."""
    return 2 if HAN_PAIR.fullmatch(token) else 1


def _term_keys(field: TextField, text: str, docs: Array) -> Array:
    """Where a term stands in the documents `docs`, whether they hold it or not; ascending."""
    number = field.find(text)
    if number < 0:
        return np.zeros(0, np.int64)
    holding = docs[_held(docs, field.docs(number))]
    owners, positions = field.positions(number, holding)
    return (holding.astype(np.int64)[owners] << OWNER_SHIFT) + positions


def _held(docs: Array, *sets: Array) -> Array:
    """Which of `docs` stand in one of some sets, as truth values; all ascend.

    A mark a document: a union set by set would look at all that came before again.
    """
    behind = int(docs[-1]) + 1 if len(docs) else 0
    marked = np.zeros(behind, bool)
    for among in sets:
        marked[among[: np.searchsorted(among, behind)]] = True
    held: Array = marked[docs]
    return held


def _phrase_keys(field: TextField, phrase: Phrase, docs: Array) -> Array:
    """Where a phrase starts."""
    keys: Array | None = None
    for text, place in zip(phrase.texts, phrase.places, strict=True):
        mine = _term_keys(field, text, docs) - place
        # No token stands twice in one place.
        keys = mine if keys is None else np.intersect1d(keys, mine, assume_unique=True)
        if not len(keys):
            return keys
    assert keys is not None
    return keys


def _prefix_keys(field: TextField, text: str, docs: Array) -> Array:
    """Where tokens with a prefix start."""
    owners, positions = field.all_positions(field.table.prefixed(key_of(text)))
    if not len(docs) or not len(owners):
        return np.zeros(0, np.int64)
    wanted = np.zeros(max(int(docs[-1]), int(owners.max())) + 1, bool)
    wanted[docs] = True
    held = wanted[owners]
    keys: Array = (owners[held].astype(np.int64) << OWNER_SHIFT) + positions[held]
    return keys


def _occurrences(
    field: TextField, clause: Part, docs: Array, numbers: Numbers
) -> tuple[Array, Array]:
    """Numbers of the first and of the last word of each occurrence of a clause, as keys."""
    match clause:
        case Term(_, text):
            # No punctuation stands inside a token.
            starts = numbers.of(_term_keys(field, text, docs))
            return starts, starts + _width(text) - 1
        case Prefix(_, text):
            starts = numbers.of(np.unique(_prefix_keys(field, text, docs)))
            return starts, starts
    ends = [place + _width(text) for text, place in zip(clause.texts, clause.places, strict=True)]
    keys = _phrase_keys(field, clause, docs)
    return numbers.of(keys), numbers.of(keys + max(ends) - 1)


def stands_at(field: TextField, part: Part, docs: Array) -> tuple[Array, Array]:
    """Where a part stands in some documents: the keys of its first and last positions."""
    match part:
        case Term(_, text):
            starts = _term_keys(field, text, docs)
            return starts, starts + _width(text) - 1
        case Prefix(_, text):
            starts = np.unique(_prefix_keys(field, text, docs))
            return starts, starts
    ends = [place + _width(text) for text, place in zip(part.texts, part.places, strict=True)]
    starts = _phrase_keys(field, part, docs)
    return starts, starts + max(ends) - 1


def _distinct(owners: Array) -> Array:
    """Numbers of documents, each once, ascending.

    A mark a document: numpy's way through a hash takes many times as long for millions of them.
    """
    marked = np.zeros(int(owners.max(initial=-1)) + 1, bool)
    marked[owners] = True
    return np.flatnonzero(marked)


class Numbers:
    """Turns positions into numbers of words, in some documents."""

    def __init__(self, field: TextField, docs: Array) -> None:
        documents = np.arange(int(docs[-1]) + 1 if len(docs) else 0) << OWNER_SHIFT
        self._marks = []
        for mark, width in ((STRETCH_MARK, Gap.STRETCH), (SENTENCE_MARK, Gap.SENTENCE)):
            keys = _term_keys(field, mark, docs)
            self._marks.append((keys, np.searchsorted(keys, documents), int(width)))

    def of(self, keys: Array) -> Array:
        """The same keys with numbers of words for positions."""
        numbers = keys.copy()
        owners = keys >> OWNER_SHIFT
        for marks, of_documents, width in self._marks:
            numbers -= width * (np.searchsorted(marks, keys) - of_documents[owners])
        return numbers


def _group(field: TextField, parts: tuple[Part, ...], docs: Array, numbers: Numbers) -> _Extents:
    spans = [_occurrences(field, clause, docs, numbers) for clause in parts]
    starts, ends = (np.concatenate(keys) for keys in zip(*spans, strict=True))
    ends = ends + 1
    order = np.argsort(starts, kind="stable")
    return _Extents(starts[order], ends[order])


def _owners_followed(left: _Extents, right: _Extents, distance: int) -> Array:
    """Documents where an occurrence of `right` follows one of `left` closely."""
    if not len(right.starts):
        return np.zeros(0, np.int64)
    at = np.searchsorted(right.starts, left.ends)
    at[at == len(right.starts)] = 0
    between = right.starts[at] - left.ends
    # Another document is farther away than any distance, since its bits are higher.
    return left.ends[(between >= 0) & (between <= distance)] >> OWNER_SHIFT


def _latest(group: _Extents, anchors: Array, copy: int) -> tuple[Array, Array]:
    """The last occurrence that starts no later than each anchor, or so many (`copy`) before it.

    Its start and its end; before all documents where there is none.
    """
    at = np.searchsorted(group.starts, anchors, side="right") - 1 - copy
    lacking = at < 0
    at[lacking] = 0
    starts, ends = group.starts[at], group.ends[at]
    starts[lacking] = ends[lacking] = _NOWHERE
    return starts, ends


def _near_any(extents: _Extents, places: Array, reach: int) -> _Extents:
    """The occurrences that start at most `reach` before or behind one of `places` (ascending)."""
    behind = np.searchsorted(places, extents.starts - reach)
    near = behind < len(places)
    near[near] = places[behind[near]] - extents.starts[near] <= reach
    return _Extents(extents.starts[near], extents.ends[near])


def _narrowed(groups: list[_Extents], reach: int) -> list[_Extents]:
    """The occurrences near one of the rarest group that has all others near it."""
    order = sorted(range(len(groups)), key=lambda number: len(groups[number].starts))
    rarest = groups[order[0]]
    for number in order[1:]:
        rarest = _near_any(rarest, groups[number].starts, reach)
    return [_near_any(group, rarest.starts, reach) for group in groups]


def _picked(groups: list[_Extents], copies: list[int], distance: int) -> tuple[Array, Array]:
    """Owners that surely hold all groups close together, and others that may (as keys' high bits).

    For each occurrence the last one of every group that starts no later is picked. No choice spans
    less, so where these are too far apart all are; where they are close and do not overlap, they
    are a choice.
    """
    anchors = np.concatenate([group.starts for group in groups])
    behind = np.concatenate([group.ends for group in groups])
    pairs = [_latest(group, anchors, copy) for group, copy in zip(groups, copies, strict=True)]
    starts, ends = map(np.stack, zip(*pairs, strict=True))
    widest = sum(int((group.ends - group.starts).max(initial=0)) for group in groups)
    may = behind - starts.min(axis=0) - widest <= distance
    starts, ends = starts[:, may], ends[:, may]
    order = np.argsort(starts, axis=0, kind="stable")
    starts, ends = (np.take_along_axis(keys, order, axis=0) for keys in (starts, ends))
    apart = (ends[:-1] <= starts[1:]).all(axis=0)
    others = ends.max(axis=0) - starts[0] - (ends - starts).sum(axis=0)
    owners = anchors[may] >> OWNER_SHIFT
    sure = _distinct(owners[apart & (others <= distance)])
    return sure, np.setdiff1d(_distinct(owners), sure, assume_unique=True)


def _of_owners(group: _Extents, owners: Array) -> dict[int, list[tuple[int, int]]]:
    """The occurrences in some documents, by document."""
    owned = np.isin(group.starts >> OWNER_SHIFT, owners)
    by_owner: dict[int, list[tuple[int, int]]] = {}
    for start, end in zip(group.starts[owned].tolist(), group.ends[owned].tolist(), strict=True):
        by_owner.setdefault(start >> OWNER_SHIFT, []).append((start & _LOW, end & _LOW))
    return by_owner


def _owners_together(groups: list[_Extents], copies: list[int], distance: int) -> Array:
    """Documents in which an occurrence of each of several groups stand close together."""
    widest = sum(int((group.ends - group.starts).max(initial=0)) for group in groups)
    groups = _narrowed(groups, distance + widest)
    if not len(groups[0].starts):
        return np.zeros(0, np.int64)
    sure, unsure = _picked(groups, copies, distance)
    held = [_of_owners(group, unsure) for group in groups]
    if sum(len(places) for group in held for places in group.values()) > MOST_WEIGHED:
        raise TooMuchWorkError
    more = [
        owner
        for owner in unsure.tolist()
        if any_together([group.get(owner, []) for group in held], distance)
    ]
    return np.concatenate([sure, np.array(more, np.int64)])


def near_docs(
    field: TextField,
    node: Near,
    docs: Array,
    holding: Callable[[Part], Array],
    numbers_in: Callable[[Array], Numbers],
) -> Array:
    """Those of `docs` (ascending) in which something of each group stands close together.

    `holding` gives the documents of a clause, `numbers_in` the numbers of words in documents.
    Raises `TooMuchWorkError` where very many documents hold overlapping words close together, which
    must be weighed one document after another.
    """
    for parts in dict.fromkeys(node.groups):
        docs = docs[_held(docs, *map(holding, parts))]
    if not len(docs) or not node.groups:
        return docs
    numbers = numbers_in(docs)
    different = {parts: _group(field, parts, docs, numbers) for parts in dict.fromkeys(node.groups)}
    groups = [different[parts] for parts in node.groups]
    if len(groups) == 2:
        left, right = groups
        owners = np.concatenate(
            [
                _owners_followed(left, right, node.distance),
                _owners_followed(right, left, node.distance),
            ]
        )
    else:
        copies = [node.groups[:at].count(parts) for at, parts in enumerate(node.groups)]
        owners = _owners_together(groups, copies, node.distance)
    return _distinct(owners)
