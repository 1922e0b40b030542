"""A page asks for the best alone: bonuses are looked for where they matter, and nothing changes."""

from __future__ import annotations

import random
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from archive.engine.registry import open_searcher, open_store
from archive.engine.whoosh.scores import MANY
from archive.model.query import Bonus, Everything, Phrase, Ranking, ScoredTerm
from archive.model.result import SearchRequest
from tests.engine.corpora import NAMES, document

WORDS = ("bank", "rate", "tax", "vote", "law", "storm", "port", "film")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """More articles than are scored whole, of a few words in any order."""
    folder, chooser = tmp_path_factory.mktemp("index"), random.Random(1)
    build = open_store("whoosh", folder).begin("a")
    for number in range(3 * MANY):
        body = " ".join(chooser.choices(WORDS, k=chooser.randint(1, 12)))
        build.add(document(number, "Title", body))
    build.commit(NAMES)
    return folder, build.name


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("limit, offset", [(1, 0), (20, 0), (20, 40), (700, 300)])
def test_the_first_are_those_of_all_scores(
    index: tuple[Path, str], seed: int, limit: int, offset: int
) -> None:
    chooser = random.Random(seed)
    terms = [ScoredTerm("body_word", word, 1.0) for word in chooser.sample(WORDS, 3)]
    bonuses = [
        Bonus(Phrase("body_exact", tuple(chooser.sample(WORDS, 2)), (0, 1)), value)
        for value in (chooser.choice((0.5, 2.0, 4.0)) for _ in range(chooser.randint(1, 6)))
    ]
    if seed % 5 == 0:
        bonuses.append(Bonus(Everything(), -1.0))
    ranking = Ranking(tuple(terms), tuple(bonuses))
    request = SearchRequest(ranking=ranking, limit=limit, offset=offset)
    with closing(open_searcher("whoosh", *index)) as searcher:
        every = list(islice(searcher.stream(request), offset + limit))
        assert list(searcher.search(request).hits) == every[offset:]
