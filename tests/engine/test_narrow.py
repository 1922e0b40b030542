"""Numbers in little room come back as they were, small or large, in any stretch."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.engine.whoosh.arrays import Arrays, ArraysWriter
from archive.engine.whoosh.narrow import Halves, Narrow, frequencies, positions
from archive.model.query import Phrase, Ranking, ScoredTerm, Term
from archive.model.result import SearchRequest
from tests.engine.corpora import NAMES, document
from tests.engine.naive import NaiveSearcher
from tests.engine.test_whoosh import build

numbers = st.one_of(
    st.integers(0, 17), st.sampled_from([255, 256, 65_535, 65_536]), st.integers(0, 2**32 - 1)
)


@given(st.lists(st.lists(numbers, max_size=9), max_size=5), st.data())
def test_what_was_gathered_is_read(parts: list[list[int]], data: st.DataObject) -> None:
    """Also where the parts are of odd lengths and stretches begin in the middle of a byte."""
    whole = [number for part in parts for number in part]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "numbers.arrays"
        with ArraysWriter(path) as out:
            spools = [frequencies(out, "x"), positions(out, "x")]
            for part in parts:
                for spool in spools:
                    spool.append(np.array(part, np.int64))
            out.settle()
            for spool in spools:
                spool.finish()
        arrays = Arrays(path)
        for read in (Halves(arrays, "x.tf", len(whole)), Narrow(arrays, "x.pos")):
            assert len(read) == len(whole)
            for _ in range(4):
                start = data.draw(st.integers(0, len(whole)))
                stop = data.draw(st.integers(start, len(whole)))
                assert read[start:stop].tolist() == whole[start:stop]


def test_long_articles_are_found_and_scored_as_by_the_oracle(tmp_path: Path) -> None:
    """Words that occur hundreds of times, and phrases behind 65,536 words."""
    articles = [
        document(1, body="us " * 300 + "bank"),
        document(2, body="so " * 70_000 + "us bank so"),
        document(3, body="us bank " * 16),
        document(4, body="bank us"),
    ]
    oracle = NaiveSearcher(articles, NAMES)
    searcher = build(tmp_path, articles, NAMES)
    terms = tuple(ScoredTerm("body_exact", word, 1.0) for word in ("us", "bank", "so"))
    for tree in (
        Phrase("body_exact", ("us", "bank"), (0, 1)),
        Phrase("body_exact", ("bank", "so"), (0, 1)),
        Term("body_exact", "us"),
    ):
        request = SearchRequest(tree, Ranking(terms))
        assert searcher.search(request) == oracle.search(request)
        assert searcher.search(request).total
    searcher.close()
