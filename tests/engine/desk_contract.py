"""What every engine says of what is typed, and of what is typical of some articles."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import closing
from math import log

import pytest

from archive.engine.searcher import Searcher
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.fields import FACET_NAMES
from archive.model.query import NEWEST, And, Everything, HasValue
from tests.engine.corpora import NAMES, document


class DeskContract(ABC):
    """Part of `SearcherContract`."""

    @abstractmethod
    def build(self, documents: Sequence[Document], names: Names) -> Searcher:
        """A searcher over these documents."""

    def test_the_commonest_terms_come_first(self, searcher: Searcher) -> None:
        every = searcher.terms("body_exact", "", 1000)
        ordered = sorted(every, key=lambda term: (-term.count, term.text))
        wanted = tuple(term for term in ordered if term.text not in ",.")
        for limit in (1, 2, 5, 1000):
            assert searcher.commonest("body_exact", "", limit) == wanted[:limit]
        assert searcher.commonest("body_exact", "zz", 5) == ()

    def test_names_are_completed_in_any_script(self, searcher: Searcher) -> None:
        for typed in ("ann", "annp", "person", "an", "anren", "ar", "安", "安人", "onjan"):
            found = searcher.completions(typed, ("person",), 9)
            assert "a-person" in [one.value for one in found], typed
        for typed in ("", "nobody", "annpersonx", "\ud800"):
            assert searcher.completions(typed, FACET_NAMES, 9) == ()
        assert searcher.completions("ann", ("organisation",), 9) == ()
        for one in searcher.completions("p", FACET_NAMES, 99):
            assert one.count == searcher.count(And((HasValue(one.facet, one.value), NEWEST))) > 0

    def test_typical_terms_stand_together_more_than_by_chance(self) -> None:
        bodies = ["alpha beta", "alpha beta", "alpha beta gamma", *["beta gamma"] * 9]
        entities = [("a-person",)] * 3 + [()] * 9
        articles = [
            document(number, body=body, entities=of)
            for number, (body, of) in enumerate(zip(bodies, entities, strict=True))
        ]
        with closing(self.build(articles, NAMES)) as searcher:
            tree = HasValue("person", "a-person")
            (term,) = searcher.typical("body_word", tree, Everything(), 9)
            assert (term.text, term.count, term.everywhere) == ("alpha", 3, 3)
            # All of 3 articles of 12: 2 (3 ln 4 + 9 ln (12 / 9)).
            assert term.weight == pytest.approx(2 * (3 * log(4) + 9 * log(12 / 9)))
            assert searcher.typical("body_word", Everything(), Everything(), 9) == ()
