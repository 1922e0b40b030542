"""What is hidden of a generation when it is opened: its documents count as dead.

No file is written. What hidden documents take away from statistics is found as `dead_writer.py`
finds it for the dead, at opening, and kept in memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from hashlib import blake2b

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.dead import Dead
from archive.engine.whoosh.dead_writer import taken
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.stories import Stories
from archive.engine.whoosh.traits import NO_BOUND
from archive.model.concealment import ArticleMarks, Concealment
from archive.model.fields import TEXT_FIELDS


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


def _known_by(traits: Mapping[str, Array], marks: ArticleMarks) -> Array:
    """Which documents are an article or a later version of it, as far as its marks tell."""
    same: Array = (traits["own"] == np.uint64(marks.own)) & (marks.own != 0)
    of_source = traits["source"] == np.uint64(marks.source)
    for name in ("address", "stem", "body"):
        digest = getattr(marks, name)
        if digest:
            same = same | ((traits[name] == np.uint64(digest)) & of_source)
    return same


def concealed(
    segments: Sequence[Segment], stories: Stories, concealment: Concealment | None
) -> Concealed:
    """What is hidden; nothing where `concealment` is None."""
    size = sum(segment.size for segment in segments)
    withdrawn = np.zeros(size, bool)
    if concealment is None:
        return Concealed(withdrawn, withdrawn, "")
    if concealment.withdrawn:
        names = ("own", "source", "address", "stem", "body")
        traits = {name: _joined(segments, f"trait.{name}") for name in names}
        for article in concealment.withdrawn:
            known = _known_by(traits, article.marks)
            withdrawn |= _with_all(known, stories.versions)
            if article.copies:
                withdrawn |= _with_all(known, stories.story)
    first, last = (_bounds(segments, name) for name in NO_BOUND)
    hidden = withdrawn | (first > concealment.now) | (last <= concealment.now)
    hidden |= _recalled(segments, stories, last == NO_BOUND["from"])
    key = ""
    if hidden.any():
        bits = np.packbits(hidden).tobytes() + np.packbits(withdrawn).tobytes()
        key = blake2b(bits, digest_size=6).hexdigest()
    return Concealed(hidden, withdrawn, key)


def _recalled(segments: Sequence[Segment], stories: Stories, canceled: Array) -> Array:
    """The versions that were published before one by which the source canceled them."""
    recalled = canceled & (stories.versions > 0)
    if not recalled.any():
        return recalled
    instants = np.concatenate([segment.instants for segment in segments])
    last = np.full(int(stories.versions.max()) + 1, np.iinfo(np.int64).min)
    np.maximum.at(last, stories.versions[recalled], instants[recalled])
    earlier: Array = instants <= last[stories.versions]
    return earlier & np.isin(stories.versions, stories.versions[recalled])


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
