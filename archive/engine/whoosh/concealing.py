"""What is hidden of a generation when it is opened: its documents count as dead.

No file is written. What hidden documents take away from statistics is found as `dead_writer.py`
finds it for the dead, at opening, and kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from hashlib import blake2b
from typing import Final

import numpy as np

from archive.engine.visible import NO_BOUND
from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.dead import Dead
from archive.engine.whoosh.dead_writer import taken
from archive.engine.whoosh.schema import NO_INSTANT
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.stories import Stories
from archive.model.concealment import ArticleMarks, Concealment
from archive.model.fields import TEXT_FIELDS

#: The marks by which an article is known: the first is its own, the others those of its source.
_OWN_MARKS: Final = ("own", "address", "stem", "body")

_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Concealed:
    """Which documents of the whole are hidden, and of these which were withdrawn.

    `key` is "" where nothing is hidden, and differs where other documents are.
    """

    hidden: Array
    withdrawn: Array
    key: str


def _joined(segments: Sequence[Segment], name: str) -> Array:
    return np.concatenate([np.zeros(0, np.uint64), *(s.arrays[name] for s in segments)])


def _bounds(segments: Sequence[Segment], name: str) -> Array:
    """The instants before or from which each document is hidden."""
    parts = [np.zeros(0, np.int64)]
    for segment in segments:
        has = f"visible.{name}" in segment.arrays
        parts.append(
            segment.arrays[f"visible.{name}"]
            if has
            else np.full(segment.size, NO_BOUND[name], np.int64)
        )
    return np.concatenate(parts)


def turns(segments: Sequence[Segment]) -> list[int]:
    """The instants at which something begins or ceases to be hidden, ascending."""
    instants = np.concatenate([_bounds(segments, name) for name in NO_BOUND])
    limits = list(NO_BOUND.values())
    turning: list[int] = np.unique(instants[~np.isin(instants, limits)]).tolist()
    return turning


def _of_source(digests: Array, sources: Array) -> Array:
    """One number for a digest and a source; 0 for no digest."""
    keys: Array = digests ^ (sources * _MULTIPLIER)
    return np.where(digests == 0, np.uint64(0), keys)


class _Known:
    """Says which documents are articles, or versions of them, as far as their marks tell."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        traits = {name: _joined(segments, f"trait.{name}") for name in ("source", *_OWN_MARKS)}
        self._keys = _keys(traits)

    def by(self, marks: Iterable[ArticleMarks]) -> Array:
        """The documents, as truth values."""
        rows = list(marks)
        names = ("source", *_OWN_MARKS)
        wanted = _keys(
            {name: np.array([getattr(row, name) for row in rows], np.uint64) for name in names}
        )
        known = np.zeros(len(self._keys["own"]), bool)
        for name, keys in wanted.items():
            known |= np.isin(self._keys[name], keys[keys != 0])
        return known


def _keys(traits: Mapping[str, Array]) -> dict[str, Array]:
    own, *others = _OWN_MARKS
    keys = {name: _of_source(traits[name], traits["source"]) for name in others}
    return {own: traits[own], **keys}


def known_by(segments: Sequence[Segment], marks: Sequence[ArticleMarks]) -> Iterator[str]:
    """The ids of the articles that have one of these marks and live."""
    known = _Known(segments).by(marks)
    for segment in segments:
        own = known[segment.base : segment.base + segment.size] & segment.lives
        for doc in np.flatnonzero(own).tolist():
            yield segment.article_id(doc)


def concealed(
    segments: Sequence[Segment], stories: Stories, concealment: Concealment | None
) -> Concealed:
    """What is hidden; nothing where `concealment` is None."""
    size = sum(segment.size for segment in segments)
    withdrawn = np.zeros(size, bool)
    if concealment is None:
        return Concealed(withdrawn, withdrawn, "")
    if concealment.withdrawn:
        known = _Known(segments)
        rows = concealment.withdrawn
        withdrawn = _with_all(known.by(row.marks for row in rows), stories.versions)
        copied = known.by(row.marks for row in rows if row.copies)
        withdrawn |= _with_all(copied, stories.story)
    first, last = (_bounds(segments, name) for name in NO_BOUND)
    hidden = withdrawn | (first > concealment.now) | (last <= concealment.now)
    hidden |= _recalled(segments, stories, last == NO_BOUND["from"])
    key = ""
    if hidden.any():
        bits = np.packbits(hidden).tobytes() + np.packbits(withdrawn).tobytes()
        key = blake2b(bits, digest_size=6).hexdigest()
    return Concealed(hidden, withdrawn, key)


