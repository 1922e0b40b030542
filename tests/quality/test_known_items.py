"""A title typed as a query finds its article, though the title itself is not in the index.

The floors move down only on purpose. The plain baseline of the same run stands beside them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import opencc
import pytest

from archive.model.article import Article
from archive.search.service import SearchService
from tests.conftest import library_of
from tests.quality.known_items import Baseline, Figures, build_untitled, figures, rank_of, sample

#: Floors of recall@10 and of the mean reciprocal rank for 300 titles and 3,000 articles of each
#: file, and by how much both may stay under the baseline: an article or so in `worldnews`. Those
#: of `xinwenlianbo` repeat year after year: as a run asks for words in any place, more articles of
#: another year match whole, and come before those that nearly match.
FLOORS = [
    ("rthk-zh", 0.988, 0.961, 0.0),
    ("rthk-en", 0.932, 0.819, 0.0),
    ("reuters", 0.875, 0.806, 0.0),
    ("worldnews", 0.915, 0.797, 0.004),
    ("xinwenlianbo", 0.825, 0.725, 0.0),
]

#: Files of the same language as another: in the long tests alone.
OTHERS = ("reuters", "worldnews")

#: What the floors were measured on.
DIGESTS = {
    "rthk-zh": "a0977991d2f16194",
    "rthk-en": "915a2fa9c2966bb4",
    "reuters": "ac9a1ae0dff9dc20",
    "worldnews": "36ff6277502ac32c",
    "xinwenlianbo": "e1adc95968f6a498",
}

#: A file and the scripts its titles are typed in, in addition to its own.
SCRIPTS = {"rthk-zh": ("t2s", "t2jp"), "xinwenlianbo": ("s2hk", "s2tw")}

#: By how much a figure may differ when a title is typed in another script, and how many titles are.
OTHER_SCRIPT = 0.005
SOME = 100


def same_corpus(path: Path) -> None:
    digest = hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()
    name = path.name.partition(".")[0]
    assert digest == DIGESTS.get(name, digest), "the floors belong to another corpus"


def measure(
    index: Path, articles: list[Article], asked: list[int], *typed: Callable[[str], str]
) -> list[list[int | None]]:
    """Ranks by titles as they are, then by some of them as each of `typed` writes them."""
    build_untitled(index, articles)
    library = library_of(index)
    service = SearchService(library)

    def ranks(titles: list[int], write: Callable[[str], str]) -> list[int | None]:
        return [rank_of(service, write(articles[i].title), articles[i].id) for i in titles]

    found = [ranks(asked, str.strip), *(ranks(asked[:SOME], write) for write in typed)]
    library.close()
    return found


def plain(articles: list[Article], asked: list[int]) -> Figures:
    """Figures of the baseline."""
    baseline = Baseline(articles)
    return figures(baseline.rank_of(articles[i].title, i) for i in asked)


def tell(name: str, ours: Figures, baseline: Figures) -> None:
    print(f"{name}: recall@1 / recall@10 / MRR: {ours}, baseline {baseline}")  # noqa: T201  # the figures are the point


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name, recall, mrr, under",
    [pytest.param(*row, marks=[pytest.mark.long] * (row[0] in OTHERS)) for row in FLOORS],
)
def test_titles_find_their_articles(
    corpus: Path, tmp_path: Path, name: str, recall: float, mrr: float, under: float
) -> None:
    path = corpus / f"{name}.jsonl.gz"
    same_corpus(path)
    articles, asked = sample(path, 3_000, 300)
    scripts = [opencc.OpenCC(script).convert for script in SCRIPTS.get(name, ())]
    ranks, *others = measure(tmp_path, articles, asked, *scripts)
    ours, some = figures(ranks), figures(ranks[:SOME])
    baseline = plain(articles, asked)
    tell(name, ours, baseline)
    assert ours.recall_10 >= recall
    assert ours.mrr >= mrr
    assert ours.recall_10 >= baseline.recall_10 - under
    assert ours.mrr >= baseline.mrr - under
    for other in map(figures, others):
        assert abs(other.recall_10 - some.recall_10) <= OTHER_SCRIPT
        assert abs(other.mrr - some.mrr) <= OTHER_SCRIPT


@pytest.mark.corpus
@pytest.mark.long
@pytest.mark.parametrize("name", [*(name for name, *_ in FLOORS), "citizennews"])
def test_titles_find_their_articles_among_all(corpus: Path, tmp_path: Path, name: str) -> None:
    """All articles of a file, 2,000 titles of it: never under the baseline, but for two titles."""
    articles, asked = sample(corpus / f"{name}.jsonl.gz", None, 2_000)
    ours = figures(measure(tmp_path, articles, asked)[0])
    baseline = plain(articles, asked)
    tell(name, ours, baseline)
    assert round((baseline.recall_10 - ours.recall_10) * len(asked)) <= 2
    assert ours.mrr >= baseline.mrr
