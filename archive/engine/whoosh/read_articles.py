"""Stored articles: those read lately as they were, and whether one prints a literal."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from archive.engine.generation import naming_damage
from archive.engine.stored import StoredText, literal_bytes, unpack
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.whole import Whole
from archive.model.article import Document
from archive.model.query import Printed
from archive.model.remembering import Lately
from archive.text.marks import printed_spans

#: So many stored documents are kept as they were read: a reader goes from a list to an article, and
#: back. One takes some 20 kB.
_DOCUMENTS: Final = 200


class ReadArticles:
    """Reads what a generation stores of its documents; safe for many threads."""

    def __init__(self, folder: Path, whole: Whole) -> None:
        self._folder = folder
        self._whole = whole
        self._lately: Lately[int, Document] = Lately(_DOCUMENTS)

    def read(self, number: int) -> Document:
        """A document of the whole, as it is shown; raises `DamagedIndexError`."""
        return self._lately.get(number, lambda: self.read_once(number))

    def read_once(self, number: int) -> Document:
        """The same where many are read that nobody comes back to: nothing of it is kept."""
        segment = self._whole.segment(number)
        doc = number - segment.base
        with naming_damage(self._folder):
            document = unpack(segment.record(doc))
        return segment.as_shown(doc, document)

    def prints(self, segment: Segment, doc: int, node: Printed) -> bool:
        """Whether a document of a segment prints a literal; raises `DamagedIndexError`."""
        with naming_damage(self._folder):
            text = StoredText(segment.record(doc), node.text)
            literal = literal_bytes(node.literal)
            has = None if literal is None else text.has_word(literal)
            if has is not None:
                return has
            return any(True for _ in printed_spans(text.read(), node.literal))