def _recalled(segments: Sequence[Segment], stories: Stories, canceled: Array) -> Array:
    """What was published before a notice by which its source canceled it.

    That is its versions, what has its id, and what the notice says it takes the place of. What has
    no date cancels all of it.
    """
    if not canceled.any():
        return canceled
    instants = np.concatenate([segment.instants for segment in segments])
    limits = np.where(instants[canceled] == NO_INSTANT, np.iinfo(np.int64).max, instants[canceled])
    source, own, stem, replaces = (
        _joined(segments, f"trait.{name}") for name in ("source", "own", "stem", "replaces")
    )
    stems, replaced = _of_source(stem, source), _of_source(replaces, source)
    recalled = np.zeros(len(canceled), bool)
    for keys, of_notices in (
        (stories.versions.astype(np.uint64), stories.versions[canceled].astype(np.uint64)),
        (stems, stems[canceled]),
        (_of_source(own, source), replaced[canceled]),
    ):
        has, until = _until(keys, of_notices, limits)
        recalled |= has & (instants <= until)
    return recalled


def _until(keys: Array, of_notices: Array, limits: Array) -> tuple[Array, Array]:
    """Which keys some notices have too, and the greatest limit of these."""
    names, at = np.unique(of_notices, return_inverse=True)
    greatest = np.full(len(names), NO_INSTANT)
    np.maximum.at(greatest, at, limits)
    place = np.minimum(np.searchsorted(names, keys), len(names) - 1)
    return (keys != 0) & (names[place] == keys), greatest[place]


def _with_all(chosen: Array, numbers: Array) -> Array:
    """The chosen documents, and all that have a number in common with one."""
    groups = np.unique(numbers[chosen])
    return chosen | np.isin(numbers, groups[groups > 0])


def without_hidden(segments: Sequence[Segment], hidden: Array) -> list[Segment]:
    """The same segments, in which what is hidden is dead."""
    left = []
    for segment in segments:
        of_segment = hidden[segment.base : segment.base + segment.size] & segment.lives
        if of_segment.any():
            segment = replace(segment, dead=_dead(segment, of_segment | ~segment.lives))
        left.append(segment)
    return left


def _dead(segment: Segment, dead: Array) -> Dead:
    arrays = {".dead": np.packbits(dead)}
    for field in TEXT_FIELDS:
        for kind, values in taken(segment.arrays, field, dead).items():
            arrays[f".{field}.{kind}"] = values
    return Dead(arrays, "", segment.size)


def newest_shown(segments: Sequence[Segment], stories: Stories, hidden: Array) -> Array:
    """Which documents are older versions once some are hidden.

    Of versions the last that is shown is the newest, by time, by the numbers in ids, and by id.
    """
    older = stories.older.copy()
    affected = np.isin(stories.versions, np.unique(stories.versions[hidden])) & (
        stories.versions > 0
    )
    docs = np.flatnonzero(affected & ~hidden)
    if not len(docs):
        return older
    ids = [_id_of(segments, doc) for doc in docs.tolist()]
    place = np.empty(len(docs), np.int64)
    place[sorted(range(len(docs)), key=ids.__getitem__)] = np.arange(len(docs))
    instants = np.concatenate([segment.instants for segment in segments])[docs]
    revisions, numbers = (
        _joined(segments, f"trait.{name}")[docs] for name in ("revision", "number")
    )
    versions = stories.versions[docs]
    order = np.lexsort((place, numbers, revisions, instants, versions))
    follows = versions[order[:-1]] == versions[order[1:]]
    older[docs] = False
    older[docs[order[:-1][follows]]] = True
    return older


def _id_of(segments: Sequence[Segment], doc: int) -> str:
    segment = reduce(lambda held, other: other if other.base <= doc else held, segments)
    return segment.article_id(doc - segment.base)
