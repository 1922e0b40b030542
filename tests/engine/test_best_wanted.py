"""A page asks for the best alone: bonuses are looked for where they matter, and nothing changes."""

from __future__ import annotations

import random
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from archive.engine.registry import open_searcher, open_store
from archive.engine.whoosh.scores import MANY_SCORED
from archive.model.fields import STORY
from archive.model.query import Bonus, Everything, Phrase, Ranking, ScoredTerm
from archive.model.result import SearchRequest
from tests.engine.corpora import NAMES, document

WORDS = ("bank", "rate", "tax", "vote", "law", "storm", "port", "film")
RARE = tuple(f"rare{chr(97 + number)}" for number in range(20))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """More articles than are scored whole, of a few words in any order."""
    folder, chooser = tmp_path_factory.mktemp("index"), random.Random(1)
    build = open_store("whoosh", folder).begin("a")
    for number in range(3 * MANY_SCORED):
        words = chooser.choices(WORDS, k=chooser.randint(1, 12))
        words += chooser.choices(RARE, k=chooser.randint(0, 2))
        # Some words stand more often than half a byte tells, few more often than a byte.
        words += chooser.choice(([], [], [], ["tax"] * chooser.choice((15, 17, 300))))
        build.add(document(number, " ".join(chooser.sample(WORDS, 2)), " ".join(words)))
    build.commit(NAMES)
    return folder, build.name


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("limit, offset", [(1, 0), (20, 0), (20, 40), (700, 300)])
@pytest.mark.parametrize("collapse", [None, STORY])
def test_many_terms_of_several_texts_rank_as_all_scores_do(
    index: tuple[Path, str], seed: int, limit: int, offset: int, collapse: str | None
) -> None:
    chooser = random.Random(seed)
    fields = ("title_word", "body_word", "lead_word", "body_exact")
    terms = [
        ScoredTerm(chooser.choice(fields), word, chooser.choice((0.0, 0.6, 1.0, 2.0)))
        for word in chooser.choices((*WORDS, *RARE, "unknown"), k=chooser.randint(1, 40))
    ]
    if seed % 7 == 0:
        terms.append(ScoredTerm("body_word", "tax", -0.5))
    bonuses = [Bonus(Phrase("body_exact", ("tax", "vote"), (0, 1)), 3.0)] * (seed % 3)
    request = SearchRequest(
        ranking=Ranking(tuple(terms), tuple(bonuses)), limit=limit, offset=offset, collapse=collapse
    )
    with closing(open_searcher("whoosh", *index)) as searcher:
        every = list(islice(searcher.stream(request), offset + limit))
        assert list(searcher.search(request).hits) == every[offset:]


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
