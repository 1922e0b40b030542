"""What a generation holds beside its segments: orders of articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from pathlib import Path
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays, write_arrays
from archive.engine.whoosh.schema import NO_INSTANT
from archive.engine.whoosh.segment import Segment
from archive.errors import DamagedIndexError

ORDERS_FILE: Final = "orders.arrays"


def write_orders(folder: Path, segments: Sequence[Segment], by_id: Array) -> None:
    """Write the place of each document when sorted newest first and oldest first.

    Documents are numbered through all segments; the undated come last, ties are broken by id, by
    which `by_id` is the place of each.
    """
    empty = np.zeros(0, np.int64)
    instants = np.concatenate([empty, *(segment.instants for segment in segments)])
    unknown = instants == NO_INSTANT
    places = {}
    for name, key in (("newest", -instants), ("oldest", instants)):
        places[name] = np.empty(len(by_id), np.uint32)
        places[name][np.lexsort((by_id, key, unknown))] = np.arange(len(by_id), dtype=np.uint32)
    write_arrays(folder / ORDERS_FILE, places)


def places_by_id(segments: Sequence[Segment]) -> Array:
    """The place of each document when all are sorted by id."""
    size = sum(segment.size for segment in segments)
    if len(segments) == 1:
        docs = segments[0].arrays["id.docs"]
    else:
        every = merge(*map(_ids, segments))
        docs = np.fromiter((doc for _, doc in every), np.uint32, size)
    by_id = np.empty(size, np.uint32)
    by_id[docs] = np.arange(size, dtype=np.uint32)
    return by_id


def _ids(segment: Segment) -> Iterator[tuple[bytes, int]]:
    """Each id with the number of its document in the whole, by id."""
    for article_id, doc in segment.ids_and_docs():
        yield article_id, segment.base + doc


def open_orders(folder: Path, size: int) -> Arrays:
    """Map what `write_orders` wrote, as `newest` and `oldest`; raises `DamagedIndexError`."""
    orders = Arrays(folder / ORDERS_FILE)
    if any(orders.length(name) != size for name in ("newest", "oldest")):
        raise DamagedIndexError(
            f"{folder / ORDERS_FILE} does not hold {size} documents.", file=folder / ORDERS_FILE
        )
    return orders
