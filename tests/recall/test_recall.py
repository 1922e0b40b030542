"""Nothing is missed and nothing else is found: the archive against brute force."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.recall.both_ways import (
    Archive,
    corpus_articles,
    differences,
    mark_differences,
    open_archive,
    printed_differences,
    sample_articles,
)
from tests.recall.quotes import make_quotes, printed_strings

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

#: Articles drawn from the large corpus, also by the tests that take minutes, and what draws them.
CORPUS_SIZE = 2_500
MANY = 10_000
SEED = 20_250_101

#: A failure says at most so much.
LINES = 10


def none_of(found: Iterable[str]) -> None:
    """Fails with the first few lines, if there are any."""
    lines = list(islice(found, LINES))
    assert not lines, "\n".join(lines)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("samples"), sample_articles(SAMPLES)) as opened:
        yield opened


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Iterator[Archive]:
    articles = corpus_articles(corpus, CORPUS_SIZE, SEED)
    with open_archive(tmp_path_factory.mktemp("drawn"), articles) as opened:
        yield opened


@pytest.fixture(scope="module")
def drawn_many(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Iterator[Archive]:
    articles = corpus_articles(corpus, MANY, SEED)
    with open_archive(tmp_path_factory.mktemp("many"), articles) as opened:
        yield opened


def test_quotes_of_the_samples(samples: Archive) -> None:
    """Quotes find what brute force finds, and mark it."""
    asked = make_quotes(list(samples.articles.values()), 300, SEED)
    none_of(differences(samples, asked))
    none_of(mark_differences(samples, asked, random.Random(SEED)))


def test_printed_strings_of_the_samples(samples: Archive) -> None:
    """What is asked as printed is found exactly where it is printed."""
    asked = printed_strings(list(samples.articles.values()), 100, SEED)
    none_of(printed_differences(samples, asked))


@pytest.mark.corpus
def test_quotes_of_the_corpus(drawn: Archive) -> None:
    """The same with real articles."""
    asked = make_quotes(list(drawn.articles.values()), 200, SEED)
    none_of(differences(drawn, asked))
    none_of(mark_differences(drawn, asked, random.Random(SEED)))


@pytest.mark.corpus
def test_printed_strings_of_the_corpus(drawn: Archive) -> None:
    """The same of what is asked as printed."""
    none_of(printed_differences(drawn, printed_strings(list(drawn.articles.values()), 100, SEED)))


@pytest.mark.corpus
@pytest.mark.long
def test_many_quotes_of_the_corpus(drawn_many: Archive) -> None:
    """Two thousand quotes, and five hundred as printed."""
    articles = list(drawn_many.articles.values())
    asked = make_quotes(articles, 2_000, SEED + 1)
    none_of(differences(drawn_many, asked))
    none_of(mark_differences(drawn_many, asked, random.Random(SEED)))
    none_of(printed_differences(drawn_many, printed_strings(articles, 500, SEED + 1)))
