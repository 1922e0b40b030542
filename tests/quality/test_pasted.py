"""A pasted paragraph or article finds the article that it is from, also where words are missing.

The floors move down only on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.search.service import SearchService
from tests.conftest import library_of
from tests.quality.known_items import build_untitled, rank_of, sample
from tests.quality.test_known_items import same_corpus

#: How many texts are pasted, of how many articles of a file. All come first, as they did when all
#: words were asked; another floor would stand here.
QUICK = (1_000, 10)
THOROUGH = (3_000, 60)

#: A Latin word, a Han character, or what lies between.
_PIECE = re.compile(r"[A-Za-z0-9'’-]+|[\u3400-\u9fff]|[^A-Za-z0-9\u3400-\u9fff]+")

#: Characters of a pasted paragraph, and of a pasted article: as many as an address takes.
_LENGTHS = {"paragraph": 300, "article": 2_000}


def whole(text: str) -> str:
    """A text as it is."""
    return text


def without_tenths(text: str) -> str:
    """A text without every tenth word or Han character."""
    return _tenths(text, lambda word: "")


def with_other_tenths(text: str) -> str:
    """A text with another word or character in place of every tenth."""
    return _tenths(text, lambda word: "龘" if word >= "\u3400" else "zqx")


def _tenths(text: str, change: Callable[[str], str]) -> str:
    pieces, words = [], 0
    for piece in _PIECE.findall(text):
        words += piece.isalnum()
        pieces.append(change(piece) if piece.isalnum() and words % 10 == 0 else piece)
    return "".join(pieces)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["rthk-zh", "rthk-en"])
@pytest.mark.parametrize("size, samples", [QUICK, pytest.param(*THOROUGH, marks=pytest.mark.long)])
def test_a_pasted_text_finds_its_article(
    corpus: Path, tmp_path: Path, name: str, size: int, samples: int
) -> None:
    path = corpus / f"{name}.jsonl.gz"
    same_corpus(path)
    articles, asked = sample(path, size, None)
    build_untitled(tmp_path, articles)
    library = library_of(tmp_path)
    service = SearchService(library)
    pasted = [articles[i] for i in asked if len(articles[i].body) > 200][:samples]
    assert len(pasted) == samples
    for alter in (whole, without_tenths, with_other_tenths):
        for length in _LENGTHS.values():
            queries = [alter(re.sub(r'[":]', " ", each.body[:length])) for each in pasted]
            ranks = [
                rank_of(service, query, each.id)
                for query, each in zip(queries, pasted, strict=True)
            ]
            first = sum(rank == 1 for rank in ranks)
            print(f"{name}, {alter.__name__}, {length}: {first} of {len(ranks)}")  # noqa: T201  # the figures are the point
            assert first == samples
    library.close()
