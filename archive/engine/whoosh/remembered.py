"""The documents of phrases that were asked for lately: newsrooms ask for the same names all day."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from archive.engine.whoosh.arrays import Array
from archive.model.query import Phrase

#: Bytes of the documents of all phrases of a segment that are remembered, and of one of them.
MOST_BYTES: Final = 4_000_000
MOST_BYTES_EACH: Final = MOST_BYTES // 16

#: About what an entry takes besides its documents.
_OVERHEAD: Final = 500


class RememberedPhrases:
    """Phrases with their documents, those asked for longest ago forgotten first.

    Safe for many threads; documents that are remembered cannot be written to.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Phrase, Array] = OrderedDict()
        self._bytes = 0

    def docs(
        self,
        phrase: Phrase,
        within: Array | None,
        evaluate: Callable[[Phrase, Array | None], Array],
    ) -> Array:
        """The documents of a phrase, remembered or as `evaluate` gives them.

        Those that are remembered are all there are, whatever `within` has.
        """
        with self._lock:
            docs = self._kept.get(phrase)
            if docs is not None:
                self._kept.move_to_end(phrase)
                return docs
        docs = evaluate(phrase, within)
        if within is None and docs.nbytes <= MOST_BYTES_EACH:
            self._remember(phrase, docs)
        return docs

    def _remember(self, phrase: Phrase, docs: Array) -> None:
        # A part of a larger array would keep all of it.
        docs = docs.copy()
        docs.flags.writeable = False
        with self._lock:
            if phrase in self._kept:
                return
            self._kept[phrase] = docs
            self._bytes += docs.nbytes + _OVERHEAD
            while self._bytes > MOST_BYTES:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.nbytes + _OVERHEAD
