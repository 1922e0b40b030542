"""Writing: which documents of a generation are dead, and what they take away from its statistics.

Whoosh's table of contents knows the deleted documents of each segment. What terms they hold is read
from the postings, a stretch at a time: memory is bounded by `STRETCH`, whatever a segment holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from whoosh.codec.whoosh3 import W3Segment

from archive.engine.whoosh import postings
from archive.engine.whoosh.arrays import Array, Arrays, ArraysWriter
from archive.engine.whoosh.dead import DEAD_FILE
from archive.engine.whoosh.narrow import Halves
from archive.engine.whoosh.segment import Segment, open_segments
from archive.engine.whoosh.toc import described, read_segments, read_toc, write_segments
from archive.model.fields import TEXT_FIELDS


def finish_segments(folder: Path) -> list[Segment]:
    """Write which segments there are and which of their documents are dead; these segments.

    Raises `DamagedIndexError`.
    """
    entries = read_toc(folder)
    write_segments(folder, entries)
    dying = [entry for entry in entries if entry.has_deletions()]
    if dying:
        _write_dead(folder, dying)
    dead = Arrays(folder / DEAD_FILE) if dying else None
    return open_segments(folder, read_segments(folder), dead)


def _write_dead(folder: Path, entries: Sequence[W3Segment]) -> None:
    """Write what `dead.py` describes, of segments with deleted documents."""
    names = described(entries)
    with ArraysWriter(folder / DEAD_FILE) as out:
        for entry, (name, _), segment in zip(
            entries, names, open_segments(folder, names), strict=True
        ):
            dead = np.zeros(segment.size, bool)
            dead[list(entry.deleted_docs())] = True
            out.add(f"{name}.dead", np.packbits(dead))
            for field in TEXT_FIELDS:
                for kind, values in taken(segment.arrays, field, dead).items():
                    out.add(f"{name}.{field}.{kind}", values)


def taken(arrays: Arrays, field: str, dead: Array) -> dict[str, Array]:
    """What dead documents hold of a text field, by the kind of array; see `dead.py`."""
    posts = arrays[f"{field}.posts"].astype(np.int64)
    docs = arrays.checked(f"{field}.docs")
    tf = Halves(arrays, f"{field}.tf", len(docs)) if f"{field}.tf" in arrays else None
    terms, counts, tokens = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)], 0
    for start in range(0, len(docs), postings.STRETCH):
        stretch = docs[start : start + postings.STRETCH]
        places = np.flatnonzero(dead[stretch]) + start
        owners = np.searchsorted(posts, places, side="right") - 1
        held, times = np.unique(owners, return_counts=True)
        terms.append(held.astype(np.uint32))
        counts.append(times.astype(np.uint32))
        if tf is not None:
            tokens += int(tf.take(places).sum(dtype=np.int64))
        arrays.release()
    taken = _joined(np.concatenate(terms), np.concatenate(counts))
    if tf is not None:
        lengths = arrays[f"{field}.length"]
        taken["total"] = np.array([tokens, int((lengths[dead] > 0).sum())], np.int64)
    return taken


def _joined(terms: Array, counts: Array) -> dict[str, Array]:
    """Ascending terms, each once: one that reaches over several stretches has a count in each."""
    new = np.ones(len(terms), bool)
    new[1:] = terms[1:] != terms[:-1]
    starts = np.flatnonzero(new)
    added = np.add.reduceat(counts, starts) if len(starts) else counts
    return {"terms": terms[starts], "counts": added.astype(np.uint32)}
