"""Which generations stay when old ones are removed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Final

from archive.engine.store import Store
from archive.errors import GenerationNotFoundError, InUseError

#: How many of the last that served, and are whole, stay if nobody says otherwise.
KEPT: Final = 2


def spared(store: Store, most: int) -> set[str]:
    """What a prune keeps: the published generation, and of those that served the latest `most`.

    Damaged ones do not count. Where none of them is whole, another that is stays: so the last good
    one is always among them.
    """
    candidates = store.candidates()
    kept = set(islice((name for name in candidates if _is_whole(store, name)), most))
    if not kept:
        others = (info.name for info in reversed(store.generations()))
        kept.update(islice((name for name in others if _is_whole(store, name)), 1))
    return kept.union(candidates[:1])


def _is_whole(store: Store, name: str) -> bool:
    try:
        return not store.verify(name)
    except GenerationNotFoundError:
        return False


def remove_old(store: Store, most: int, in_use: Callable[[InUseError], None]) -> list[str]:
    """Remove old and damaged generations, and what broken runs left; the names of these.

    The caller holds the lock of the index. `in_use` is told of each that somebody reads, which
    stays. Where nothing is published no generation is old.
    """
    kept = spared(store, most)
    removed = list(store.sweep())
    if not store.candidates():
        return removed
    for name in [info.name for info in store.generations()]:
        if name in kept:
            continue
        try:
            store.remove(name)
        except InUseError as error:
            in_use(error)
        else:
            removed.append(name)
    return removed
