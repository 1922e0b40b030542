"""Which words of a query belong together: names, terms of the lists, words written apart."""

from __future__ import annotations

from collections.abc import Sequence

from archive.model.entity import Kind
from archive.query import glossary
from archive.query.holdings import Asked
from archive.query.names import NameIndex
from archive.text.phrases import one_word
from archive.text.ways import may_join


class Joins:
    """Tells of the words of one query; what was told once is remembered."""

    def __init__(self, index: NameIndex, asked: Asked) -> None:
        self._index = index
        self._terms = asked.terms
        self._things = asked.things

    def is_term(self, text: str) -> bool:
        """Whether a text is a name or a term of the lists.

        The name of an event is words: whatever it can be cut into is asked by itself too.
        """
        bearers = self._index.bearers(text)
        return any(bearer.kind is not Kind.EVENT for bearer in bearers) or glossary.knows(text)

    def is_event(self, text: str) -> bool:
        """Whether a text is the name of an event."""
        return any(bearer.kind is Kind.EVENT for bearer in self._index.bearers(text))

    def are_name(self, words: Sequence[str]) -> bool:
        """Whether neighbouring words are one name."""
        # Most words begin none: then the words need not be read together.
        return self._index.may_begin(words[0]) and bool(self._index.bearers(" ".join(words)))

    def are_term(self, words: Sequence[str]) -> bool:
        """Whether neighbouring words are one name, or one term of the lists."""
        key = tuple(words)
        known = self._terms.get(key)
        if known is None:
            listed = glossary.may_begin(words[0]) and glossary.knows(" ".join(words))
            known = self._terms[key] = listed or self.are_name(words)
        return known

    def are_one_thing(self, words: Sequence[str]) -> bool:
        """Whether neighbouring words are one name or term, or one word written apart."""
        key = tuple(words)
        known = self._things.get(key)
        if known is None:
            apart = may_join(words[0], words[1]) and bool(one_word(" ".join(words)))
            known = self._things[key] = apart or self.are_term(words)
        return known

    def same(self, left: str, right: str) -> bool:
        """Whether two words are names of one entity, or one term in two languages."""
        return glossary.paired(left, right) or self._index.share_bearer(left, right)
