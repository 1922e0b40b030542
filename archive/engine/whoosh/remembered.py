"""The documents of what was asked for lately: phrases and printed words, and what is made of them.

Newsrooms ask for the same names all day, and a reader asks for the same words page after page.
Whether a word is printed as typed takes reading articles.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, TypeVar

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.model.query import Node

#: What is remembered.
Remembered = TypeVar("Remembered", bound=Node)

#: Bytes of all documents of a segment that are remembered, and of those of one node.
MOST_BYTES: Final = 4_000_000
MOST_BYTES_EACH: Final = MOST_BYTES // 16

#: About what an entry takes besides its documents.
_OVERHEAD: Final = 500


def _narrow(docs: Array) -> Array:
    """Ascending documents in as little room as they need: a quarter of it where they are few."""
    return docs.astype(np.uint16 if not len(docs) or docs[-1] < 1 << 16 else np.uint32)


class RememberedSets:
    """Nodes with their documents, those asked for longest ago forgotten first.

    Safe for many threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Node, Array] = OrderedDict()
        self._bytes = 0

    def docs(
        self,
        node: Remembered,
        within: Array | None,
        evaluate: Callable[[Remembered, Array | None], Array],
    ) -> Array:
        """The documents of a node, remembered or as `evaluate` gives them.

        Those that are remembered are all there are, whatever `within` has.
        """
        with self._lock:
            docs = self._kept.get(node)
            if docs is not None:
                self._kept.move_to_end(node)
        if docs is not None:
            return docs.astype(np.int64)
        docs = evaluate(node, within)
        if within is None:
            kept = _narrow(docs)
            if kept.nbytes <= MOST_BYTES_EACH:
                self._remember(node, kept)
        return docs

    def _remember(self, node: Node, docs: Array) -> None:
        with self._lock:
            if node in self._kept:
                return
            self._kept[node] = docs
            self._bytes += docs.nbytes + _OVERHEAD
            while self._bytes > MOST_BYTES:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.nbytes + _OVERHEAD
