"""A mistyped name finds its bearer as the first suggestion, and hardly anything else is corrected.

The first sample was drawn before any rule was made (22 of 24 at the first run), the second for
making them, the others afterwards; the last two rules were made for what the fourth showed. The
floors move down only on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from archive.engine.registry import open_store
from archive.entities.authority import load_authority
from archive.indexing.reindex import reindex
from archive.model.article import Article, Document
from archive.search.service import SearchService
from archive.text.fingerprint import fingerprint
from archive.text.tokens import Analyzer
from tests.analyzers import with_authority
from tests.conftest import library_of, options_of
from tests.quality.known_items import sample
from tests.quality.suggested import DATA, missed, read_slips, suggested

FILES = ("rthk-zh", "rthk-en")

#: Of 24 slips in each sample, so many find their bearer first, among all articles of both files.
#: One of the fourth, Xi Jinpping, has the stem of the right name and needs no suggestion.
FLOORS = [("slips-1", 23), ("slips-2", 22), ("slips-3", 24), ("slips-4", 21), ("slips-5", 23)]

#: Of all 120, among 1,000 articles of each file, which hold some of the names in one or two only.
FEW_ARTICLES = 1_000
FLOOR_AMONG_FEW = 107

#: Of a hundred names in one to three articles, so many may be corrected at most (the aim is 5).
RARE = 1


def build(index: Path, articles: Sequence[Article]) -> None:
    """A published generation of articles without what they mention."""
    names = load_authority().names()
    analyzer = Analyzer(with_authority())
    store = open_store("whoosh", index)
    making = store.begin(fingerprint(names))
    for article in articles:
        fields = analyzer.analyse_article(article.title, article.body)
        making.add(Document(article, fields=fields))
    making.commit(names)
    store.publish(making.name)


@pytest.mark.corpus
def test_misspelt_names_among_few(corpus: Path, tmp_path: Path) -> None:
    articles = [
        article
        for name in FILES
        for article in sample(corpus / f"{name}.jsonl.gz", FEW_ARTICLES, 1)[0]
    ]
    build(tmp_path, articles)
    library = library_of(tmp_path)
    slips = [slip for name, _ in FLOORS for slip in read_slips(f"{name}.tsv")]
    wrong = list(missed(SearchService(library), slips))
    library.close()
    print(f"{len(slips) - len(wrong)} of {len(slips)}")  # noqa: T201  # the figure is the point
    assert len(slips) - len(wrong) >= FLOOR_AMONG_FEW


@pytest.fixture(scope="module")
def service(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    index = tmp_path_factory.mktemp("suggestions")
    reindex(options_of(index, *(corpus / f"{name}.jsonl.gz" for name in FILES)))
    library = library_of(index)
    yield SearchService(library)
    library.close()


@pytest.mark.corpus
@pytest.mark.long
@pytest.mark.parametrize("name, floor", FLOORS)
def test_misspelt_names(service: SearchService, name: str, floor: int) -> None:
    slips = read_slips(f"{name}.tsv")
    wrong = list(missed(service, slips))
    assert len(slips) - len(wrong) >= floor, wrong


@pytest.mark.corpus
@pytest.mark.long
@pytest.mark.parametrize("name", ["correct-1", "correct-2"])
def test_what_is_spelt_as_meant(service: SearchService, name: str) -> None:
    """Words of headlines and names that find many are never corrected, rare names hardly ever."""
    rows = [
        line.split("\t")
        for line in (DATA / f"{name}.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    corrected = [(kind, query) for kind, query in rows if suggested(service, query)]
    assert not [query for kind, query in corrected if kind == "common"]
    rare = sum(kind == "rare" for kind, _ in rows)
    assert len(corrected) <= RARE * rare / 100
