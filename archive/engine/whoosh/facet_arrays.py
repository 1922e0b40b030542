"""The arrays of one facet, as they are written."""

from __future__ import annotations

import numpy as np

from archive.engine.whoosh.arrays import Array, width
from archive.engine.whoosh.terms import pack_terms


def facet_arrays(facet: str, terms: list[bytes], ords: Array, lengths: Array) -> dict[str, Array]:
    """The arrays of one facet: document -> values (`starts`, `ords`) and the reverse.

    `terms` are the values in byte order, `ords` the numbers of the values of each document after
    the other, `lengths` how many each document has.
    """
    starts = np.zeros(len(lengths) + 1, width(len(ords)))
    np.cumsum(lengths, out=starts[1:])
    owners = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    order = np.argsort(ords, kind="stable")
    posts = np.zeros(len(terms) + 1, np.int64)
    np.cumsum(np.bincount(ords, minlength=len(terms)), out=posts[1:])
    blob, ends = pack_terms(terms)
    arrays = {
        "terms": blob,
        "ends": ends,
        "starts": starts,
        "ords": ords,
        "owners": owners,
        "posts": posts.astype(width(len(ords))),
        "docs": owners[order],
    }
    return {f"{facet}.{name}": values for name, values in arrays.items()}
