"""The documents of phrases and printed words that were asked for lately.

Newsrooms ask for the same names all day. Whether a word is printed as typed takes reading articles.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, TypeVar

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.model.query import Phrase, Printed

#: What is remembered.
Remembered = TypeVar("Remembered", Phrase, Printed)

#: Bytes of all documents of a segment that are remembered, and of those of one phrase or word.
MOST_BYTES: Final = 4_000_000
MOST_BYTES_EACH: Final = MOST_BYTES // 16

#: In half the room that documents take where they are looked at.
_KEPT: Final = np.dtype(np.uint32)

#: About what an entry takes besides its documents.
_OVERHEAD: Final = 500


class RememberedPhrases:
    """Phrases and printed words with their documents, those asked for longest ago forgotten first.

    Safe for many threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Phrase | Printed, Array] = OrderedDict()
        self._bytes = 0

    def docs(
        self,
        phrase: Remembered,
        within: Array | None,
        evaluate: Callable[[Remembered, Array | None], Array],
    ) -> Array:
        """The documents of a phrase or a printed word, remembered or as `evaluate` gives them.

        Those that are remembered are all there are, whatever `within` has.
        """
        with self._lock:
            docs = self._kept.get(phrase)
            if docs is not None:
                self._kept.move_to_end(phrase)
                return docs.astype(np.int64)
        docs = evaluate(phrase, within)
        if within is None and docs.size * _KEPT.itemsize <= MOST_BYTES_EACH:
            self._remember(phrase, docs)
        return docs

    def _remember(self, phrase: Phrase | Printed, docs: Array) -> None:
        docs = docs.astype(_KEPT)
        with self._lock:
            if phrase in self._kept:
                return
            self._kept[phrase] = docs
            self._bytes += docs.nbytes + _OVERHEAD
            while self._bytes > MOST_BYTES:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.nbytes + _OVERHEAD
